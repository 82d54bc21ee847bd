from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet
from portal.models.periods import Dated, DatedQuerySet, has_days, once_at_a_time


class AssociationKind(models.TextChoices):
    AREA = "area", _("of a place")
    ENTERPRISE = "enterprise", _("in an enterprise")
    MIGRANTS = "migrants", _("of people who moved in")


class Status(models.TextChoices):
    FOUNDING = "founding", _("being founded")
    ACTIVE = "active", _("active")
    RESTING = "resting", _("resting")
    ENDED = "ended", _("dissolved")


class AssociationQuerySet(GatedQuerySet):
    see_act = "see associations"

    def standing(self):
        return self.exclude(status=Status.ENDED)


class Association(models.Model):
    """One per place, more in enterprises and for people who moved in."""

    area = models.ForeignKey(
        "portal.Area", models.PROTECT, related_name="associations", verbose_name=_("area")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=AssociationKind.choices, default=AssociationKind.AREA
    )
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("taken over by"),
    )
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    most_households = models.PositiveSmallIntegerField(
        _("most households per member"), default=5, help_text=_("A member is never paired with more.")
    )

    objects = AssociationQuerySet.as_manager()

    class Meta:
        ordering = ["area_id", "kind", "name"]
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AssociationKind.values), name="association_kind_is_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="association_status_is_known"),
            models.UniqueConstraint(
                fields=["area"], condition=Q(kind="area") & ~Q(status="ended"), name="association_one_per_place",
                violation_error_message=_("This place has its association already."),
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) | (~Q(status="ended") & Q(ended_on=None)),
                name="association_ends_on_a_day",
                violation_error_message=_("An association that ended needs the day it ended, and no other does."),
            ),
            models.CheckConstraint(condition=Q(most_households__gte=1), name="association_cap_is_positive"),
        ]  # fmt: skip

    def __str__(self):
        return self.name_en if self.name_en and get_language() == "en" else self.name


class MemberGroupQuerySet(GatedQuerySet):
    see_act = "see associations"
    code_field = "association__area_id"


class MemberGroup(models.Model):
    """Members of one hamlet or work place, below a village association."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="groups", verbose_name=_("association")
    )
    name = models.CharField(_("name"), max_length=60)
    leader = models.ForeignKey(
        "membership.Resident",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leader"),
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = MemberGroupQuerySet.as_manager()

    class Meta:
        ordering = ["association", "name"]
        verbose_name = _("member group")
        verbose_name_plural = _("member groups")
        constraints = [
            models.UniqueConstraint(fields=["association", "name"], name="member_group_name_once"),
        ]

    def __str__(self):
        return self.name


class CouncilQuerySet(DatedQuerySet):
    see_act = "see associations"
    code_field = "association__area_id"


class Council(Dated):
    """The council of an association for one numbered term."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="councils", verbose_name=_("association")
    )
    term = models.PositiveSmallIntegerField(_("term number"))
    elected_on = models.DateField(_("elected on"), null=True, blank=True)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["association", "-term"]
        verbose_name = _("council")
        verbose_name_plural = _("councils")
        constraints = [
            models.UniqueConstraint(fields=["association", "term"], name="council_term_once"),
            has_days("council_has_days"),
            once_at_a_time(
                "association_has_one_council_at_a_time", "association",
                says=_("Another term covers some of these days. End that first."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(_("%(association)s, term %(term)d") % {"association": self.association, "term": self.term})


class Post(models.TextChoices):
    PRESIDENT = "president", _("president")
    VICE = "vice", _("vice-president")
    FULL_TIME_VICE = "full_vice", _("full-time vice-president")
    SECRETARY = "secretary", _("secretary")
    COUNCIL = "council", _("council member")


class OfficeQuerySet(DatedQuerySet):
    see_act = "see associations"
    code_field = "council__association__area_id"


class Office(Dated):
    """Somebody holds an office of a council for a time."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="offices", verbose_name=_("council"))
    resident = models.ForeignKey(
        "membership.Resident", models.PROTECT, related_name="offices", verbose_name=_("resident")
    )
    post = models.CharField(_("office"), max_length=10, choices=Post.choices)
    other_duties = models.CharField(_("other public duties"), max_length=80, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["council", "post", "period"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.CheckConstraint(condition=Q(post__in=Post.values), name="office_post_is_known"),
            has_days("office_has_days"),
            once_at_a_time(
                "council_has_one_president_at_a_time", "council", when=Q(post="president"),
                says=_("Somebody else is president on some of these days. End that first."),
            ),
            once_at_a_time("office_held_once_at_a_time", "council", "resident", texts=("post",)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.resident}, {self.get_post_display()}"
