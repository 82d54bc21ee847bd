import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet


class VisitKind(models.TextChoices):
    HOME = "home", _("at home")
    PHONE = "phone", _("by phone")
    MET = "met", _("met elsewhere")


class VisitQuerySet(GatedQuerySet):
    see_act = "see visits"
    code_field = "household__area_id"

    def standing(self):
        """Without those that a later record corrects."""
        return self.filter(corrected_by=None)


class Visit(models.Model):
    """A call on a household, as it was written down: never changed, corrected only by a newer record.

    Its key is made on the phone, so that the same visit sent twice is one (P2, P9).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    household = models.ForeignKey(
        "membership.Household", models.PROTECT, related_name="visits", verbose_name=_("household")
    )
    pairing = models.ForeignKey(
        "membership.Pairing",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("pairing"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits", verbose_name=_("visitor")
    )
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=6, choices=VisitKind.choices, default=VisitKind.HOME)
    note = models.TextField(_("what was found and promised"), max_length=2000, blank=True)
    needs = models.CharField(_("what is needed"), max_length=200, blank=True)
    handed_over = models.CharField(_("handed over"), max_length=200, blank=True)
    photo = models.FileField(_("photo"), upload_to="visits/", blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    offline = models.BooleanField(_("written without network"), default=False)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    remark = models.CharField(_("how it was filed"), max_length=120, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-received_at"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="visit_kind_is_known"),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="visit_not_its_own_correction"),
        ]
        indexes = [models.Index(fields=["household", "-day"], name="visit_newest_of_household")]

    def __str__(self):
        return f"{self.day}, {self.household}"
