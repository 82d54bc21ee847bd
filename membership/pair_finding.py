"""The register's side of `membership.matching`: one village read into arrays, its plan kept as suggestions."""

import re
from datetime import date, timedelta

import numpy as np
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from membership.matching import NONE, Households, Members, Plan, match
from membership.models import Household, HouseholdMember, Membership, Pairing, PairingRun, PairingSuggestion
from membership.models.full_coverage import CONTACTS
from portal.models import Area

YEAR = timedelta(days=366)
VILLAGE = 12
WORDS = re.compile(r"[,，、;；\s]+")


def villages(code: str) -> list[str]:
    """Villages of a place, or the one a group belongs to; those of today."""
    if len(code) > VILLAGE:
        return [code[:VILLAGE]]
    found = Area.objects.standing().within(code).filter(code__length=VILLAGE)
    return list(found.order_by("code").values_list("code", flat=True))


@transaction.atomic
def begin(area: Area, user) -> PairingRun:
    """Ask for suggestions; a village is answered at once, more of them in the background."""
    codes = villages(area.pk)
    run = PairingRun.objects.create(area=area, by=user, villages=len(codes))
    if len(codes) <= 1:
        work_on(run)
    return run


def work() -> int:
    """One village of the oldest search that waits; 0 when none does. Kill it whenever you like."""
    with transaction.atomic():
        run = (
            PairingRun.objects.unfinished()
            .select_for_update(skip_locked=True)
            .order_by("made_at", "pk")
            .first()
        )
        if not run:
            return 0
        work_on(run)
    return 1


@transaction.atomic
def work_on(run: PairingRun) -> None:
    """The next village, its suggestions and how far the search came: together or not at all."""
    codes = villages(run.area_id)
    if run.done < len(codes):
        plan = look_at(codes[run.done], timezone.localdate())
        PairingSuggestion.objects.bulk_create(
            PairingSuggestion(
                run=run, household_id=one.household, member_id=one.member, cost=one.cost, reasons=one.reasons
            )
            for one in plan.suggestions
        )
        run.alone |= {str(one.household): one.reason for one in plan.unmatched}
        run.done += 1
    run.villages = len(codes)
    run.state = "done" if run.done >= len(codes) else "working"
    run.save(update_fields=["alone", "done", "villages", "state"])


def look_at(code: str, day: date) -> Plan:
    """Who should look after the households of this village that lack somebody."""
    homes = list(_households(code, day))
    return match(_members(code, day), _arrays(homes)) if homes else Plan([], [])


def _households(code: str, day: date):
    """Those with fewer helpers than they should have: two for a special family, one for others."""
    now = Pairing.objects.on(day)
    last = Pairing.objects.filter(
        household=OuterRef("pk"), member__isnull=False, period__endswith__gt=day - YEAR, period__endswith__lte=day
    ).order_by("-period")  # fmt: skip
    group = HouseholdMember.objects.on(day).filter(
        household=OuterRef("pk"), relation="head", resident__memberships__group__isnull=False
    )
    return (
        Household.objects.standing()
        .filter(area_id__within=code)
        .annotate(
            helped=Count("pairings", filter=Q(pairings__in=now), distinct=True),
            helpers=ArrayAgg(
                "pairings__member_id", filter=Q(pairings__in=now, pairings__member__isnull=False), distinct=True,
                default=[],
            ),
            last_helper=Subquery(last.values("member_id")[:1]),
            of_group=Subquery(group.values("resident__memberships__group_id")[:1]),
        )
        .filter(Q(helped=0) | Q(kinds__contains=["special"], helped__lt=CONTACTS))
        .order_by("pk")
    )  # fmt: skip


def _members(code: str, day: date) -> Members:
    home = HouseholdMember.objects.on(day).filter(resident=OuterRef("resident"))
    rows = list(
        Membership.objects.on(day)
        .filter(association__area_id__within=code, resident__died_on=None, resident__merged_into=None)
        .exclude(association__status="ended")
        .annotate(
            load=Count(
                "pairings__household", filter=Q(pairings__period__contains=day), distinct=True
            ),
            lives=Subquery(home.values("household_id")[:1]),
            lat=Subquery(home.values("household__latitude")[:1]),
            lon=Subquery(home.values("household__longitude")[:1]),
        )
        .order_by("pk")
        .values_list("pk", "load", "association__most_households", "resident__sex", "lives", "group_id",
                     "lat", "lon", "speaks")
    )  # fmt: skip
    key, load, cap, sex, lives, group, lat, lon, speaks = zip(*rows, strict=True) if rows else ((),) * 9
    return Members(
        key=np.array(key, dtype=int), position=_positions(lat, lon), load=np.array(load, dtype=int),
        cap=np.array(cap, dtype=int), sex=np.array(sex, dtype=str), home=_keys(lives), group=_keys(group),
        languages=[frozenset(WORDS.split(words)) for words in speaks],
    )  # fmt: skip


def _arrays(homes: list) -> Households:
    special = [CONTACTS if "special" in home.kinds else 1 for home in homes]
    return Households(
        key=np.array([home.pk for home in homes], dtype=int),
        position=_positions([home.latitude for home in homes], [home.longitude for home in homes]),
        wish_sex=np.array([home.wishes_sex for home in homes], dtype=str),
        wish_language=np.array([home.wishes_language for home in homes], dtype=str),
        last=_keys([home.last_helper for home in homes]),
        needed=np.array([most - home.helped for most, home in zip(special, homes, strict=True)], dtype=int),
        group=_keys([home.of_group for home in homes]),
        helpers=[frozenset(home.helpers) for home in homes],
    )


def _keys(keys) -> np.ndarray:
    return np.array([NONE if key is None else key for key in keys], dtype=int)


def _positions(latitudes, longitudes) -> np.ndarray:
    pairs = list(zip(latitudes, longitudes, strict=True))
    return np.array(pairs, dtype=float).reshape(len(pairs), 2)  # None becomes NaN
