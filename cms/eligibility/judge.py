"""Facts, a rule and a day in; a verdict out.

Order: the day first (`not_in_force`); a known failing criterion decides whatever else is unknown; then
a missing public fact (`unknown`); then a closed window; then the place (`elsewhere`); then what only
staff can settle (`staff`); then `yes`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.amounts import on_day
from cms.eligibility.criteria import Known, Weighed, weigh
from cms.eligibility.rules import Rules, Version
from cms.eligibility.schedules import SCHEDULES, Standing

BEST_FIRST = ["yes", "unknown", "staff", "elsewhere", "window_closed", "no"]


@dataclass(frozen=True)
class Verdict:
    """What one programme says to one person on one day, and why."""

    programme: str
    verdict: str
    on: date
    rule: str
    amount: Decimal | None = None
    period: str | None = None
    per: str | None = None
    later: tuple[tuple[int, Decimal], ...] = ()
    missing: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    opens_on: date | None = None
    amount_if_confirmed: Decimal | None = None
    trace: tuple[tuple[str, bool | None], ...] = ()

    @property
    def settled(self) -> bool:
        return not self.missing

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["on"], data["opens_on"] = (
            self.on.isoformat(),
            self.opens_on.isoformat() if self.opens_on else None,
        )
        for key in ("amount", "amount_if_confirmed"):
            data[key] = None if data[key] is None else str(data[key])
        data["later"] = [[year, str(amount)] for year, amount in self.later]
        return data


def judge(rules: Rules, facts: Mapping[str, Any], on: date) -> Verdict:
    """The verdict of one programme; `opens_on` is filled by `opening.judge_fully`."""
    version = rules.version(on)
    blank = Verdict(rules.code, "not_in_force", on, rules.hash)
    if version is None:
        return blank
    known = Known(facts, on)
    return _each_child(version, known, blank) if version.each else _one(version, known, blank)


def _one(version: Version, known: Known, blank: Verdict) -> Verdict:
    weighed = [(node, weigh(node, known)) for node in version.criteria]
    kind = _kind(weighed)
    amount = on_day(version.amounts, known)
    verdict = replace(
        blank, verdict=kind, missing=_missing(weighed) if kind == "unknown" else (),
        staff=_staff(weighed), reasons=_reasons(weighed, kind),
        trace=tuple((node.get("id", ""), one.value) for node, one in weighed),
    )  # fmt: skip
    if kind == "yes":
        known_amount = amount.value is not None
        period, per = (amount.period, amount.per) if known_amount else (verdict.period, verdict.per)
        return replace(verdict, amount=amount.value, period=period, per=per)
    return replace(verdict, amount_if_confirmed=amount.value) if kind in {"staff", "unknown"} else verdict


def _kind(weighed: Sequence[tuple[Mapping[str, Any], Weighed]]) -> str:
    failing = [(node, one) for node, one in weighed if one.value is False and node["kind"] != "place"]
    if any(not _closes(node, one) for node, one in failing):
        return "no"
    if any(one.missing for _node, one in weighed if one.value is None):
        return "unknown"  # also behind a closed window: the missing fact may turn it into a plain no
    if failing:
        return "window_closed"
    if any(one.value is False for _node, one in weighed):
        return "elsewhere"
    return "staff" if any(one.value is None for _node, one in weighed) else "yes"


def _closes(node: Mapping[str, Any], one: Weighed) -> bool:
    return node["kind"] == "schedule" and one.failed[0].endswith(":closed")


def _missing(weighed) -> tuple[str, ...]:
    return tuple(sorted({key for _node, one in weighed if one.value is None for key in one.missing}))


def _staff(weighed) -> tuple[str, ...]:
    return tuple(sorted({key for _node, one in weighed if one.value is None for key in one.staff}))


def _reasons(weighed, kind: str) -> tuple[str, ...]:
    """For a no the criteria that fail, the plainest first; for a yes those that hold."""
    wanted = {"no": False, "window_closed": False, "elsewhere": False, "yes": True}.get(kind)
    if wanted is None:
        return ()
    told = [(node.get("sensitivity", 0), _name(node, one)) for node, one in weighed if one.value is wanted]
    return tuple(name for _sensitivity, name in sorted(told, key=lambda pair: pair[0]))


def _name(node, one: Weighed) -> str:
    return one.failed[0] if node["kind"] == "schedule" and one.failed else node.get("id", "")


def _each_child(version: Version, known: Known, blank: Verdict) -> Verdict:
    """The best child decides; the sum runs over the children that are payable here this year."""
    children = known.children()
    if children is None:
        return replace(blank, verdict="unknown", missing=("children",))
    judged = [_one(version, known.child(child), blank) for child in children]
    if not judged:
        return replace(blank, verdict="no", reasons=("no_child",))
    best = min(judged, key=lambda one: BEST_FIRST.index(one.verdict))
    missing = tuple(sorted({key for one in judged for key in one.missing}))
    paid = [
        _standing(version, child, known.on)
        for child, one in zip(children, judged, strict=True)
        if one.verdict == "yes"
    ]
    if best.verdict == "yes":
        return _sum(replace(best, missing=missing), version, paid, certain=not missing)
    if best.verdict == "staff":
        return best
    # What one child would get is not what the family gets: no sum while a child is open.
    return replace(best, missing=missing if best.verdict == "unknown" else (), amount_if_confirmed=None)


def _standing(version: Version, child: Mapping[str, Any], on: date) -> Standing:
    return SCHEDULES[version.data["pays_by"]](child, on)


def _sum(verdict: Verdict, version: Version, paid: list[Standing], certain: bool) -> Verdict:
    later: dict[int, Decimal] = {}
    for standing in paid:
        for year, amount in standing.later:
            later[year] = later.get(year, Decimal(0)) + amount
    known = certain and all(standing.amount is not None for standing in paid)
    total = sum((standing.amount for standing in paid if standing.amount), Decimal(0)) if known else None
    unit = {"period": version.data["period"], "per": version.data["per"]} if known else {}
    return replace(verdict, amount=total, later=tuple(sorted(later.items())), **unit)
