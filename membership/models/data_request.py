import secrets

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import audit, states
from portal.gate import GatedQuerySet


class RequestKind(models.TextChoices):
    CORRECTION = "correction", _("correction")
    WITHDRAWAL = "withdrawal", _("consent taken back")
    ERASURE = "erasure", _("erasure")
    EXPORT = "export", _("copy of the data")


class RequestState(models.TextChoices):
    ASKED = "asked", _("waits for the clerk")
    DONE = "done", _("carried out")
    REFUSED = "refused", _("not carried out")
    PARTLY = "partly", _("carried out in part")


# The same table stands as a trigger in the migration.
REQUEST_MOVES: dict[str, set[str]] = {
    "asked": {"done", "refused", "partly"},
    "done": set(),
    "refused": set(),
    "partly": set(),
}


class DataRequestQuerySet(GatedQuerySet):
    see_act = "see residents"
    code_field = "resident__area_id"

    def waiting(self):
        return self.filter(state=RequestState.ASKED)

    def newest_told(self, resident) -> dict[str, "DataRequest"]:
        """Of each field the last correction that was written down: told by the person."""
        rows = self.filter(resident=resident, kind=RequestKind.CORRECTION, state=RequestState.DONE)
        return {row.field: row for row in rows.order_by("decided_at", "pk")}


class DataRequest(models.Model):
    """A person asks something of what is kept about them: to correct, stop, erase or copy it."""

    resident = models.ForeignKey(
        "membership.Resident", models.PROTECT, related_name="data_requests", verbose_name=_("resident")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=RequestKind.choices)
    field = models.CharField(_("what"), max_length=60, blank=True)
    old = models.CharField(_("as it stood"), max_length=200, blank=True)
    new = models.CharField(_("as it should be"), max_length=200, blank=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=RequestState.choices, default=RequestState.ASKED
    )
    key = models.CharField(max_length=120, unique=True, default=secrets.token_urlsafe, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("request about one's data")
        verbose_name_plural = _("requests about one's data")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="data_request_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="data_request_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None) | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="data_request_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "partly"]) | ~Q(answer=""), name="data_request_no_has_a_sentence"
            ),
            models.UniqueConstraint(
                fields=["resident", "kind", "field"], condition=Q(state="asked"), name="data_request_waits_once"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()}: {self.resident}"

    @property
    def area_id(self):
        return self.resident.area_id

    @transaction.atomic
    def decide(self, user, to: str, answer: str = "") -> None:
        """Done, refused or partly: once, by somebody of the person's place."""
        states.move(
            self, from_={RequestState.ASKED}, to=to, answer=answer[:300], decided_by=user,
            decided_at=timezone.now(),
        )  # fmt: skip
        audit.record(user, f"{self.kind} {to}", self, field=self.field)
