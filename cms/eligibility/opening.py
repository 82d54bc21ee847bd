"""The day on which a no becomes a yes, found over the days on which something can change."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cms.eligibility.dates import completes
from cms.eligibility.judge import Verdict, judge
from cms.eligibility.rules import Rules, walk
from cms.eligibility.values import Span, Unknown, read


def judge_fully(rules: Rules, facts: Mapping[str, Any], on: date) -> Verdict:
    """`judge`, and for a no the day on which it becomes a yes."""
    verdict = judge(rules, facts, on)
    return replace(verdict, opens_on=opens_on(rules, facts, on)) if verdict.verdict == "no" else verdict


def opens_on(rules: Rules, facts: Mapping[str, Any], on: date) -> date | None:
    """The first later day with a yes on today's facts; None: no such day."""
    days = sorted({day for day in _changes(rules, facts, on) if day > on})
    return next((day for day in days if judge(rules, facts, day).verdict == "yes"), None)


def _changes(rules: Rules, facts: Mapping[str, Any], on: date) -> Iterator[date]:
    yield from (version.starts for version in rules.versions)
    yield from (date(on.year + ahead, 1, 1) for ahead in range(1, 5))
    ages = {
        (node["years"], node.get("mode", "birthday"))
        for v in rules.versions
        for node in walk(v.criteria)
        if node["kind"] == "age"
    }
    for birth in _births(facts):
        for years, mode in ages:
            reached = completes(birth, years, mode)
            yield reached.high if isinstance(reached, Span) else reached


def _births(facts: Mapping[str, Any]) -> Iterator[Any]:
    children = facts.get("children")
    people = [facts, facts.get("spouse") or {}, *(children if isinstance(children, list) else [])]
    for person in people:
        birth = read(person.get("birth_date"), "date")
        if not isinstance(birth, Unknown):
            yield birth
