"""One criterion against what is known, with its reasons: the closed list of kinds, in three-valued logic.

is · one_of · at_least · below · age · place · holds · count · exists · schedule · staff · note ·
all · any · unless

This is the traced evaluator, the reference of `compiled` (dialogue) and `batch` (register).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cms.eligibility.dates import youngest_birth
from cms.eligibility.known import Known
from cms.eligibility.limits import fixed, limit_of
from cms.eligibility.schedules import SCHEDULES
from cms.eligibility.values import SOFT, among, at_least, equals, negated

NOTHING: frozenset[str] = frozenset()
STAFF_DECISION = "staff_decision"


class Weighed(NamedTuple):
    """What one criterion came to.

    `value` true, false or None; `missing` public facts that could settle it; `staff` facts only
    staff can settle; `failed` ids of the leaves that make it false.
    """

    value: bool | None
    missing: frozenset[str] = NOTHING
    staff: frozenset[str] = NOTHING
    failed: tuple[str, ...] = ()


HOLDS = Weighed(True)


def weigh(criterion: Mapping[str, Any], known: Known) -> Weighed:
    """`criterion` is the JSON of one block."""
    return KINDS[criterion["kind"]](criterion, known)


def _settled(criterion, value: bool | None, known: Known, *keys: str) -> Weighed:
    """A leaf's outcome; open, it waits for those of its facts that are not known exactly."""
    if value is True:
        return HOLDS
    if value is False:
        return Weighed(False, failed=(criterion.get("id", ""),))
    open_ = [key for key in keys if isinstance(known.of(key), SOFT)]
    by_staff = [known.name(key) for key in open_ if known.definition(key).staff_only]
    public = [known.name(key) for key in open_ if not known.definition(key).staff_only]
    return Weighed(None, frozenset(public), frozenset(by_staff))


def _is(criterion, known):
    key = criterion["fact"]
    wanted = fixed(criterion["value"], known.definition(key).type)
    return _settled(criterion, equals(known.of(key), wanted), known, key)


def _one_of(criterion, known):
    key = criterion["fact"]
    kind = known.definition(key).type
    wanted = [fixed(value, kind) for value in criterion["values"]]
    return _settled(criterion, among(known.of(key), wanted), known, key)


def _at_least(criterion, known):
    keys = [criterion["fact"], *([criterion["than"]] if "than" in criterion else [])]
    value = at_least(known.of(keys[0]), limit_of(criterion, known))
    return _settled(criterion, value, known, *keys)


def _below(criterion, known):
    keys = [criterion["fact"], *([criterion["than"]] if "than" in criterion else [])]
    value = negated(at_least(known.of(keys[0]), limit_of(criterion, known)))
    return _settled(criterion, value, known, *keys)


def _age(criterion, known):
    """At least (or, with `below`, less than) so many full years on the day."""
    key = criterion["fact"]
    latest = youngest_birth(known.on, criterion["years"], criterion.get("mode", "birthday"))
    reached = known.of(key) <= latest
    return _settled(criterion, negated(reached) if criterion.get("below") else reached, known, key)


def _holds(criterion, known):
    receiving = known.of("receiving")
    value = None if isinstance(receiving, SOFT) else criterion["programme"] in receiving
    return _settled(criterion, value, known, "receiving")


def _count(criterion, known):
    children = known.children()
    if children is None:
        return Weighed(None, frozenset({"children"}))
    sure, open_, endless = _members(criterion.get("where", ANY_CHILD), known, children)
    value = in_range(sure, sure + len(open_), endless, criterion.get("at_least", 0), criterion.get("at_most"))
    if value is not None:
        return HOLDS if value else Weighed(False, failed=(criterion.get("id", ""),))
    missing, staff = _union(one.missing for one in open_), _union(one.staff for one in open_)
    if endless:
        missing |= {"children.death_date" if known.facts.get("children_scope") == "living" else "children"}
    return Weighed(None, missing, staff)


def _members(where, known: Known, children) -> tuple[int, list[Weighed], bool]:
    """How many children fit, those that may, and whether there may be more: weighed once for each `where`."""
    kept = known.memo.get(id(where))
    if kept is None:
        named = [weigh(where, known.child(child)) for child in children]
        unnamed = [weigh(where, known.child(child)) for child in known.unnamed()]
        sure, open_ = 0, []
        for one in named:
            if one.value:
                sure += 1
            elif one.value is None:
                open_.append(one)
        endless = any(one.value is not False for one in unnamed) if unnamed else False
        kept = known.memo[id(where)] = sure, open_, endless
    return kept


ANY_CHILD: dict[str, Any] = {"kind": "all", "of": []}


def in_range(sure: int, most: int, endless: bool, low: int, high: int | None) -> bool | None:
    """Is a count between `sure` and `most` (or without end) within [low, high]?"""
    if (high is not None and sure > high) or (not endless and most < low):
        return False
    if sure >= low and (high is None or (most <= high and not endless)):
        return True
    return None


def _exists(criterion, known):
    return _count({"where": criterion["where"], "id": criterion.get("id", ""), "at_least": 1}, known)


def _schedule(criterion, known):
    standing = SCHEDULES[criterion["schedule"]](known.member or {}, known.on)
    if standing.state == "unknown":
        return Weighed(None, frozenset(known.name(key) for key in standing.missing))
    if standing.state == "late":
        return Weighed(None, staff=frozenset({STAFF_DECISION}))
    if standing.state == "open":
        return HOLDS
    return Weighed(False, failed=(f"{criterion.get('id', '')}:{standing.state}",))


def _staff(criterion, known):
    return Weighed(None, staff=frozenset({criterion.get("fact", STAFF_DECISION)}))


def _note(criterion, known):
    return HOLDS


def _all(criterion, known):
    """A known false decides; what stands behind it is not looked at (`tree` shows every branch)."""
    open_: list[Weighed] = []
    for one in criterion["of"]:
        part = weigh(one, known)
        if part.value is False:
            return part
        if part.value is None:
            open_.append(part)
    return _open(open_) if open_ else HOLDS


def _any(criterion, known):
    open_: list[Weighed] = []
    for one in criterion["of"]:
        part = weigh(one, known)
        if part.value:
            return HOLDS
        if part.value is None:
            open_.append(part)
    return _open(open_) if open_ else Weighed(False, failed=(criterion.get("id", ""),))


def _open(parts: list[Weighed]) -> Weighed:
    if len(parts) == 1:
        return parts[0]
    return Weighed(None, _union(part.missing for part in parts), _union(part.staff for part in parts))


def _unless(criterion, known):
    inner = weigh(criterion["of"], known)
    value = negated(inner.value)
    return Weighed(value, inner.missing, inner.staff, (criterion.get("id", ""),) if value is False else ())


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return NOTHING.union(*sets)


KINDS = {
    "is": _is, "one_of": _one_of, "at_least": _at_least, "below": _below, "age": _age, "count": _count,
    "exists": _exists, "place": _is, "holds": _holds, "schedule": _schedule, "staff": _staff,
    "note": _note, "all": _all, "any": _any, "unless": _unless,
}  # fmt: skip
