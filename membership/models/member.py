import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models.certificate import Certified
from membership.models.deciding import Decided
from portal.gate import GatedQuerySet
from portal.models.periods import Dated, DatedQuerySet, has_days, once_at_a_time


class ApplicationState(models.TextChoices):
    FILED = "filed", _("handed in")
    AGREED = "agreed", _("agreed by the group")
    ACCEPTED = "accepted", _("accepted by the council")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


APPLICATION_MOVES: dict[str, set[str]] = {
    "filed": {"agreed", "refused", "withdrawn"},
    "agreed": {"accepted", "refused", "withdrawn"},
    "accepted": set(),
    "refused": set(),
    "withdrawn": set(),
}


class ApplicationQuerySet(GatedQuerySet):
    see_act = "see members"
    code_field = "association__area_id"

    def waiting(self):
        return self.filter(state__in=["filed", "agreed"])

    def file(self, association, *, key: str, name: str, **told):
        """Hand one in, from any channel; the same key again is the same application (P2)."""
        row, _made = self.get_or_create(key=key, defaults={"association": association, "name": name, **told})
        return row


class Application(Decided, models.Model):
    """Somebody asks to become a member: the group's word, then the council's decision."""

    association = models.ForeignKey(
        "membership.Association", models.PROTECT, related_name="applications", verbose_name=_("association")
    )
    group = models.ForeignKey(
        "membership.MemberGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member group"),
    )
    resident = models.ForeignKey(
        "membership.Resident",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("resident"),
    )
    name = models.CharField(_("full name"), max_length=60)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    told = models.JSONField(_("personal facts, as told"), default=dict, blank=True)
    reason = models.TextField(_("why I want to join"), max_length=1000, blank=True)
    promised_on = models.DateField(_("promised to keep the charter on"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=8, default="desk")
    key = models.CharField(max_length=120, unique=True, default=secrets.token_urlsafe, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ApplicationState.choices, default=ApplicationState.FILED
    )
    group_word = models.CharField(_("the group's word"), max_length=200, blank=True)
    council_word = models.CharField(_("the council's decision"), max_length=200, blank=True)
    filed_at = models.DateTimeField(_("filed"), default=timezone.now)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(resident__isnull=False, decided_on__isnull=False),
                name="application_accepted_has_a_resident",
            ),
        ]

    def __str__(self):
        return self.name


class MembershipQuerySet(DatedQuerySet):
    see_act = "see members"
    code_field = "association__area_id"


class Membership(Certified, Dated):
    """Somebody belongs to an association for a time; the certificate goes with it."""

    association = models.ForeignKey(
        "membership.Association", models.PROTECT, related_name="memberships", verbose_name=_("association")
    )
    resident = models.ForeignKey(
        "membership.Resident", models.PROTECT, related_name="memberships", verbose_name=_("resident")
    )
    group = models.ForeignKey(
        "membership.MemberGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("member group"),
    )
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, related_name="membership", editable=False
    )
    serial = models.CharField(_("certificate number"), max_length=24, unique=True, null=True, blank=True)
    token = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe, editable=False)
    issued_on = models.DateField(_("certificate issued on"), null=True, blank=True)
    revoked_on = models.DateField(_("certificate revoked on"), null=True, blank=True)
    ended_because = models.CharField(_("ended because"), max_length=120, blank=True)
    speaks = models.CharField(
        _("speaks"), max_length=80, blank=True, help_text=_("Languages and dialects, with commas between.")
    )
    remarks = models.CharField(_("remarks"), max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["association", "period", "pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            has_days("membership_has_days"),
            once_at_a_time(
                "member_of_an_association_once_at_a_time", "resident", "association",
                says=_("This person is a member there already on some of these days."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.resident)
