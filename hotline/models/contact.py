from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from portal.masks import address


class ContactQuerySet(models.QuerySet):
    def waiting(self):
        """Contacts with an unanswered message, the longest waiting first."""
        from hotline.models.inbound import Inbound

        first = Inbound.objects.filter(contact=OuterRef("pk"), state="waiting").order_by("pk")
        return self.filter(Exists(first)).annotate(first=Subquery(first.values("pk")[:1])).order_by("first")


class Contact(models.Model):
    """One phone number, or one browser, that talks to the hotline."""

    channel = models.CharField(_("channel"), max_length=8)
    address = models.CharField(_("address"), max_length=80)
    language = models.CharField(_("language"), max_length=8, blank=True)
    session = models.JSONField(default=dict)
    first_heard = models.DateTimeField(auto_now_add=True)
    last_heard = models.DateTimeField(null=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="contact_address_once")]

    def __str__(self):
        return f"{self.channel} {address(self.channel, self.address)}"

    @property
    def outbox_language(self) -> str:
        return "en" if self.language == "en" else "zh-hans"
