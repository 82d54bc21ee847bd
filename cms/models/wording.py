from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.wording import Words
from portal.gate import GatedQuerySet, may


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class WordingQuerySet(GatedQuerySet):
    see_act = "edit content"

    def where_may(self, user, act):
        return self if may(user, act) else self.none()

    def to_look_for(self) -> list[Words]:
        """As the pure room wants them."""
        return [row.as_words() for row in self.order_by("pk")]


class Wording(models.Model):
    """A wording that public texts do not use, or use with care: why, and what to say instead."""

    class Level(models.TextChoices):
        REFUSE = "refuse", _("not published")
        WARN = "warn", _("worth a look")

    words = models.TextField(_("wordings"), help_text=_("One a line."))
    level = models.CharField(_("what happens"), max_length=6, choices=Level.choices, default=Level.WARN)
    reason = models.CharField(_("why"), max_length=200)
    better = models.CharField(_("better words"), max_length=200, blank=True)
    unless = models.TextField(
        _("allowed beside"), blank=True,
        help_text=_("One a line. A sentence that also says one of these may use the wording, such as “abolished”."),
    )  # fmt: skip

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["level", "pk"]
        verbose_name = _("wording to avoid")
        verbose_name_plural = _("wordings to avoid")
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="wording_says_something"),
        ]

    def __str__(self):
        return "、".join(lines(self.words)[:4])

    def as_words(self) -> Words:
        return Words(lines(self.words), self.level, self.reason, self.better, lines(self.unless))
