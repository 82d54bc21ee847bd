"""Facts, a rule and a day in; a verdict out.

Order: the day first (`not_in_force`); a known failing criterion decides whatever else is unknown; then
a missing public fact (`unknown`); then a closed window; then the place (`elsewhere`); then what only
staff can settle (`staff`); then `yes`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.amounts import ASK_THE_OFFICE, on_day
from cms.eligibility.criteria import Weighed, weigh
from cms.eligibility.known import Known, read_facts
from cms.eligibility.rules import Rules, Version
from cms.eligibility.schedules import SCHEDULES, Standing
from cms.eligibility.verdict import Verdict

__all__ = ["BEST_FIRST", "Verdict", "judge"]

BEST_FIRST = ("yes", "unknown", "staff", "elsewhere", "window_closed", "no")
FAILED = ("no", "window_closed", "elsewhere")
Pairs = Sequence[tuple[Mapping[str, Any], Weighed]]


def judge(rules: Rules, facts: Mapping[str, Any], on: date, area: str = "") -> Verdict:
    """The verdict of one programme alone; `opens_on` is filled by `opening.judge_fully`."""
    version = rules.version(on, area)
    if version is None:
        return Verdict(rules.code, "not_in_force", on, rules.hash, area=area)
    known = Known(read_facts(facts, rules.facts), on, None, rules.facts)
    return _each_child(rules, version, known, area) if version.each else _one(rules, version, known, area)


def _one(rules: Rules, version: Version, known: Known, area: str) -> Verdict:
    weighed = [(node, weigh(node, known)) for node in version.criteria]
    kind = verdict_of(weighed)
    reasons, others = _reasons(weighed, kind)
    yes, open_ = kind == "yes", kind in ("unknown", "staff")
    amount = on_day(version, known, area) if yes or open_ else ASK_THE_OFFICE
    certain, if_confirmed = amount if yes else ASK_THE_OFFICE, amount if open_ else ASK_THE_OFFICE
    paid, confirmed = certain.value is not None, if_confirmed.value is not None
    return Verdict(
        rules.code, kind, known.on, rules.hash,
        certain.value, certain.period if paid else None, certain.per if paid else None,
        missing=_open(weighed, "missing") if kind == "unknown" else (), staff=_open(weighed, "staff"),
        reasons=reasons, others=others,
        open=tuple(node.get("id", "") for node, one in weighed if one.value is None) if open_ else (),
        amount_if_confirmed=if_confirmed.value, period_if_confirmed=if_confirmed.period if confirmed else None,
        per_if_confirmed=if_confirmed.per if confirmed else None,
        trace=tuple((node.get("id", ""), one.value) for node, one in weighed), area=area,
    )  # fmt: skip


def verdict_of(weighed: Pairs) -> str:
    """One word for all criteria together."""
    failing = [(node, one) for node, one in weighed if one.value is False]
    elsewhere = all(node["kind"] == "place" for node, _one in failing)
    if any(node["kind"] != "place" and not _closes(node, one) for node, one in failing):
        return "no"
    open_ = [one for _node, one in weighed if one.value is None]
    if any(one.missing for one in open_):
        return "unknown"  # also behind a closed window: the missing fact may turn it into a plain no
    if failing:
        return "elsewhere" if elsewhere else "window_closed"
    return "staff" if open_ else "yes"


def _closes(node: Mapping[str, Any], one: Weighed) -> bool:
    return node["kind"] == "schedule" and one.failed[0].endswith(":closed")


def _open(weighed: Pairs, whose: str) -> tuple[str, ...]:
    open_ = [getattr(one, whose) for _node, one in weighed if one.value is None]
    return tuple(sorted({key for keys in open_ for key in keys})) if open_ else ()


def _reasons(weighed: Pairs, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """For a yes all criteria; for a no the one that proves it, the least sensitive, then the others that fail.

    One failing criterion is a whole proof, since all have to hold; a failed `any` speaks for its branches.
    """
    if kind == "yes":
        return tuple(node.get("id", "") for node, _one in weighed), ()
    if kind not in FAILED:
        return (), ()
    failing = [(node, one) for node, one in weighed if one.value is False]
    failing.sort(key=lambda pair: (_decides(pair[0], pair[1], kind), pair[0].get("sensitivity", 0)))
    first, *rest = [_name(node, one) for node, one in failing]
    return (first,), tuple(rest)


def _decides(node: Mapping[str, Any], one: Weighed, kind: str) -> bool:
    """False (so that it sorts first) for what makes the verdict; a wrong place alone is no refusal."""
    if kind == "elsewhere":
        return node["kind"] != "place"
    return node["kind"] == "place" or (kind == "no" and _closes(node, one))


def _name(node: Mapping[str, Any], one: Weighed) -> str:
    return one.failed[0] if node["kind"] == "schedule" and one.failed else node.get("id", "")


def _each_child(rules: Rules, version: Version, known: Known, area: str) -> Verdict:
    """The best child decides; the sum runs over the children that are payable here this year."""
    children = known.children()
    blank = Verdict(rules.code, "unknown", known.on, rules.hash, missing=("children",), area=area)
    if children is None:
        return blank
    judged = [_one(rules, version, known.child(child), area) for child in children]
    if not judged:
        return replace(blank, verdict="no", missing=(), reasons=("no_child",))
    best = min(judged, key=lambda one: BEST_FIRST.index(one.verdict))
    missing = tuple(sorted({key for one in judged for key in one.missing}))
    if best.verdict == "yes":
        pairs = zip(children, judged, strict=True)
        paid = [_standing(version, child, known.on) for child, one in pairs if one.verdict == "yes"]
        return _sum(replace(best, missing=missing), version, paid, certain=not missing)
    if best.verdict == "staff":
        return best
    # What one child would get is not what the family gets: no sum while a child is open.
    return replace(best, missing=missing if best.verdict == "unknown" else ()).without_any_sum()


def _standing(version: Version, child: Mapping[str, Any], on: date) -> Standing:
    return SCHEDULES[version.data["pays_by"]](child, on)


def _sum(verdict: Verdict, version: Version, paid: list[Standing], certain: bool) -> Verdict:
    later: dict[int, Decimal] = {}
    for standing in paid:
        for year, amount in standing.later:
            later[year] = later.get(year, Decimal(0)) + amount
    known = certain and all(standing.amount is not None for standing in paid)
    total = sum((standing.amount for standing in paid if standing.amount), Decimal(0)) if known else None
    period, per = (version.data["period"], version.data["per"]) if known else (None, None)
    return replace(verdict, amount=total, later=tuple(sorted(later.items())), period=period, per=per)
