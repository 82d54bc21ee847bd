"""Figures of the register that show by themselves whether an item is kept: `registries.evaluation_checks`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from membership.models import Association, Council, Household, Membership, Pairing, Visit
from portal import registries


class Check(NamedTuple):
    """A figure of one association in one year, and the rows behind it."""

    label: Any
    rows: Callable[[Association, int], QuerySet]
    per: Callable[[Association, int], QuerySet] | None = None

    def figure(self, association: Association, year: int) -> Decimal:
        count = Decimal(self.rows(association, year).count())
        if self.per is None:
            return count
        among = self.per(association, year).count()
        return round(count / among, 2) if among else Decimal(0)


def members(association, year):
    return Membership.objects.current().filter(association=association)


def councils(association, year):
    return Council.objects.current().filter(association=association)


def households(association, year):
    return Household.objects.standing().filter(area_id__within=association.area_id)


def paired(association, year):
    return households(association, year).filter(pk__in=Pairing.objects.current().values("household"))


def visits(association, year):
    return Visit.objects.standing().filter(household__area_id__within=association.area_id, day__year=year)


CHECKS = {
    "members": Check(_("members today"), members),
    "council": Check(_("councils in office today"), councils),
    "covered": Check(_("share of households with a helper"), paired, households),
    "visits": Check(_("visits in the year per household"), visits, households),
}


def offer() -> None:
    for name, check in CHECKS.items():
        registries.evaluation_checks.add(name, check)
