"""Facts that are each possible and cannot be true together. Only what is certain counts as one."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.dates import anniversary
from cms.eligibility.values import Span, Unknown, read

Found = Iterator[tuple[str, Any, Mapping[str, str]]]

YOUNGEST_PARENT, YOUNGEST_SPOUSE = 10, 15
DEAD_OR_ALIVE = {
    "zh": "孩子健在就不写去世日期；已去世的写 alive: false",
    "en": "no day of death while alive; alive: false for a child who died",
}


def contradictions(facts: Mapping[str, Any], on: date) -> Found:
    """The field to look at again, its value, and what would fit the rest."""
    children = facts.get("children")
    children = children if isinstance(children, list) else []
    yield from _marriage(facts, on)
    yield from _money(facts)
    for number, child in enumerate(children):
        for field, value, allowed in _child(child, facts):
            yield f"children[{number}].{field}", value, allowed
    if facts.get("ever_had_living_child") is False and any(one.get("adopted") is False for one in children):
        yield (
            "ever_had_living_child",
            False,
            {
                "zh": "列了亲生的孩子，这里应是true",
                "en": "true, as a child of one's own is listed",
            },
        )


def _ends(value: Any) -> tuple[date, date] | None:
    """The first and the last day it may have been."""
    day = read(value, "date")
    if isinstance(day, Unknown):
        return None
    return (day.low, day.high) if isinstance(day, Span) else (day, day)


def _marriage(facts: Mapping[str, Any], on: date) -> Found:
    status, spouse = facts.get("marital_status"), facts.get("spouse") or {}
    spouse = {} if "unknown" in spouse else spouse
    if status == "single" and any(
        one is not None and not isinstance(one, Mapping) for one in spouse.values()
    ):
        yield (
            "marital_status",
            status,
            {
                "zh": "写了配偶就不是未婚：married, divorced, widowed",
                "en": "with a spouse: married, divorced or widowed",
            },
        )
    if status == "married" and spouse.get("alive") is False:
        yield "marital_status", status, {"zh": "配偶已去世：widowed", "en": "widowed, as the spouse has died"}
    if status == "widowed" and spouse.get("alive") is True:
        yield "spouse.alive", True, {"zh": "丧偶的，这里是false", "en": "false, as the person is widowed"}
    if status in ("married", "divorced", "widowed"):  # a list: why it is unknown cannot be hashed
        for field, born in (
            ("birth_date", facts.get("birth_date")),
            ("spouse.birth_date", spouse.get("birth_date")),
        ):
            yield from _too_young_to_marry(field, born, on)


def _too_young_to_marry(field: str, born: Any, on: date) -> Found:
    ends, latest = _ends(born), anniversary(on, -YOUNGEST_SPOUSE)
    if ends and ends[0] > latest:
        yield (
            field,
            born,
            {
                "zh": f"结过婚的人，生日不晚于{latest.isoformat()}",
                "en": f"not after {latest.isoformat()} for somebody who is or was married",
            },
        )


def _child(child: Mapping[str, Any], facts: Mapping[str, Any]) -> Found:
    born, died, parent = (
        _ends(one) for one in (child.get("birth_date"), child.get("death_date"), facts.get("birth_date"))
    )
    if died and child.get("alive") is True:
        yield "alive", True, DEAD_OR_ALIVE
    if not born:
        return
    if died and died[1] < born[0]:
        birth = born[0].isoformat()
        yield (
            "death_date",
            child["death_date"],
            {"zh": f"不早于出生日期{birth}", "en": f"not before the birth, {birth}"},
        )
    if parent:
        first = parent[0] if child.get("adopted") is True else anniversary(parent[0], YOUNGEST_PARENT)
        if born[1] < first:
            yield (
                "birth_date",
                child["birth_date"],
                {
                    "zh": f"按父母的出生日期，不早于{first.isoformat()}",
                    "en": f"not before {first.isoformat()}, going by the parent's date of birth",
                },
            )
    years = child.get("claimed_years")
    if isinstance(years, list) and any(year < born[0].year for year in years):
        year = born[0].year
        yield (
            "claimed_years",
            years,
            {"zh": f"不早于出生的{year}年", "en": f"not before {year}, the year of birth"},
        )


def _money(facts: Mapping[str, Any]) -> Found:
    below = facts.get("income_below_standard")
    income, standard = (read(facts.get(key), "money") for key in ("income_per_head", "local_standard"))
    if not (isinstance(below, bool) and isinstance(income, Decimal) and isinstance(standard, Decimal)):
        return
    if below != (income < standard):
        fits = "false" if below else "true"
        yield (
            "income_below_standard",
            below,
            {
                "zh": f"按写的收入和标准，应是{fits}",
                "en": f"{fits}, going by the income and the standard given",
            },
        )
