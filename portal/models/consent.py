from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentQuerySet(models.QuerySet):
    def record(self, address: str, purpose: str, agreed: bool, *, words: str, channel: str, staff=None):
        """Append what somebody agreed to or took back, in their own words."""
        return self.create(
            address=address, purpose=purpose, agreed=agreed, words=words[:500], channel=channel, staff=staff
        )

    def allows(self, address: str, purpose: str) -> bool:
        """Does the newest word of this address allow this purpose? An answer is always allowed.

        A notice about one's own matter is allowed until refused; bulk only once agreed to.
        """
        if purpose == Consent.Purpose.REPLY:
            return True
        newest = (
            self.filter(address=address, purpose=purpose).order_by("-pk").values_list("agreed", flat=True)
        )
        said = newest.first()
        return purpose == Consent.Purpose.NOTICE if said is None else said


class Consent(models.Model):
    """Who agreed to what, in which words, on which day. The newest row counts; none is changed."""

    class Purpose(models.TextChoices):
        REPLY = "reply", _("answer to a question")
        NOTICE = "notice", _("notice about one's own matter")
        BULK = "bulk", _("news and invitations")

    at = models.DateTimeField(_("when"), auto_now_add=True)
    address = models.CharField(_("address"), max_length=80, db_index=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    agreed = models.BooleanField(_("agreed"))
    words = models.CharField(_("exact words"), max_length=500)
    channel = models.CharField(_("channel"), max_length=12)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=["reply", "notice", "bulk"]), name="consent_purpose_is_known"
            )
        ]

    def __str__(self):
        return f"{self.purpose}: {self.agreed}"
