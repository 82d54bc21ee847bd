"""Changes of a rule that nobody could notice, shown by going through everybody who matters.

Where the changed criterion comes out differently, another one must say no whatever else is known;
else the change can show. What cannot be gone through counts as showing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cms.eligibility.judge import judge
from cms.eligibility.rules import Rules
from cms.eligibility.worlds import Find, facts_of, worlds

DAY = timedelta(days=1)
WORDS = {"zh": "无", "en": "none"}
NOTE = {"id": "-", "kind": "note", "text": WORDS, "source": "-"}
AHEAD = (0, 11, 23)
Version = Mapping[str, Any]


def cannot_show(old: Mapping[str, Any], new: Mapping[str, Any], find: Find) -> bool:
    """Do both rules come to the same verdict and amount for everybody on every day?"""
    pairs = [pair for pair in zip(old["versions"], new["versions"], strict=True) if pair[0] is not pair[1]]
    return all(_same_version(one, two, find) for one, two in pairs)


def _same_version(one: Version, two: Version, find: Find) -> bool:
    if any(one.get(key) != two.get(key) for key in ("from", "to", "variants", "each", "pays_by")):
        return False
    shared = {id(node) for node in one["criteria"]} & {id(node) for node in two["criteria"]}
    kept = [node for node in one["criteria"] if id(node) in shared]
    changed = [node for v in (one, two) for node in v["criteria"] if id(node) not in shared]
    paying = one.get("amounts") is not two.get("amounts") or one.get("amount_rule") != two.get("amount_rule")
    if paying:
        changed += [row["guard"] for v in (one, two) for row in v.get("amounts", []) if row.get("guard")]
    days = _paydays(one, two) if paying else _days(one)
    return all(_same_day(one, two, _Parts(kept, changed, paying), find, day) for day in days)


@dataclass(frozen=True)
class _Parts:
    """The criteria both versions have, those only one has (with guards), and whether amounts differ."""

    kept: list[Any]
    changed: list[Any]
    paying: bool

    def beside(self, prefix: str) -> Iterator[list[Any]]:
        """Criteria to weigh along with the changed: all that share a fact, else those with no other."""
        seen = facts_of(self.changed, prefix)
        yield [node for node in self.kept if facts_of([node], prefix) & seen]
        yield [node for node in self.kept if facts_of([node], prefix) <= seen]


def _same_day(one: Version, two: Version, parts: _Parts, find: Find, day: date) -> bool:
    each = bool(one.get("each"))
    for beside in parts.beside("children." if each else ""):
        people = worlds([*parts.changed, *beside], find, day, each)
        if people is None:
            continue
        far = {id(node) for node in parts.kept} - {id(node) for node in beside}
        left, right = (
            _part(v, [n for n in v["criteria"] if id(n) not in far], parts.paying) for v in (one, two)
        )
        rest = _part(one, parts.kept, False)
        return not any(_differs(left, right, rest, facts, day) for facts in people)
    return False


def _part(version: Version, criteria: Sequence[Any], paying: bool) -> Rules:
    """A rule with only these criteria, and the amounts if they are what changed."""
    part = {**version, "criteria": [NOTE, *criteria], "amounts": version.get("amounts", []) if paying else []}
    part.pop("variants", None)
    return alone(part)


def alone(version: Version) -> Rules:
    data = {"code": "-", "name": WORDS, "sources": {}, "versions": [version]}
    return Rules.from_json(data)


def _differs(left: Rules, right: Rules, rest: Rules, facts: Mapping[str, Any], day: date) -> bool:
    return _said(left, facts, day) != _said(right, facts, day) and judge(rest, facts, day).verdict != "no"


def _said(rules: Rules, facts: Mapping[str, Any], day: date) -> tuple[Any, ...]:
    verdict = judge(rules, facts, day)
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
