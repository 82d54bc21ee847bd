from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import audit, gate, states


class Level(models.TextChoices):
    SELF = "self", _("self-check")
    TOWNSHIP = "township", _("township")
    COUNTY = "county", _("county")


class ResultState(models.TextChoices):
    OPEN = "open", _("not looked at yet")
    PASSED = "passed", _("passed")
    FAILED = "failed", _("to be mended")
    MENDED = "mended", _("mended, to be looked at again")


RESULT_MOVES: dict[str, set[str]] = {
    "open": {"passed", "failed"},
    "failed": {"mended"},
    "mended": {"passed", "failed"},
    "passed": set(),
}


class ItemResult(models.Model):
    """What one level found about one item of one association."""

    evaluation = models.ForeignKey("membership.Evaluation", models.CASCADE, related_name="results")
    item = models.ForeignKey(
        "membership.SchemeItem", models.PROTECT, related_name="results", verbose_name=_("item of the scheme")
    )
    level = models.CharField(_("level"), max_length=8, choices=Level.choices)
    state = models.CharField(_("state"), max_length=8, choices=ResultState.choices, default=ResultState.OPEN)
    finding = models.TextField(_("what was found"), max_length=2000, blank=True)
    mend_by = models.DateField(_("to be mended by"), null=True, blank=True)
    mended = models.TextField(_("what was done about it"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("checked by")
    )
    at = models.DateTimeField(_("checked"), null=True, blank=True)

    class Meta:
        ordering = ["item__order", "pk"]
        verbose_name = _("result of an item")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "item", "level"], name="item_result_once_per_level"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="item_result_level_is_known"),
            models.CheckConstraint(condition=Q(state__in=ResultState.values), name="item_result_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="failed") | (Q(mend_by__isnull=False) & ~Q(finding="")),
                name="item_result_failed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(by__isnull=False), name="item_result_was_checked_by_somebody"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.item}: {self.get_state_display()}"

    def is_overdue(self, day: date | None = None) -> bool:
        return self.state == ResultState.FAILED and self.mend_by < (day or timezone.localdate())

    def mend(self, user, words: str) -> None:
        """The village says what it did; who checks looks again."""
        if not gate.may(user, "edit register", self.evaluation.area_id):
            raise PermissionDenied
        said = "\n".join(filter(None, [self.mended, words]))
        states.move(self, from_={ResultState.FAILED}, to=ResultState.MENDED, mended=said)
        audit.record(user, "evaluation mended", self.evaluation, item=self.item_id)


class Evidence(models.Model):
    """What shows that an item is kept: words, a paper, or a figure of the register on a day."""

    evaluation = models.ForeignKey("membership.Evaluation", models.CASCADE, related_name="evidence")
    item = models.ForeignKey(
        "membership.SchemeItem", models.PROTECT, related_name="+", verbose_name=_("item of the scheme")
    )
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    file = models.FileField(_("paper or picture"), upload_to="evidence/", blank=True)
    file_name = models.CharField(max_length=100, blank=True, editable=False)
    figure = models.DecimalField(_("figure"), max_digits=12, decimal_places=2, null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        ordering = ["item__order", "pk"]
        verbose_name = _("evidence")

    def __str__(self):
        return self.file_name or self.words[:40] or str(self.figure)
