"""Who is looked after and who is not, place by place; each figure is the count of rows it opens."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from membership.models import Household, Membership, Pairing
from membership.models.full_coverage import not_covered

BELOW = 3  # figures of the code that one level adds


class Measure(NamedTuple):
    """A figure: its words, its rows in what somebody may see, and the path from a row to its place."""

    label: Any
    rows: Callable
    place: str


def _nobody(user, day):
    helped = Pairing.objects.on(day).filter(household=OuterRef("pk"))
    return Household.objects.visible_to(user).standing().filter(~Exists(helped))


def _overdue(user, day):
    return Pairing.objects.visible_to(user).overdue(day)


def _too_many(user, day):
    """Members who carry as many as allowed, or more since the limit was lowered."""
    carried = Count("pairings__household", filter=Q(pairings__period__contains=day), distinct=True)
    members = Membership.objects.visible_to(user).on(day).annotate(carried=carried)
    return members.filter(carried__gte=F("association__most_households"))


MEASURES = {
    "households": Measure(
        _("Households"), lambda user, day: Household.objects.visible_to(user).standing(), "area_id"
    ),
    "nobody": Measure(_("Nobody looks after them"), _nobody, "area_id"),
    "overdue": Measure(_("Overdue pairings"), _overdue, "household__area_id"),
    "too_many": Measure(_("Members with no room"), _too_many, "association__area_id"),
    "not_covered": Measure(
        _("Special families not fully covered"),
        lambda user, day: not_covered(Household.objects.visible_to(user), day), "area_id",
    ),
}  # fmt: skip


def rows(name: str, user, code: str, day: date):
    """The rows behind a figure."""
    measure = MEASURES[name]
    return measure.rows(user, day).filter(**{f"{measure.place}__within": code}).order_by(measure.place, "pk")


def figures(user, code: str, day: date) -> dict[str, dict[str, int]]:
    """Of each measure: how many rows in each place one level below (or in this one, where it is the lowest)."""
    length = len(code) + BELOW
    found: dict[str, dict[str, int]] = {}
    for name, measure in MEASURES.items():
        counted = rows(name, user, code, day).order_by()
        places = counted.model.objects.filter(pk__in=counted.values("pk")).order_by()
        found[name] = dict(places.values_list(Left(measure.place, length)).annotate(Count("pk")))
    return found
