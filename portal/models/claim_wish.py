import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import masks
from portal.crypto import EncryptedTextField, keyed_hash
from portal.gate import GatedQuerySet, places


class ClaimWishQuerySet(GatedQuerySet):
    """Askers have no place until the register names one: a duty for the whole county shows them."""

    see_act = "call back"

    def wish(
        self, *, programme: str, channel: str, address: str, facts: Mapping[str, Any], words: str, day, **more
    ) -> tuple["ClaimWish", bool]:
        """File a draft once: the same person, programme, facts and year again is the same draft."""
        told = json.dumps(facts, sort_keys=True, ensure_ascii=False)
        key = keyed_hash("claim wish", "\n".join([programme, channel, address, str(day.year), told]))
        pk = uuid.uuid4()
        new = ClaimWish(pk=pk, key=key, programme=programme, channel=channel, address=address, **more)
        new.facts, new.words = told, words
        with transaction.atomic():
            ClaimWish.objects.bulk_create([new], ignore_conflicts=True)
        found = ClaimWish.objects.get(key=key)
        return found, found.pk == pk

    def where_may(self, user, act):
        return self if any(len(code) <= 6 for code in places(user, act)) else self.none()

    def open(self):
        """Neither taken up as a claim nor called."""
        return self.filter(claim_number="", called_at=None)


class ClaimWish(models.Model):
    """Somebody wants a programme: a draft claim, until a claim takes it up and its number stands here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64, unique=True)
    programme = models.CharField(_("programme"), max_length=10)
    channel = models.CharField(_("channel"), max_length=8)
    address = models.CharField(_("address"), max_length=80)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    facts = EncryptedTextField(_("facts"))
    words = EncryptedTextField(_("what was said"))
    verdict = models.CharField(_("verdict"), max_length=16)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    period = models.CharField(_("paid each"), max_length=8, blank=True)
    per = models.CharField(_("paid per"), max_length=10, blank=True)
    missing = models.JSONField(_("still open"), default=list, blank=True)
    rule = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("since"), auto_now_add=True)
    called_at = models.DateTimeField(_("called at"), null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("called by"),
    )
    note = models.TextField(_("what came of it"), blank=True)
    claim_number = models.CharField(_("claim"), max_length=20, blank=True)

    objects = ClaimWishQuerySet.as_manager()

    class Meta:
        ordering = ["called_at", "made_at"]
        verbose_name = _("draft claim")
        verbose_name_plural = _("draft claims")
        constraints = [
            models.CheckConstraint(
                condition=Q(called_at=None, called_by=None)
                | Q(called_at__isnull=False, called_by__isnull=False),
                name="claim_wish_called_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.programme}: {self.masked_address}"

    @property
    def area_id(self) -> str:
        return ""

    @property
    def number_to_call(self) -> str:
        return self.phone or (self.address if self.channel in {"sms", "voice"} else "")

    @property
    def masked_address(self) -> str:
        if self.phone:
            return masks.phone(self.phone)
        return masks.address(self.channel, self.address)

    @transaction.atomic
    def call(self, by, note: str) -> None:
        """Somebody called. A second word is written below the first."""
        wish = ClaimWish.objects.select_for_update().get(pk=self.pk)
        if wish.called_at:
            wish.note = f"{wish.note}\n{by}: {note}"
        else:
            wish.called_at, wish.called_by, wish.note = timezone.now(), by, note
        wish.save(update_fields=["called_at", "called_by", "note"])
