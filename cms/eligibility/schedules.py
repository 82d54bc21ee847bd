"""Payments that run over several years, from a closed list.

`childcare`: 育儿补贴, 国卫办人口发〔2025〕24号. Born 2022 to 2024: 300 yuan for each month of age under
three from 2025 on, full years first, the remainder last. Born from 2025: first claim in the birth
year or the next, three payments of 3,600 yuan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.values import Span, Unknown, read

YEARLY, MONTHLY, FIRST_YEAR = Decimal(3600), Decimal(300), 2025


@dataclass(frozen=True)
class Standing:
    """How one child stands in one year: `state` is open, claimed, closed, late, never or unknown."""

    state: str
    amount: Decimal | None = None
    later: tuple[tuple[int, Decimal], ...] = ()
    missing: tuple[str, ...] = ()


def childcare(child: Mapping[str, Any], on: date) -> Standing:
    """Where this child's subsidy stands in the year of `on`."""
    birth = read(child.get("birth_date"), "date")
    if isinstance(birth, Unknown):
        return Standing("unknown", missing=("birth_date",))
    if isinstance(birth, Span):
        return _agree([_standing(child, day, on) for day in _turning_points(birth)])
    return _standing(child, birth, on)


def _turning_points(birth: Span) -> list[date]:
    """Every first of a month in the span, and its ends: between them nothing changes."""
    months = range(birth.low.year * 12 + birth.low.month, birth.high.year * 12 + birth.high.month)
    return [birth.low, *(date(m // 12, m % 12 + 1, 1) for m in months), birth.high]


def _agree(standings: list[Standing]) -> Standing:
    if len({standing.state for standing in standings}) > 1:
        return Standing("unknown", missing=("birth_date",))
    first = standings[0]
    same = all(standing == first for standing in standings)
    return first if same else Standing(first.state, None, (), first.missing)


def _standing(child: Mapping[str, Any], birth: date, on: date) -> Standing:
    if birth.year < 2022 or birth > on:
        return Standing("never")
    years = _years(birth, _claimed(child), on.year)
    death = read(child.get("death_date"), "date")
    if child.get("alive") is not True and not isinstance(death, (Unknown, Span)):
        years = _until_death(years, birth, death)
    return _in_year(child, years, birth, on.year)


def _claimed(child: Mapping[str, Any]) -> list[int] | None:
    claimed = read(child.get("claimed_years"), "years")
    return None if isinstance(claimed, Unknown) else list(claimed)


def _years(birth: date, claimed: list[int] | None, now: int) -> dict[int, Decimal]:
    """Claim year → yuan."""
    if birth.year < FIRST_YEAR:
        months = 12 * (birth.year - 2022) + birth.month
        full, rest = divmod(months * MONTHLY, YEARLY)
        amounts = [YEARLY] * int(full) + ([rest] if rest else [])
        return {FIRST_YEAR + n: amount for n, amount in enumerate(amounts)}
    first = min(claimed) if claimed else min(max(now, birth.year), birth.year + 1)
    return {first + n: YEARLY for n in range(3)}


def _until_death(years: dict[int, Decimal], birth: date, death: date) -> dict[int, Decimal]:
    """The death year's money; claimed that year, or the next if the child died in its birth year."""
    last = death.year + (birth.year == death.year)
    due = {year: amount for year, amount in years.items() if year <= last}
    return dict(list(due.items())[:1]) if birth.year == death.year else due


def _in_year(child: Mapping[str, Any], years: dict[int, Decimal], birth: date, year: int) -> Standing:
    later = tuple((y, amount) for y, amount in years.items() if y > year)
    claimed, recent = _claimed(child), birth.year >= FIRST_YEAR
    if claimed == [] and recent and year > birth.year + 1 and child.get("alive") is not False:
        return Standing("late")  # the first claim is for the birth year or the next
    if year not in years:
        unsure = claimed is None and recent and year <= birth.year + 3
        return Standing("unknown", missing=("claimed_years",)) if unsure else Standing("closed")
    if claimed is not None:
        return Standing("claimed", None, later) if year in claimed else Standing("open", years[year], later)
    now = child.get("claimed_now")
    if now is True:
        return Standing("claimed", None, later)
    if now is False and (birth.year < FIRST_YEAR or year <= birth.year + 1):
        return Standing("open", years[year], later)
    return Standing("unknown", missing=("claimed_years",))


SCHEDULES = {"childcare": childcare}
