"""How programmes meet, after each was judged alone: take the higher, exclude, need.

`higher_of` and `excludes` never flip a verdict: both stay true, a note says which one is paid, and the one
that is not paid loses its sum. `needs` is one more criterion: what the other programme says, in
three-valued logic. A circle of needs is refused (`circles`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.judge import judge
from cms.eligibility.known import read_facts
from cms.eligibility.opening import changes, judge_fully
from cms.eligibility.rules import Rules
from cms.eligibility.spans import lies_in
from cms.eligibility.values import SOFT
from cms.eligibility.verdict import Together, Verdict

A_YEAR = {"year": Decimal(1), "month": Decimal(12)}
GOOD = ("yes", "staff")


def judge_all(
    programmes: Sequence[Rules], facts: Mapping[str, Any], on: date, area: str = ""
) -> list[Verdict]:
    """Every programme's verdict, in order, with what holds between them."""
    met = {rules.code: judge_fully(rules, facts, on, area) for rules in programmes}
    _settle_needs(programmes, met, facts, area)
    for rules in programmes:
        if met[rules.code].verdict == "no" and any(_rows(rules, "needs", area)):
            met[rules.code] = _opening(met[rules.code], rules, programmes, facts)
    for rules in programmes:
        for row in [*_rows(rules, "higher_of", area), *_rows(rules, "excludes", area)]:
            for other in row["programmes"]:
                if other in met and {met[rules.code].verdict, met[other].verdict} <= set(GOOD):
                    _pair(met, rules.code, other, row)
    return [met[rules.code] for rules in programmes]


def _settle_needs(
    programmes: Sequence[Rules], met: dict[str, Verdict], facts: Mapping[str, Any], area: str
) -> None:
    for rules in _needed_first(programmes):
        for row in _rows(rules, "needs", area):
            met[rules.code] = _needing(met[rules.code], row, met, _receiving(rules, facts))


def _opening(
    verdict: Verdict, rules: Rules, programmes: Sequence[Rules], facts: Mapping[str, Any]
) -> Verdict:
    """A no that needs others opens on the day on which its own conditions and theirs are met."""
    chain, area = _chain(rules, programmes), verdict.area
    told = {one.code: read_facts(facts, one.facts) for one in chain}
    shut = replace(verdict, opens_on=None, may_open_on=None)
    for day in sorted({day for one in chain for day in changes(one, told[one.code], verdict.on, area)}):
        if day <= verdict.on or judge(rules, told[rules.code], day, area).verdict not in GOOD:
            continue
        met = {one.code: judge(one, told[one.code], day, area) for one in chain}
        _settle_needs(chain, met, facts, area)
        if met[rules.code].verdict == "yes":
            return replace(shut, opens_on=day)
        if met[rules.code].verdict == "staff":
            return replace(shut, may_open_on=day)
    return shut


def _chain(rules: Rules, programmes: Sequence[Rules]) -> list[Rules]:
    """The programme with all it needs, and what those need."""
    wanted, before = {rules.code}, 0
    while len(wanted) > before:
        before = len(wanted)
        wanted |= {code for one in programmes if one.code in wanted for code in _needs(one)}
    return [one for one in programmes if one.code in wanted]


def _rows(rules: Rules, kind: str, area: str) -> Iterator[Mapping[str, Any]]:
    rows = rules.data.get("interactions", ())
    return (row for row in rows if row["kind"] == kind and lies_in(row.get("areas"), area))


def _receiving(rules: Rules, facts: Mapping[str, Any]) -> Sequence[str] | None:
    """None: nobody said what is received."""
    said = read_facts(facts, rules.facts).get("receiving")
    return None if isinstance(said, SOFT) else said


def _needing(
    verdict: Verdict, row: Mapping[str, Any], met: Mapping[str, Verdict], receiving: Sequence[str] | None
) -> Verdict:
    """One of the named programmes has to be received, or due."""
    others = [met[code] for code in row["programmes"] if code in met]
    notes = tuple(Together("needs", code, source=row.get("source")) for code in row["programmes"])
    verdict = replace(verdict, together=verdict.together + notes)
    due = any(one.verdict == "yes" for one in others)
    held = due or any(code in (receiving or ()) for code in row["programmes"])
    if held or verdict.verdict not in ("yes", "staff", "unknown"):
        return verdict
    open_ = [one for one in others if one.verdict in ("unknown", "staff")]
    if not open_ and receiving is not None and len(others) == len(row["programmes"]):
        refused = replace(verdict, verdict="no", reasons=("needs",), missing=(), staff=(), open=())
        return refused.without_any_sum()
    return _waiting(verdict.to_confirm(), open_)


def _waiting(verdict: Verdict, others: Sequence[Verdict]) -> Verdict:
    """Open until one of the others is settled."""
    if others and not verdict.missing and all(one.verdict == "staff" for one in others):
        staff = tuple(sorted({*verdict.staff, *(key for one in others for key in one.staff)}))
        return replace(verdict, verdict="staff", staff=staff, reasons=())
    missing = {*verdict.missing, *(key for one in others for key in one.missing)} or {"receiving"}
    return replace(verdict, verdict="unknown", missing=tuple(sorted(missing)), reasons=())


def _pair(met: dict[str, Verdict], one: str, other: str, row: Mapping[str, Any]) -> None:
    """Both would be paid: say which is, where that is settled; each pair is noted once on either side."""
    if any(note.other == other and note.kind == row["kind"] for note in met[one].together):
        return
    pays = _higher(met[one], met[other]) if row["kind"] == "higher_of" else None
    for code, counterpart in ((one, other), (other, one)):
        note = Together(row["kind"], counterpart, pays, row.get("source"))
        noted = replace(met[code], together=(*met[code].together, note))
        met[code] = noted if pays in (None, code) else noted.without_sum()


def _higher(one: Verdict, other: Verdict) -> str | None:
    """The programme that pays more a year, if both sums are certain and comparable."""
    mine, theirs = _a_year(one), _a_year(other)
    if mine is None or theirs is None or one.per != other.per:
        return None
    return one.programme if mine >= theirs else other.programme


def _a_year(verdict: Verdict) -> Decimal | None:
    times = A_YEAR.get(verdict.period or "")
    return None if verdict.amount is None or times is None else verdict.amount * times


def _needs(rules: Rules) -> set[str]:
    return {
        code
        for row in rules.data.get("interactions", ())
        if row["kind"] == "needs"
        for code in row["programmes"]
    }


def _needed_first(programmes: Sequence[Rules]) -> list[Rules]:
    """In the order in which needs can be settled; programmes in a circle keep their own order."""
    waiting, ordered = list(programmes), []
    while waiting:
        left = {rules.code for rules in waiting}
        ready = [rules for rules in waiting if not _needs(rules) & (left - {rules.code})] or waiting
        ordered += ready
        waiting = [rules for rules in waiting if rules not in ready]
    return ordered


def circles(programmes: Sequence[Rules]) -> list[list[str]]:
    """Programmes that need each other in a circle: to be refused."""
    needs = {rules.code: _needs(rules) for rules in programmes}

    def reached(code: str, seen: tuple[str, ...]) -> Iterator[list[str]]:
        for following in sorted(needs.get(code, ())):
            if following == seen[0]:
                yield [*seen, following]
            elif following not in seen:
                yield from reached(following, (*seen, following))

    found = {tuple(sorted(set(circle))): circle for code in needs for circle in reached(code, (code,))}
    return list(found.values())
