import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet, places, recused_rows
from portal.masks import address
from portal.segments import segments

LEASE = timedelta(seconds=25)  # one call: at most 10 s to connect and 10 s to hear the answer
FORGET = "forget when sent"  # the cause of a text that is forgotten once it is sent: an anonymous receipt
BACK_OFF = [timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1)]


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    CLAIMED = "claimed", _("being sent")
    SENT = "sent", _("sent")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("failed")
    UNCERTAIN = "uncertain", _("uncertain")
    REFUSED = "refused", _("not sent: no consent")


# The same table stands as a trigger in the migration; a test compares them.
MOVES = {
    "waiting": {"claimed", "delivered"},
    "claimed": {"waiting", "sent", "delivered", "failed", "uncertain", "refused"},
    "uncertain": {"waiting", "sent", "delivered", "failed"},
    "sent": {"delivered", "failed"},
    "failed": {"delivered"},
    "delivered": set(),
    "refused": set(),
}


class OutboxQuerySet(GatedQuerySet):
    see_act = "see outbox"

    def queue(self, channel, to, text, *, purpose, cause, key, language="zh-hans", not_before=None):
        """Queue one text. Calling twice with the same key queues it once."""
        row, _made = self.get_or_create(
            key=key,
            defaults={
                "channel": channel, "to": to, "text": text, "purpose": purpose, "cause": cause,
                "language": language, "segments": segments(text), "not_before": not_before or timezone.now(),
            },
        )  # fmt: skip
        return row

    def due(self):
        """Waiting rows whose hour has come and before which nothing to the same person waits."""
        now = timezone.now()
        earlier = Outbox.objects.filter(
            channel=OuterRef("channel"), to=OuterRef("to"), pk__lt=OuterRef("pk")
        ).filter(Q(state=State.CLAIMED) | Q(state=State.WAITING, not_before__lte=now + timedelta(seconds=30)))
        urgency = Case(
            When(purpose="reply", then=Value(0)), When(purpose="notice", then=Value(1)), default=Value(2)
        )
        return self.filter(Q(state=State.WAITING, not_before__lte=now) & ~Exists(earlier)).order_by(
            urgency, "pk"
        )

    def claim(self, most: int = 20, channels=None) -> list["Outbox"]:
        """Take rows under a lease; another worker steps over them."""
        with transaction.atomic():
            rows = self.due()
            if channels is not None:
                rows = rows.filter(channel__in=channels)
            taken = list(rows.select_for_update(skip_locked=True, of=("self",))[:most])
            now = timezone.now()
            self.filter(pk__in=[row.pk for row in taken]).update(
                state=State.CLAIMED, attempts=F("attempts") + 1, claimed_at=now, lease_until=now + LEASE
            )
        for row in taken:
            row.state, row.attempts = State.CLAIMED, row.attempts + 1
        return taken

    def abandoned(self):
        """Claimed by a worker that never came back."""
        return self.filter(state=State.CLAIMED, lease_until__lt=timezone.now())

    def unsent(self):
        return self.filter(state__in=[State.WAITING, State.CLAIMED, State.UNCERTAIN])

    def where_may(self, user, act):
        """Texts carry no area: only a duty at county level opens the list."""
        return self if any(len(code) == 6 for code in places(user, act)) else self.none()

    def visible_to(self, user):
        """Without the texts of matters this user is recused from."""
        rows = super().visible_to(user)
        for key in recused_rows(user):
            rows = rows.exclude(key__startswith=f"case:{key}:")
        return rows


class Outbox(models.Model):
    """One text that leaves the house, whatever the channel."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(_("channel"), max_length=8)
    to = models.CharField(_("to"), max_length=80)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8, default="zh-hans")
    purpose = models.CharField(_("purpose"), max_length=8)
    cause = models.CharField(_("cause"), max_length=80)
    segments = models.PositiveSmallIntegerField(_("segments"), default=1)
    cost = models.DecimalField(_("cost in yuan"), max_digits=8, decimal_places=4, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=64, blank=True)
    error_code = models.CharField(_("error"), max_length=40, blank=True)
    made_at = models.DateTimeField(_("written at"), auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("outgoing text")
        verbose_name_plural = _("outgoing texts")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="outbox_state_is_known"),
            models.CheckConstraint(
                condition=Q(purpose__in=["reply", "notice", "bulk"]), name="outbox_purpose_is_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["sms", "web", "email", "voice"]), name="outbox_channel_is_known"
            ),
            models.UniqueConstraint(
                fields=["channel", "provider_id"],
                condition=~Q(provider_id=""),
                name="outbox_provider_id_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state__in=["waiting", "claimed"]), name="outbox_to_carry"
            ),
            models.Index(fields=["channel", "to", "id"], name="outbox_per_person"),
        ]

    def __str__(self):
        return f"{self.channel} {address(self.channel, self.to)}: {self.get_state_display()}"

    @property
    def shown_text(self) -> str:
        """What staff screens show: replies and sign-in codes are their reader's alone, except in the demo."""
        if settings.DEMO or self.purpose != "reply":
            return self.text
        return str(_("(a sign-in code)") if self.cause == "sign-in" else _("(a reply, for its reader alone)"))

    @admin.display(description=_("to"))
    def masked_to(self):
        return address(self.channel, self.to)

    def _settle(self, state: str, *, attempt: int | None = None, **changes: Any) -> bool:
        """Write an outcome, unless another attempt has taken the row since (fencing)."""
        rows = Outbox.objects.filter(pk=self.pk, state__in=[s for s, to in MOVES.items() if state in to])
        if attempt is not None:
            rows = rows.filter(attempts=attempt, state=State.CLAIMED)
        return bool(rows.update(state=state, lease_until=None, **changes))

    def mark_sent(self, provider_id: str = "") -> bool:
        return self._settle(
            State.SENT, attempt=self.attempts, provider_id=provider_id, sent_at=timezone.now(), error_code="",
            **self._forgotten(),
        )  # fmt: skip

    def _forgotten(self) -> dict[str, Any]:
        return {"text": ""} if self.cause == FORGET else {}

    def mark_failed(self, code: str) -> bool:
        return self._settle(State.FAILED, attempt=self.attempts, error_code=code[:40])

    def mark_uncertain(self, code: str = "unknown") -> bool:
        return self._settle(State.UNCERTAIN, attempt=self.attempts, error_code=code[:40])

    def try_later(self, code: str = "") -> bool:
        """Back off and wait again; after the last pause give up."""
        if self.attempts > len(BACK_OFF):
            return self.mark_failed(code or "gave up")
        pause = timezone.now() + BACK_OFF[self.attempts - 1]
        return self._settle(State.WAITING, attempt=self.attempts, not_before=pause, error_code=code[:40])

    def refuse(self) -> bool:
        return self._settle(State.REFUSED, attempt=self.attempts)

    def apply_receipt(self, status: str, code: str = "", provider_id: str = "") -> bool:
        """A provider's word about this text. Statuses only go up; `failed` never undoes `delivered`."""
        now = timezone.now()
        learned: dict[str, Any] = {"provider_id": provider_id} if provider_id and not self.provider_id else {}
        if status == State.DELIVERED:
            return self._settle(State.DELIVERED, delivered_at=now, error_code="", **learned)
        if status == State.FAILED:
            return self._settle(State.FAILED, error_code=code[:40], **learned)
        if status == State.SENT:
            return self._settle(State.SENT, sent_at=now, **learned)
        return False
