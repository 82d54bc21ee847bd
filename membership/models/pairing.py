from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from membership.duty_rhythm import Due, dues
from membership.models.household import HouseholdMember
from membership.models.pairing_dues import PairingDues
from membership.models.pairing_rules import NOT_OWN_HOUSEHOLD, SENTENCES, WITHIN_CAP
from membership.models.resident import Resident
from portal.models.periods import Dated, DatedQuerySet, has_days, once_at_a_time, since


class PairingKind(models.TextChoices):
    CONTACT = "contact", _("ordinary contact")
    HELP = "help", _("one-to-one help with an agreement")
    FIVE = "five", _("five carers for one elder")
    TWO_POSTS = "two_posts", _("two contacts for a special family")
    MUTUAL = "mutual", _("mutual-help group")


class PairingQuerySet(PairingDues, DatedQuerySet):
    see_act = "see pairings"
    code_field = "household__area_id"

    def of_helper(self, user):
        """Pairings this user carries out: as the member who signs in so, or as a cadre."""
        return self.filter(Q(member__resident__user=user) | Q(cadre=user))

    def helped_by(self, words: str):
        """By the helper's name, pinyin or phone, or part of the unit's name."""
        words = words.strip()
        people = Resident.objects.found_by(words)
        return self.filter(
            Q(member__resident__in=people) | Q(cadre__last_name__contains=words) | Q(unit__contains=words)
        )

    def with_heads(self):
        """Each with `head_name` of its household, in the same query."""
        head = HouseholdMember.objects.current().filter(household=OuterRef("household"), relation="head")
        return self.annotate(head_name=Subquery(head.values("resident__name")[:1]))


class Pairing(Dated):
    """A member, a cadre or a unit looks after a household for a time."""

    household = models.ForeignKey(
        "membership.Household", models.PROTECT, related_name="pairings", verbose_name=_("household")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=PairingKind.choices, default=PairingKind.CONTACT
    )
    member = models.ForeignKey(
        "membership.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pairings",
        verbose_name=_("member"),
    )
    cadre = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pairings",
        verbose_name=_("cadre"),
    )
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    goals = models.TextField(_("what was agreed"), blank=True)
    signed_by_helper_on = models.DateField(_("signed by the helper on"), null=True, blank=True)
    signed_by_household_on = models.DateField(_("signed by the household on"), null=True, blank=True)
    agreement = models.FileField(_("agreement"), upload_to="agreements/", blank=True)
    ended_because = models.CharField(_("ended because"), max_length=120, blank=True)
    why = models.CharField(_("why this pair"), max_length=200, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["household", "period"]
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PairingKind.values), name="pairing_kind_is_known"),
            has_days("pairing_has_days"),
            models.CheckConstraint(
                condition=(
                    Q(member__isnull=False, cadre=None, unit="")
                    | Q(member=None, cadre__isnull=False, unit="")
                    | (Q(member=None, cadre=None) & ~Q(unit=""))
                ),
                name="pairing_has_one_helper",
                violation_error_message=_("Name one helper: a member, a cadre or a unit."),
            ),
            once_at_a_time(
                "pairing_of_member_once_at_a_time", "household", "member", when=Q(member__isnull=False),
                says=_("This member looks after this household already on some of these days."),
            ),
            once_at_a_time(
                "pairing_of_cadre_once_at_a_time", "household", "cadre", when=Q(cadre__isnull=False),
                says=_("This cadre looks after this household already on some of these days."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(F("member"), F("household"), name="pairing_by_member")]

    def __str__(self):
        return f"{self.helper}: {self.household}"

    @property
    def helper(self) -> str:
        return str(self.member or self.cadre or self.unit)

    def clean(self):
        """What the guard in the database would refuse, said before somebody saves."""
        if not (self.member_id and self.household_id and self.period):
            return
        if self.member.resident.places.filter(
            household=self.household_id, period__overlap=self.period
        ).exists():
            raise ValidationError({"member": SENTENCES[NOT_OWN_HOUSEHOLD]})
        if self.most_at_once() >= self.member.association.most_households:
            raise ValidationError({"member": SENTENCES[WITHIN_CAP]})

    def most_at_once(self) -> int:
        """How many other households the member looks after on the fullest day of this pairing."""
        others = Pairing.objects.filter(member=self.member_id, period__overlap=self.period)
        others = list(others.exclude(pk=self.pk).exclude(household=self.household_id))
        days = {max(self.first_day, one.first_day) for one in others}
        return max((len({one.household_id for one in others if one.lasts(day)}) for day in days), default=0)

    @property
    def household_name(self) -> str:
        """Without a question a row where `with_heads` has asked."""
        return getattr(self, "head_name", "") or self.household.address or str(self.household)

    @property
    def area(self):
        return self.household.area

    @property
    def area_id(self) -> str:
        return self.household.area_id

    def pass_on(self, day: date, helper: dict, because: str) -> "Pairing":
        """Another helper goes on from that day; what began that day is handed over whole."""
        self.end(day - timedelta(days=1), ended_because=because[:120])
        return type(self).objects.create(
            household=self.household,
            kind=self.kind,
            period=since(day),
            goals=self.goals,
            why=because,
            **helper,
        )

    def dues(self) -> list[Due]:
        """What this pairing owes its household, soonest first."""
        made = self.household.visits.standing().filter(Q(pairing=None) | Q(pairing=self))
        turns = self.member.turns.filter(group__households=self.household_id) if self.member_id else None
        return dues(
            self.kind,
            self.first_day,
            made.values_list("day", "kind"),
            turns.values_list("week", flat=True) if turns is not None else (),
        )
