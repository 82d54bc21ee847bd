"""One criterion for a whole register, kind by kind: what criteria.py says of one person, in columns.

A criterion comes to three columns: true, false (unknown is neither) and `asks`: where it is open, could
a public fact settle it? `asks` is one bool where it is the same for everybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, NamedTuple

import numpy as np

from cms.eligibility.batch_schedules import SCHEDULES_IN_COLUMNS, Standings
from cms.eligibility.canonical import canonical
from cms.eligibility.columns import Choices, Column, Columns, Numbers, in_units
from cms.eligibility.dates import youngest_birth
from cms.eligibility.facts import Fact, Facts, look_up
from cms.eligibility.values import SOFT, among, at_least, equals, read

SAYS_NOTHING = {"id", "text", "not_met", "source", "sensitivity", "states", "of", "where"}


class Weighed(NamedTuple):
    true: np.ndarray
    false: np.ndarray
    asks: np.ndarray | bool

    @property
    def open(self) -> np.ndarray:
        return ~(self.true | self.false)

    @property
    def asked(self) -> np.ndarray:
        """Where it is open and a public fact could settle it."""
        return self.open & self.asks


@dataclass(frozen=True)
class Node:
    """A criterion without its words; `key` is the same for all that mean the same."""

    kind: str
    data: Mapping[str, Any]
    of: tuple["Node", ...]
    where: "Node | None"
    key: str

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Node":
        inner = data.get("of", [])
        of = tuple(cls.read(one) for one in (inner if isinstance(inner, list) else [inner]))
        where = cls.read(data["where"]) if "where" in data else None
        own = {key: value for key, value in data.items() if key not in SAYS_NOTHING}
        parts = [own, [one.key for one in of], where.key if where else None]
        return cls(data["kind"], data, of, where, canonical(parts))


@dataclass
class Weighing:
    """What is known of some people on one day; each criterion is weighed once."""

    columns: Columns
    on: date
    facts: Facts
    done: dict[tuple[str, bool], Weighed] = field(default_factory=dict)
    counts: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=dict)
    schedules: dict[str, Standings] = field(default_factory=dict)

    def weigh(self, node: Node, child: bool) -> Weighed:
        """Of every person, or of every child; what a child's parents are is the same for each child."""
        if child and node.kind in {"count", "exists"}:
            return _of_parents(self.weigh(node, False), self.columns.owner)
        key = (node.key, child)
        if key not in self.done:
            self.done[key] = KINDS[node.kind](node, self, child)
        return self.done[key]

    def column(self, key: str, child: bool) -> Column | None:
        return self.columns.column(key, self.fact(key, child).type, child)

    def fact(self, key: str, child: bool) -> Fact:
        return look_up(self.facts, f"children.{key}" if child else key)

    def all(self, value: bool, child: bool) -> np.ndarray:
        return np.full(self.columns.rows(child), value)

    def counted(self, where: Node, inner: Weighed) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of each person's children: how many are so, how many may be, and may there be more than we know of?"""
        if where.key not in self.counts:
            columns, may_be = self.columns, ~inner.false
            endless = np.zeros(columns.size, bool)
            endless[columns.owner[columns.named :]] = may_be[columns.named :]
            self.counts[where.key] = (*columns.per_person(inner.true, may_be), endless)
        return self.counts[where.key]

    def standings(self, name: str) -> Standings:
        if name not in self.schedules:
            self.schedules[name] = SCHEDULES_IN_COLUMNS[name](self.columns, self.on)
        return self.schedules[name]


def _of_parents(weighed: Weighed, owner: np.ndarray) -> Weighed:
    asks = weighed.asks
    return Weighed(weighed.true[owner], weighed.false[owner], asks if isinstance(asks, bool) else asks[owner])


def _leaf(node: Node, known: Weighing, child: bool, key: str, weigh: Callable) -> Weighed:
    """`weigh` gives the true and the false of a column."""
    asks, column = not known.fact(key, child).staff_only, known.column(key, child)
    if column is None:
        return Weighed(known.all(False, child), known.all(False, child), asks)
    true, false = weigh(column)
    return Weighed(true, false, asks)


def _table(column: Choices, test: Callable[[Any], bool | None]) -> tuple[np.ndarray, np.ndarray]:
    """Every value met is weighed once, as the traced evaluator does."""
    results = [test(value) for value in column.values]
    true, false = (_pick(column.codes, [one is wanted for one in results]) for wanted in (True, False))
    return true, false


def _pick(codes: np.ndarray, wanted: list[bool]) -> np.ndarray:
    places = [place for place, one in enumerate(wanted) if one]
    if 0 < len(places) <= 4:
        return reduce(np.logical_or, (codes == place for place in places))
    return np.array(wanted).take(codes, mode="clip") if places else np.zeros(len(codes), bool)


def _by_row(column: Numbers, true: np.ndarray, test: Callable[[Any], bool | None]):
    """Plain numbers are compared at once; the few intervals one by one."""
    known = column.known
    false = known & ~true
    for row in np.flatnonzero(known & (column.low != column.high)):
        result = test(column.value(row))
        true[row], false[row] = result is True, result is False
    return true, false


def _is(node, known, child):
    wanted = node.data["value"]

    def weigh(column):
        if isinstance(column, Choices):
            return _table(column, lambda value: equals(value, wanted))
        value = read(wanted, column.kind)
        exact = in_units(value, column.kind)
        return (column.low == exact) & (column.high == exact), (column.low > exact) | (column.high < exact)

    return _leaf(node, known, child, node.data["fact"], weigh)


