from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.answer import COUNTY
from portal import states
from portal.gate import GatedQuerySet, places, reach

# The same table stands as a trigger in the migration; a test compares them.
MOVES = {"open": {"called", "no_need", "overtaken"}, "overtaken": {"open"}}


class AnswerReview(models.Model):
    """One publication of a programme, and how far the answers given before it have been looked through."""

    programme = models.CharField(max_length=10)
    publication = models.BigIntegerField()  # the revision that went live
    rule = models.CharField(max_length=64)
    started_at = models.DateTimeField(default=timezone.now)
    upto = models.BigIntegerField(null=True)  # the oldest answer looked at, newest first
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "publication", "rule"], name="answer_review_once_for_a_publication"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="answer_review_open")]

    def __str__(self):
        return f"{self.programme} {self.rule[:12]}"


class ChangedAnswerQuerySet(GatedQuerySet):
    see_act = "call back"
    code_field = "answer__area"

    def where_may(self, user, act):
        if any(len(code) <= COUNTY for code in places(user, act)):
            return self
        return self.filter(reach(user, act, self.code_field))

    def open(self):
        return self.filter(state=ChangedAnswer.State.OPEN)


class ChangedAnswer(models.Model):
    """Somebody was told what a newer text of the rule no longer says: a call to make."""

    class State(models.TextChoices):
        OPEN = "open", _("to call")
        CALLED = "called", _("called")
        NO_NEED = "no_need", _("no need")
        OVERTAKEN = "overtaken", _("overtaken by a newer text")

    answer = models.ForeignKey("cms.Answer", models.PROTECT, related_name="changes")
    rule = models.CharField(_("rule"), max_length=64)
    old = models.JSONField(_("old answer"))
    new = models.JSONField(_("new answer"))
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = ChangedAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("answer that changed")
        verbose_name_plural = _("answers that changed")
        constraints = [
            models.UniqueConstraint(fields=["answer", "rule"], name="changed_answer_once_for_a_rule"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "called", "no_need", "overtaken"]),
                name="changed_answer_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "no_need"]) | Q(by__isnull=False, at__isnull=False),
                name="changed_answer_settled_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.answer.programme}: {self.old.get('verdict')} → {self.new.get('verdict')}"

    def settle(self, state: str, by) -> None:
        """Somebody called, or saw that no call is needed."""
        states.move(self, from_=[self.State.OPEN], to=state, by=by, at=timezone.now())
