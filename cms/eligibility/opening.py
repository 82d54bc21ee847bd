"""The day on which a no becomes a yes, found over the days on which something can change."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cms.eligibility.dates import completes
from cms.eligibility.judge import Verdict, judge
from cms.eligibility.known import Told, read_facts
from cms.eligibility.rules import Rules, Version, walk
from cms.eligibility.values import Span, Unknown

YEARS_AHEAD = 4  # a payment in yearly rounds opens within the three years it runs, or never


def judge_fully(rules: Rules, facts: Mapping[str, Any], on: date, area: str = "") -> Verdict:
    """`judge`, and for a no the day on which it becomes a yes (or is only for staff to confirm)."""
    told = read_facts(facts, rules.facts)
    verdict = judge(rules, told, on, area)
    if verdict.verdict != "no":
        return verdict
    days = sorted({day for day in changes(rules, told, on, area) if day > on})
    for day in days:
        then = judge(rules, told, day, area).verdict
        if then == "yes":
            return replace(verdict, opens_on=day)
        if then == "staff":
            return replace(verdict, may_open_on=day)
    return verdict


def changes(rules: Rules, told: Told, on: date, area: str) -> Iterator[date]:
    """Version dates, days that complete an age, New Years of yearly rounds: between them nothing changes."""
    versions = [version for one in rules.versions if (version := rules.version(one.starts, area))]
    yield from (version.starts for version in versions)
    if any(runs_by_year(version) for version in versions):
        yield from (date(on.year + ahead, 1, 1) for ahead in range(1, YEARS_AHEAD + 1))
    for fact, years, mode in _ages(versions):
        for start in _days_of(told, fact):
            reached = completes(start, years, mode)
            yield reached.high if isinstance(reached, Span) else reached


def runs_by_year(version: Version) -> bool:
    return any(node["kind"] == "schedule" for node in walk(version.criteria))


def _ages(versions: list[Version]) -> set[tuple[str, int, str]]:
    nodes = [node for version in versions for node in walk(version.criteria) if node["kind"] == "age"]
    return {(node["fact"], node["years"], node.get("mode", "birthday")) for node in nodes}


def _days_of(told: Told, fact: str) -> Iterator[Any]:
    """The person's own day of this name, and each child's."""
    children = told.get("children")
    people = [told, *(children if isinstance(children, list) else [])]
    days = (one.get(fact) for one in people)
    yield from (day for day in days if day is not None and not isinstance(day, Unknown))
