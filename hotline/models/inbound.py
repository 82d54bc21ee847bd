from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# One statement, one trip, whole by itself: this is all a webhook does.
HEAR = """
WITH contact AS (
  INSERT INTO hotline_contact (channel, address, language, session, first_heard, last_heard)
  VALUES (%s, %s, '', '{}', now(), now())
  ON CONFLICT (channel, address) DO UPDATE SET last_heard = now() RETURNING id
)
INSERT INTO hotline_inbound
  (contact_id, channel, provider_id, token, text, media, state, attempts, why, error, received_at)
SELECT id, %s, %s, %s, %s, %s, 'waiting', 0, '{}', '', now() FROM contact
ON CONFLICT (channel, provider_id) DO NOTHING RETURNING id
"""


class InboundQuerySet(models.QuerySet):
    def hear(
        self, *, channel: str, address: str, provider_id: str, text: str, media: int = 0, token: str = ""
    ) -> int | None:
        """Keep one message; None if it was heard before."""
        values = [channel, address, channel, provider_id, token[:80], text.replace("\x00", ""), media]
        with connection.cursor() as cursor:
            cursor.execute(HEAR, values)
            row = cursor.fetchone()
        return row[0] if row else None

    def waiting(self):
        return self.filter(state=Inbound.State.WAITING)


class Inbound(models.Model):
    """One message that came. It has a row before it is acknowledged, and is answered once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ANSWERED = "answered", _("answered")
        PARKED = "parked", _("parked: a person must look")

    contact = models.ForeignKey("hotline.Contact", models.PROTECT, related_name="inbounds")
    channel = models.CharField(max_length=8)
    provider_id = models.CharField(max_length=80)
    token = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    media = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    why = models.JSONField(default=dict)
    error = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    objects = InboundQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["channel", "provider_id"], name="inbound_provider_id_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "answered", "parked"]), name="inbound_state_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "id"], condition=Q(state="waiting"), name="inbound_waiting")
        ]

    def __str__(self):
        return f"{self.contact}: {self.get_state_display()}"
