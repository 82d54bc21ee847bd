import secrets
import uuid
from datetime import timedelta

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import masks
from portal.crypto import EncryptedTextField, keyed_hash
from portal.gate import GatedQuerySet
from portal.models import Consent

CODE_LASTS = timedelta(minutes=30)
MOST_TRIES = 5
SALT = "cms.subscription"


def address_hash(channel: str, address: str) -> str:
    return keyed_hash("subscription", f"{channel}:{address}")


class SubscriptionQuerySet(GatedQuerySet):
    see_act = "see outbox"

    def confirmed(self):
        return self.filter(state=Subscription.State.CONFIRMED)

    def of(self, channel: str, address: str):
        return self.filter(channel=channel, address_hash=address_hash(channel, address))

    def wanting(self, kind: str, area_code: str, before):
        """Who asked for this kind, lives in that place or below it, and had asked by then."""
        rows = self.confirmed().filter(kinds__contains=[kind], confirmed_at__lte=before)
        return rows.filter(area__code__within=area_code)

    def ask(self, *, channel: str, address: str, words: str, **wish) -> tuple["Subscription", str]:
        """A wish that counts once its code comes back; (row, code)."""
        row = Subscription(channel=channel, address_hash=address_hash(channel, address), words=words, **wish)
        row.address = address
        code = f"{secrets.randbelow(10**6):06}"
        row.code_hash = row.hash_of(code)
        row.save(force_insert=True)
        return row, code

    def forgotten(self) -> int:
        """Wishes nobody confirmed within a day are gone."""
        old = self.filter(state=Subscription.State.WAITING, made_at__lt=timezone.now() - timedelta(days=1))
        return old.delete()[0]

    def by_token(self, token: str) -> "Subscription | None":
        """Of an unsubscribe link: it names a row, never an address."""
        try:
            return self.filter(pk=signing.Signer(salt=SALT).unsign(token)).first()
        except (signing.BadSignature, ValueError):
            return None


class Subscription(models.Model):
    """Somebody wants to be told what is new in a place. Counts only once the code sent there came back."""

    class Channel(models.TextChoices):
        SMS = "sms", _("text message")
        EMAIL = "email", _("e-mail")

    class State(models.TextChoices):
        WAITING = "waiting", _("not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        ENDED = "ended", _("ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(_("channel"), max_length=6, choices=Channel.choices)
    address = EncryptedTextField()
    address_hash = models.CharField(max_length=64, blank=True, db_index=True)
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    kinds = ArrayField(models.CharField(max_length=12), verbose_name=_("about what"))
    language = models.CharField(_("language"), max_length=8, default="zh-hans")
    words = models.CharField(_("exact words"), max_length=500)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(_("asked on"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=["sms", "email"]), name="subscription_channel_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "confirmed", "ended"]), name="subscription_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=["policies", "news", "disclosures"]) & Q(kinds__len__gt=0),
                name="subscription_kinds_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="subscription_confirmed_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(address=b"", address_hash=""),
                name="subscription_ended_keeps_no_address",
            ),
            models.UniqueConstraint(
                fields=["channel", "address_hash", "area"],
                condition=Q(state="confirmed"),
                name="subscription_once_for_a_place",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_channel_display()} {self.masked_address()}: {self.area}"

    @admin.display(description=_("address"))
    def masked_address(self) -> str:
        return masks.address(self.channel, self.address.open()) if self.address else "—"

    def hash_of(self, code: str) -> str:
        return keyed_hash("subscription code", f"{self.pk}:{code}")

    @property
    def token(self) -> str:
        """For the link that ends it."""
        return signing.Signer(salt=SALT).sign(str(self.pk))

    @property
    def closed(self) -> bool:
        """The code is too old, was tried too often, or is used."""
        late = timezone.now() - self.made_at > CODE_LASTS
        return late or self.tries >= MOST_TRIES or self.state != self.State.WAITING

    @transaction.atomic
    def confirm(self, code: str) -> bool:
        """The code came back: from now on it counts, and what was agreed to is kept word by word."""
        row = Subscription.objects.select_for_update().get(pk=self.pk)
        if row.closed:
            return False
        if row.hash_of(code) != row.code_hash:
            Subscription.objects.filter(pk=row.pk).update(tries=row.tries + 1)
            return False
        address = row.address.open()
        earlier = Subscription.objects.of(row.channel, address).confirmed().filter(area=row.area)
        earlier.update(state=self.State.ENDED, ended_at=timezone.now(), address=b"", address_hash="")
        row.state, row.confirmed_at = self.State.CONFIRMED, timezone.now()
        row.save(update_fields=["state", "confirmed_at"])
        Consent.objects.record(address, Consent.Purpose.BULK, True, words=row.words, channel=row.channel)
        self.refresh_from_db()
        return True

    @transaction.atomic
    def end(self, words: str) -> None:
        """Its address is forgotten; whoever has no other subscription has taken back the consent as well."""
        row = Subscription.objects.select_for_update().get(pk=self.pk)
        address = row.address.open()
        Subscription.objects.filter(pk=row.pk).update(
            state=self.State.ENDED, ended_at=timezone.now(), address=b"", address_hash=""
        )
        if (
            row.state == self.State.CONFIRMED
            and not Subscription.objects.of(row.channel, address).confirmed()
        ):
            Consent.objects.record(address, Consent.Purpose.BULK, False, words=words, channel=row.channel)
        self.refresh_from_db()
