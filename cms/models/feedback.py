from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import masks, states
from portal.gate import GatedQuerySet

MOVES = {"open": {"done", "answered"}, "done": {"open"}, "answered": {"open"}}


class FeedbackQuerySet(GatedQuerySet):
    see_act = "edit content"

    def open(self):
        return self.filter(state=Feedback.State.OPEN)

    def say(self, *, key: str, address: str, useful: bool, **told) -> "Feedback":
        """Keep what a reader said of a page; the same form twice is kept once. Nobody's number is kept."""
        words = masks.scrub(told.pop("words", "").strip())
        state = Feedback.State.DONE if useful and not words else Feedback.State.OPEN
        at = timezone.now() if state == Feedback.State.DONE else None
        defaults = {"address": address[:300], "useful": useful, "words": words, "state": state, "at": at}
        return self.get_or_create(key=key, defaults={**defaults, **told})[0]


class Feedback(models.Model):
    """What a reader said of one page, without a name. It goes to whoever looks after that page."""

    class Reason(models.TextChoices):
        NOT_FOUND = "not_found", _("I did not find what I came for")
        HARD = "hard", _("It is hard to understand")
        OLD = "old", _("It is out of date")
        WRONG = "wrong", _("There is a mistake in the text")
        BROKEN = "broken", _("A link, a file or a number does not work")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("to look at")
        DONE = "done", _("mended")
        ANSWERED = "answered", _("looked at, nothing to change")

    key = models.CharField(max_length=100, unique=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
    )
    address = models.CharField(_("address of the page"), max_length=300)
    title = models.CharField(_("page"), max_length=255, blank=True)
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    language = models.CharField(_("language"), max_length=8, default="zh-hans")
    useful = models.BooleanField(_("useful"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, blank=True)
    words = models.TextField(_("in their words"), blank=True)
    day = models.DateField(_("day"), default=timezone.localdate)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    note = models.CharField(_("what was done"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("word about a page")
        verbose_name_plural = _("words about pages")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "done", "answered"]), name="feedback_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", "not_found", "hard", "old", "wrong", "broken", "other"]),
                name="feedback_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open", at=None) | (~Q(state="open") & Q(at__isnull=False)),
                name="feedback_settled_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["area", "id"], condition=Q(state="open"), name="feedback_open")]

    def __str__(self):
        return f"{self.title or self.address}: {self.get_reason_display() or self.useful}"

    def settle(self, state: str, by, note: str = "") -> None:
        """Mended, or looked at with nothing to change."""
        states.move(self, from_=[self.State.OPEN], to=state, by=by, at=timezone.now(), note=note[:300])

    def open_again(self) -> None:
        states.move(
            self, from_=[self.State.DONE, self.State.ANSWERED], to=self.State.OPEN, by=None, at=None, note=""
        )
