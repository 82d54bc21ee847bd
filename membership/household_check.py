"""The yearly look at every household: what is stale, what is missing, what cannot both be true.

Each question is a set of rows; its figure is their count, so that the two never differ.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models import Household, HouseholdMember, Resident
from membership.models.household import Relation

FRESH_DAYS = 365


class Question(NamedTuple):
    """What is asked of a place, and which rows answer it."""

    name: str
    label: Any
    model: type[Household] | type[Resident]
    rows: Callable[[QuerySet], QuerySet]


def _homes_with(**of_person):
    return HouseholdMember.objects.current().filter(**of_person).values("household")


def _living() -> QuerySet:
    return HouseholdMember.objects.current().values("resident")


def stale(homes):
    limit = timezone.localdate() - timedelta(days=FRESH_DAYS)
    return homes.standing().filter(Q(checked_on=None) | Q(checked_on__lt=limit))


def headless(homes):
    return homes.standing().exclude(pk__in=_homes_with(relation=Relation.HEAD))


def spouse_alone(homes):
    return headless(homes).filter(pk__in=_homes_with(relation=Relation.SPOUSE))


def dead_at_home(homes):
    return homes.standing().filter(pk__in=_homes_with(resident__died_on__isnull=False))


def elsewhere(homes):
    apart = HouseholdMember.objects.current().exclude(resident__area=F("household__area"))
    return homes.standing().filter(pk__in=apart.values("household"))


def homeless(people):
    return people.standing().exclude(pk__in=_living())


def unborn(people):
    return people.standing().filter(born_on=None)


def unreachable(people):
    """Neither the person nor the home has a number."""
    homes = HouseholdMember.objects.current().exclude(household__phone="").values("resident")
    return people.standing().filter(phone="").exclude(pk__in=homes)


def unasked(people):
    return people.standing().exclude(pk__in=Resident.objects.agreed().values("pk"))


QUESTIONS = [
    Question("stale", _("Not checked for a year"), Household, stale),
    Question("headless", _("Without a head"), Household, headless),
    Question("spouse", _("A spouse, but no head"), Household, spouse_alone),
    Question("dead", _("Somebody who died still lives there"), Household, dead_at_home),
    Question("elsewhere", _("Somebody is registered in another place"), Household, elsewhere),
    Question("homeless", _("Lives in no household"), Resident, homeless),
    Question("unborn", _("Birth date unknown"), Resident, unborn),
    Question("unreachable", _("No phone"), Resident, unreachable),
    Question("unasked", _("No agreement"), Resident, unasked),
]


def rows(question: Question, user, code: str = "") -> QuerySet:
    """The rows behind a figure: of one's places, of this place and below."""
    visible = question.model.objects.visible_to(user)
    return question.rows(visible.filter(area__within=code) if code else visible)


def by_place(question: Question, user) -> dict[str, int]:
    counted = rows(question, user).order_by().values("area").annotate(count=Count("pk"))
    return {row["area"]: row["count"] for row in counted}
