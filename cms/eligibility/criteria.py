"""One criterion against what is known: the closed list of kinds, in three-valued logic.

compare · at_least · at_most · age · is · one_of · count · exists · place · holds · schedule ·
staff · all · any · unless · note
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cms.eligibility.dates import completes
from cms.eligibility.facts import fact
from cms.eligibility.schedules import SCHEDULES
from cms.eligibility.values import Unknown, at_least, both, either, equals, negated, read


@dataclass(frozen=True)
class Weighed:
    """What one criterion came to.

    `value` true, false or None; `missing` public facts that could settle it; `staff` facts only
    staff can settle; `failed` ids of the leaves that make it false.
    """

    value: bool | None
    missing: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """The facts on one day, seen from the person or from one child."""

    facts: Mapping[str, Any]
    on: date
    member: Mapping[str, Any] | None = None
    prefix: str = ""
    memo: dict = field(default_factory=dict, compare=False)

    def of(self, key: str) -> Any:
        """The value of a fact; `spouse.x` looks inside, a child's own facts come first."""
        if self.member is not None:
            return read(self.member.get(key), fact(f"{self.prefix}{key}").type)
        holder: Any = self.facts
        *path, last = key.split(".")
        for part in path:
            holder = holder.get(part) if isinstance(holder, Mapping) else None
        return read(holder.get(last) if isinstance(holder, Mapping) else None, fact(key).type)

    def child(self, child: Mapping[str, Any]) -> "Known":
        return Known(self.facts, self.on, child, "children.")

    def children(self) -> list[Mapping[str, Any]] | None:
        value = self.facts.get("children")
        return value if isinstance(value, list) else None

    def unnamed(self) -> list[Mapping[str, Any]]:
        """A stand-in for children we may not have been told of (see ask: `children_scope`)."""
        stand_ins: dict[str, list[Mapping[str, Any]]] = {"living": [{"alive": False}], "young": [{}]}
        return stand_ins.get(str(self.facts.get("children_scope", "all")), [])


def weigh(criterion: Mapping[str, Any], known: Known) -> Weighed:
    """The one evaluator with a trace; `criterion` is the JSON of one block."""
    return KINDS[criterion["kind"]](criterion, known)


def _leaf(criterion, known: Known, value: bool | None, key: str) -> Weighed:
    name = f"{known.prefix}{key}"
    if value is None:
        by_staff = fact(name).staff_only
        return Weighed(
            None, frozenset() if by_staff else frozenset({name}), frozenset({name} if by_staff else ())
        )
    return Weighed(value, failed=() if value else (criterion.get("id", ""),))


def _is(criterion, known):
    value = equals(known.of(criterion["fact"]), criterion["value"])
    return _leaf(criterion, known, value, criterion["fact"])


def _one_of(criterion, known):
    said = known.of(criterion["fact"])
    value = None if isinstance(said, Unknown) else said in criterion["values"]
    return _leaf(criterion, known, value, criterion["fact"])


def _at_least(criterion, known):
    value = at_least(known.of(criterion["fact"]), _limit(criterion, known))
    return _leaf(criterion, known, value, criterion["fact"])


def _below(criterion, known):
    value = negated(at_least(known.of(criterion["fact"]), _limit(criterion, known)))
    return _leaf(criterion, known, value, criterion["fact"])


def _limit(criterion, known):
    return read(criterion["value"], fact(f"{known.prefix}{criterion['fact']}").type)


def _age(criterion, known):
    """At least (or, with `below`, less than) so many full years on the day."""
    reached = completes(known.of(criterion["fact"]), criterion["years"], criterion.get("mode", "birthday"))
    if isinstance(reached, Unknown):
        value = None
    elif hasattr(reached, "low"):
        value = True if reached.high <= known.on else False if reached.low > known.on else None
    else:
        value = reached <= known.on
    return _leaf(criterion, known, negated(value) if criterion.get("below") else value, criterion["fact"])


def _members(criterion, known: Known) -> tuple[list[Weighed], list[Weighed]] | None:
    """Each child weighed as one: all conditions bind the same child. Then the unnamed ones."""
    children = known.children()
    if children is None:
        return None
    where = criterion.get("where", {"kind": "all", "of": []})
    named = [weigh(where, known.child(child)) for child in children]
    return named, [weigh(where, known.child(child)) for child in known.unnamed()]


def _count(criterion, known):
    weighed = _members(criterion, known)
    if weighed is None:
        return Weighed(None, frozenset({"children"}))
    named, unnamed = weighed
    sure = sum(one.value is True for one in named)
    most = sure + sum(one.value is None for one in named)
    endless = any(one.value is not False for one in unnamed)
    value = _in_range(sure, most, endless, criterion.get("at_least", 0), criterion.get("at_most"))
    if value is not None:
        return Weighed(value, failed=() if value else (criterion.get("id", ""),))
    missing = frozenset().union(*(one.missing for one in named if one.value is None))
    staff = frozenset().union(*(one.staff for one in named if one.value is None))
    if endless:
        missing |= {"children.death_date" if known.facts.get("children_scope") == "living" else "children"}
    return Weighed(None, missing, staff)


def _in_range(sure: int, most: int, endless: bool, low: int, high: int | None) -> bool | None:
    if (high is not None and sure > high) or (not endless and most < low):
        return False
    if sure >= low and (high is None or (most <= high and not endless)):
        return True
    return None


def _exists(criterion, known):
    return _count({**criterion, "at_least": 1, "at_most": None}, known)


def _holds(criterion, known):
    receiving = known.of("receiving")
    value = None if isinstance(receiving, Unknown) else criterion["programme"] in receiving
    return _leaf(criterion, known, value, "receiving")


def _schedule(criterion, known):
    standing = SCHEDULES[criterion["schedule"]](known.member or {}, known.on)
    if standing.state == "unknown":
        return Weighed(None, frozenset(f"{known.prefix}{key}" for key in standing.missing))
    if standing.state == "late":
        return Weighed(None, staff=frozenset({"staff_decision"}))
    if standing.state == "open":
        return Weighed(True)
    return Weighed(False, failed=(f"{criterion['id']}:{standing.state}",))


def _staff(criterion, known):
    return Weighed(None, staff=frozenset({criterion.get("fact", "staff_decision")}))


def _note(criterion, known):
    return Weighed(True)


def _all(criterion, known):
    return _join(both, True, [weigh(one, known) for one in criterion["of"]])


def _any(criterion, known):
    joined = _join(either, False, [weigh(one, known) for one in criterion["of"]])
    if joined.value is False and criterion.get("id"):
        return Weighed(False, failed=(criterion["id"],))
    return joined


def _unless(criterion, known):
    inner = weigh(criterion["of"], known)
    value = negated(inner.value)
    return Weighed(value, inner.missing, inner.staff, (criterion.get("id", ""),) if value is False else ())


def _join(connect, value: bool | None, parts: list[Weighed]) -> Weighed:
    for part in parts:
        value = connect(value, part.value)
    if value is None:
        undecided = [part for part in parts if part.value is None]
        return Weighed(
            None,
            frozenset().union(*(part.missing for part in undecided)),
            frozenset().union(*(part.staff for part in undecided)),
        )
    failed = tuple(leaf for part in parts for leaf in part.failed) if value is False else ()
    return Weighed(value, failed=failed)


KINDS = {
    "is": _is, "one_of": _one_of, "at_least": _at_least, "below": _below, "age": _age, "count": _count,
    "exists": _exists, "place": _is, "holds": _holds, "schedule": _schedule, "staff": _staff,
    "note": _note, "all": _all, "any": _any, "unless": _unless,
}  # fmt: skip
