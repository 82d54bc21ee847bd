"""Changes of a rule that nobody could notice, shown by going through everybody who matters.

Where the changed criterion comes out differently, another one must say no whatever else is known;
else the change can show. What cannot be gone through counts as showing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from cms.eligibility.facts import Facts
from cms.eligibility.judge import judge
from cms.eligibility.known import read_facts
from cms.eligibility.rules import Rules, interned
from cms.eligibility.rules import Version as RuleVersion
from cms.eligibility.spans import lies_in
from cms.eligibility.worlds import facts_of, worlds

DAY = timedelta(days=1)
NOTE = {"id": "-", "kind": "note"}
AHEAD = (0, 11, 23)
Version = Mapping[str, Any]


def cannot_show(old: Mapping[str, Any], new: Mapping[str, Any], facts: Facts) -> bool:
    """Do both rules come to the same verdict and amount for everybody on every day?"""
    pairs = [pair for pair in zip(old["versions"], new["versions"], strict=True) if pair[0] is not pair[1]]
    return all(_same_version(one, two, facts) for one, two in pairs)


def _same_version(one: Version, two: Version, facts: Facts) -> bool:
    if any(one.get(key) != two.get(key) for key in ("from", "to", "each", "pays_by")):
        return False
    return all(_same_here(_in_area(one, area), _in_area(two, area), facts, area) for area in _areas(one, two))


def _areas(*versions: Version) -> list[str]:
    """Nowhere in particular, and each area that some row or variant names."""
    rows = [row for version in versions for key in ("amounts", "variants") for row in version.get(key, [])]
    return ["", *sorted({area for row in rows for area in row.get("areas") or ()})]


def _in_area(version: Version, area: str) -> Version:
    here = {key: value for key, value in RuleVersion(version).in_area(area).data.items() if key != "variants"}
    rows = version.get("amounts", [])
    near = [row for row in rows if lies_in(row.get("areas"), area)]
    return here if len(near) == len(rows) else {**here, "amounts": near}


def _same_here(one: Version, two: Version, facts: Facts, area: str) -> bool:
    shared = {id(node) for node in one["criteria"]} & {id(node) for node in two["criteria"]}
    kept = [node for node in one["criteria"] if id(node) in shared]
    changed = [node for v in (one, two) for node in v["criteria"] if id(node) not in shared]
    paying = one.get("amounts") != two.get("amounts") or one.get("amount_rule") != two.get("amount_rule")
    if paying:
        changed += [row["guard"] for v in (one, two) for row in v.get("amounts", []) if row.get("guard")]
    days = _paydays(one, two) if paying else _days(one)
    parts = _Parts(kept, changed, paying, area, facts)
    return all(_same_day(one, two, parts, day) for day in days)


@dataclass(frozen=True)
class _Parts:
    """The criteria both versions have, those only one has (with guards), and whether amounts differ."""

    kept: list[Any]
    changed: list[Any]
    paying: bool
    area: str
    facts: Facts

    def beside(self, prefix: str) -> Iterator[list[Any]]:
        """Criteria to weigh along with the changed: all that share a fact, else those with no other."""
        seen = facts_of(self.changed, prefix)
        yield [node for node in self.kept if facts_of([node], prefix) & seen]
        yield [node for node in self.kept if facts_of([node], prefix) <= seen]


def _same_day(one: Version, two: Version, parts: _Parts, day: date) -> bool:
    each = bool(one.get("each"))
    for beside in parts.beside("children." if each else ""):
        people = worlds([*parts.changed, *beside], parts.facts, day, each)
        if people is None:
            continue
        far = {id(node) for node in parts.kept} - {id(node) for node in beside}
        left, right = (_part(v, [n for n in v["criteria"] if id(n) not in far], parts) for v in (one, two))
        rest = _part(one, parts.kept, replace(parts, paying=False))
        return not any(_differs(left, right, rest, person, day, parts.area) for person in people)
    return False


def _part(version: Version, criteria: Sequence[Any], parts: _Parts) -> Rules:
    """A rule with only these criteria, and the amounts if they are what changed."""
    amounts = version.get("amounts", []) if parts.paying else []
    return alone({**version, "criteria": [NOTE, *criteria], "amounts": amounts}, parts.facts)


def alone(version: Version, facts: Facts) -> Rules:
    """A rule of this version only; what was checked as a whole is not checked again."""
    return Rules({}, "-", {}, (RuleVersion(interned(version, {})),), "-", facts)


def _differs(left: Rules, right: Rules, rest: Rules, facts: Mapping[str, Any], day: date, area: str) -> bool:
    told = read_facts(facts, rest.facts)
    if _said(left, told, day, area) == _said(right, told, day, area):
        return False
    return judge(rest, told, day, area).verdict != "no"


def _said(rules: Rules, facts: Mapping[str, Any], day: date, area: str) -> tuple[Any, ...]:
    verdict = judge(rules, facts, day, area)
    return verdict.verdict, verdict.amount, verdict.period, verdict.per


def _days(version: Version) -> Iterator[date]:
    """The first day and, for ages against fixed dates, some years on."""
    starts = date.fromisoformat(version["from"])
    for years in AHEAD:
        day = starts + timedelta(days=round(365.25 * years))
        if not version.get("to") or day <= date.fromisoformat(version["to"]):
            yield day


def _paydays(one: Version, two: Version) -> list[date]:
    """Every day on which the rows in force change, and the one before."""
    starts, ends = date.fromisoformat(one["from"]), one.get("to")
    days = {starts}
    for row in (*one.get("amounts", []), *two.get("amounts", [])):
        for key, ahead in (("from", -1), ("from", 0), ("to", 0), ("to", 1)):
            if row.get(key):
                days.add(date.fromisoformat(row[key]) + ahead * DAY)
    return sorted(day for day in days if day >= starts and (not ends or day <= date.fromisoformat(ends)))