def _one_of(node, known, child):
    wanted = node.data["values"]

    def weigh(column):
        if isinstance(column, Choices):
            return _table(column, lambda value: among(value, wanted))
        values = [read(value, column.kind) for value in wanted]
        exact = [in_units(value, column.kind) for value in values]
        return _by_row(column, np.isin(column.low, exact), lambda value: among(value, values))

    return _leaf(node, known, child, node.data["fact"], weigh)


def _at_least(node, known, child):
    if "than" in node.data:
        return _at_least_than(node, known, child)
    kind = known.fact(node.data["fact"], child).type
    limit = read(node.data["value"], kind)

    def weigh(column):
        if isinstance(column, Choices):
            return _table(column, lambda value: at_least(value, limit))
        exact = in_units(limit, kind)
        return column.low >= exact, column.high < exact

    return _leaf(node, known, child, node.data["fact"], weigh)


def _at_least_than(node, known, child):
    """Against another fact, times a factor: whole numbers on both sides, so nothing is rounded."""
    keys = (node.data["fact"], node.data["than"])
    columns = [known.column(key, child) for key in keys]
    asks = _any_asks(
        [(column, not known.fact(key, child).staff_only) for key, column in zip(keys, columns, strict=True)]
    )
    value, limit = columns
    if not (isinstance(value, Numbers) and isinstance(limit, Numbers)):
        return Weighed(known.all(False, child), known.all(False, child), asks)
    times, both = Fraction(node.data.get("times", "1")), value.known & limit.known
    low, high = (end.astype(np.int64) * times.denominator for end in (value.low, value.high))
    least, most = (end.astype(np.int64) * times.numerator for end in (limit.low, limit.high))
    return Weighed(both & (low >= most), both & (high < least), asks)


def _any_asks(columns: list[tuple[Column | None, bool]]) -> np.ndarray | bool:
    """Where it is open some fact is not known exactly: is one of those public?"""
    public = [column for column, is_public in columns if is_public]
    if len(public) in (0, len(columns)) or None in public:
        return bool(public)
    return reduce(np.logical_or, (one.low != one.high for one in public if isinstance(one, Numbers)))


def _below(node, known, child):
    true, false, asks = _at_least(node, known, child)
    return Weighed(false, true, asks)


def _age(node, known, child):
    youngest = youngest_birth(known.on, node.data["years"], node.data.get("mode", "birthday")).toordinal()
    weighed = _leaf(
        node, known, child, node.data["fact"],
        lambda column: (column.high <= youngest, column.low > youngest),
    )  # fmt: skip
    return Weighed(weighed.false, weighed.true, weighed.asks) if node.data.get("below") else weighed


def _holds(node, known, child):
    def told(value):
        return None if isinstance(value, SOFT) else node.data["programme"] in value

    return _leaf(node, known, child, "receiving", lambda column: _table(column, told))


def _count(node, known, child, low=None, high=None):
    columns = known.columns
    low, high = node.data.get("at_least", 0), node.data.get("at_most")
    if node.kind == "exists":
        low, high = 1, None
    where = node.where or EVERY_CHILD
    inner = known.weigh(where, True)
    sure, most, endless = known.counted(where, inner)
    too_many = False if high is None else sure > high
    false = too_many | (~endless & (most < low))
    true = sure >= low if high is None else (sure >= low) & (most <= high) & ~endless
    return Weighed(true & columns.told, false & columns.told, _count_asks(inner, columns, endless))


def _count_asks(inner: Weighed, columns: Columns, endless: np.ndarray) -> np.ndarray | bool:
    if inner.asks is True:
        return True
    asked = inner.asked
    return endless | ~columns.told | (columns.per_person(asked, asked)[0] > 0)


def _schedule(node, known, child):
    standings = known.standings(node.data["schedule"])
    if not child:
        raise ValueError("A schedule is a child's.")
    true, unknown, late = (standings.state(name) for name in ("open", "unknown", "late"))
    return Weighed(true, ~(true | unknown | late), unknown)


def _staff(node, known, child):
    return Weighed(known.all(False, child), known.all(False, child), False)


def _note(node, known, child):
    return Weighed(known.all(True, child), known.all(False, child), False)


def _all(node, known, child):
    parts = [known.weigh(one, child) for one in node.of]
    if not parts:
        return _note(node, known, child)
    true = reduce(np.logical_and, (one.true for one in parts))
    return Weighed(true, reduce(np.logical_or, (one.false for one in parts)), _asks(parts))


def _any(node, known, child):
    parts = [known.weigh(one, child) for one in node.of]
    if not parts:
        return Weighed(known.all(False, child), known.all(True, child), False)
    true = reduce(np.logical_or, (one.true for one in parts))
    return Weighed(true, reduce(np.logical_and, (one.false for one in parts)), _asks(parts))


def _asks(parts: list[Weighed]) -> np.ndarray | bool:
    """Of an open whole some part is open; the same for everybody where it is so for all parts."""
    same = {one.asks if isinstance(one.asks, bool) else None for one in parts}
    if same <= {True}:
        return True
    return False if same <= {False} else reduce(np.logical_or, (one.asked for one in parts))


def _unless(node, known, child):
    true, false, asks = known.weigh(node.of[0], child)
    return Weighed(false, true, asks)


EVERY_CHILD = Node.read({"kind": "all", "of": []})
KINDS: dict[str, Callable[[Node, Weighing, bool], Weighed]] = {
    "is": _is, "place": _is, "one_of": _one_of, "at_least": _at_least, "below": _below, "age": _age,
    "holds": _holds, "count": _count, "exists": _count, "schedule": _schedule, "staff": _staff,
    "note": _note, "all": _all, "any": _any, "unless": _unless,
}  # fmt: skip
