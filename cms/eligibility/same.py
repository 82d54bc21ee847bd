"""Changes of a rule that nobody could notice, shown by going through everybody who matters.

Where the changed criterion comes out differently, another one must say no whatever else is known;
else the change can show. What cannot be gone through counts as showing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from cms.eligibility.dates import anniversary
from cms.eligibility.facts import Facts
from cms.eligibility.judge import judge
from cms.eligibility.known import read_facts
from cms.eligibility.rules import Rules, interned, walk
from cms.eligibility.rules import Version as RuleVersion
from cms.eligibility.spans import in_force, lies_in
from cms.eligibility.worlds import facts_of, worlds

DAY = timedelta(days=1)
NOTE = {"id": "-", "kind": "note"}
AHEAD = (0, 11, 23)
Version = Mapping[str, Any]


def cannot_show(
    old: Mapping[str, Any], new: Mapping[str, Any], facts: Facts, confirmed: bool = False
) -> bool:
    """Do both rules come to the same verdict and amount for everybody on every day?

    With `confirmed` also to the same amount for whom staff or further facts have yet to confirm.
    """
    look = _Look(facts, confirmed)
    pairs = [pair for pair in zip(old["versions"], new["versions"], strict=True) if pair[0] is not pair[1]]
    return all(_same_version(one, two, look) for one, two in pairs)


@dataclass(frozen=True)
class _Look:
    """With which facts, how closely and where two versions are compared."""

    facts: Facts
    confirmed: bool
    area: str = ""


def _same_version(one: Version, two: Version, look: _Look) -> bool:
    if any(one.get(key) != two.get(key) for key in ("from", "to", "each", "pays_by")):
        return False
    return all(
        _same_here(_in_area(one, area), _in_area(two, area), replace(look, area=area))
        for area in _areas(one, two)
    )


def _areas(*versions: Version) -> list[str]:
    """Nowhere in particular, and each area that some row or variant names."""
    rows = [row for version in versions for key in ("amounts", "variants") for row in version.get(key, [])]
    return ["", *sorted({area for row in rows for area in row.get("areas") or ()})]


def _in_area(version: Version, area: str) -> Version:
    here = {key: value for key, value in RuleVersion(version).in_area(area).data.items() if key != "variants"}
    rows = version.get("amounts", [])
    near = [row for row in rows if lies_in(row.get("areas"), area)]
    return here if len(near) == len(rows) else {**here, "amounts": near}


def _same_here(one: Version, two: Version, look: _Look) -> bool:
    shared = {id(node) for node in one["criteria"]} & {id(node) for node in two["criteria"]}
    kept = [node for node in one["criteria"] if id(node) in shared]
    changed = [node for v in (one, two) for node in v["criteria"] if id(node) not in shared]
    paying = one.get("amounts") != two.get("amounts") or one.get("amount_rule") != two.get("amount_rule")
    if not changed and not paying:
        return True
    if paying:
        changed += [row["guard"] for v in (one, two) for row in v.get("amounts", []) if row.get("guard")]
    days = _paydays(one, two) if paying else lasting_days(one)
    parts = _Parts(kept, changed, paying)
    return all(_same_day(one, two, parts, look, day) for day in days)


@dataclass(frozen=True)
class _Parts:
    """The criteria both versions have, those only one has (with guards), and whether amounts differ."""

    kept: list[Any]
    changed: list[Any]
    paying: bool

    def beside(self, prefix: str) -> Iterator[list[Any]]:
        """Criteria to weigh along with the changed: those with no other facts, else all that share one."""
        seen = facts_of(self.changed, prefix)
        few = [node for node in self.kept if facts_of([node], prefix) <= seen]
        yield few
        more = [node for node in self.kept if node in few or facts_of([node], prefix) & seen]
        if len(more) > len(few):
            yield more


def _same_day(one: Version, two: Version, parts: _Parts, look: _Look, day: date) -> bool:
    sets = parts.beside("children." if one.get("each") else "")
    return any(_nobody_notices(one, two, parts, beside, look, day) for beside in sets)


def _nobody_notices(
    one: Version, two: Version, parts: _Parts, beside: list[Any], look: _Look, day: date
) -> bool:
    people = worlds([*parts.changed, *beside], look.facts, day, bool(one.get("each")))
    if people is None:
        return False
    far = {id(node) for node in parts.kept} - {id(node) for node in beside}
    near = [[node for node in v["criteria"] if id(node) not in far] for v in (one, two)]
    left, right = (_part(v, nodes, parts.paying, look) for v, nodes in zip((one, two), near, strict=True))
    rest = _part(one, parts.kept, False, look)
    return not any(_differs(left, right, rest, person, day, look) for person in people)


def _part(version: Version, criteria: Sequence[Any], paying: bool, look: _Look) -> Rules:
    """A rule with only these criteria, and the amounts if they are what changed."""
    amounts = version.get("amounts", []) if paying else []
    return alone({**version, "criteria": [NOTE, *criteria], "amounts": amounts}, look.facts)


def alone(version: Version, facts: Facts) -> Rules:
    """A rule of this version only; what was checked as a whole is not checked again."""
    return Rules({}, "-", {}, (RuleVersion(interned(version, {})),), "-", facts)


def _differs(
    left: Rules, right: Rules, rest: Rules, facts: Mapping[str, Any], day: date, look: _Look
) -> bool:
    told = read_facts(facts, look.facts)
    if _said(left, told, day, look) == _said(right, told, day, look):
        return False
    return judge(rest, told, day, look.area).verdict != "no"


def _said(rules: Rules, facts: Mapping[str, Any], day: date, look: _Look) -> tuple[Any, ...]:
    verdict = judge(rules, facts, day, look.area)
    confirmed = verdict.amount_if_confirmed if look.confirmed else None
    return verdict.verdict, verdict.amount, verdict.period, verdict.per, confirmed


def lasting_days(version: Version) -> list[date]:
    """The first day, some years on, and where ages meet fixed dates: days enough to tell rules apart."""
    starts, ends = date.fromisoformat(version["from"]), version.get("to")
    nodes = list(
        walk(
            [
                *version["criteria"],
                *(n for one in version.get("variants", []) for n in one.get("criteria", [])),
            ]
        )
    )
    fixed = {fixed_day(node) for node in nodes if node["kind"] in ("at_least", "below")} - {None}
    ages = {0, *(node["years"] for node in nodes if node["kind"] == "age")}
    days = {starts + timedelta(days=round(365.25 * years)) for years in AHEAD}
    days |= {anniversary(day, years) + 2 * DAY for day in fixed if day for years in ages}
    return sorted(day for day in days if day >= starts and (not ends or day <= date.fromisoformat(ends)))


def fixed_day(node: Mapping[str, Any]) -> date | None:
    """The day a criterion compares with, if it is one."""
    try:
        return date.fromisoformat(node.get("value", ""))
    except (TypeError, ValueError):
        return None


def _paydays(one: Version, two: Version) -> list[date]:
    """The days around each row's ends on which the rows in force, or how they are joined, differ."""
    starts, ends = date.fromisoformat(one["from"]), one.get("to")
    days = {starts}
    for row in (*one.get("amounts", []), *two.get("amounts", [])):
        for key, ahead in (("from", -1), ("from", 0), ("to", 0), ("to", 1)):
            if row.get(key):
                days.add(date.fromisoformat(row[key]) + ahead * DAY)
    days = {day for day in days if day >= starts and (not ends or day <= date.fromisoformat(ends))}
    return sorted(day for day in days if _paid(one, day) != _paid(two, day))


def _paid(version: Version, day: date) -> list[Any]:
    rows = [row for row in version.get("amounts", []) if in_force(row, day)]
    said = [{key: row.get(key) for key in ("value", "period", "per", "guard", "areas")} for row in rows]
    return [version.get("amount_rule", "first"), *said]
