"""A register's facts as typed numpy columns: read once, judged by many rules (see batch).

numpy is imported only here and in the batch files. A day is its ordinal. An unknown
number or day lies between the lowest and the highest there is; any other value stands as its number
in a list of the values met, each of which a rule then weighs once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import numpy as np

from cms.eligibility.facts import Facts, shipped
from cms.eligibility.known import STAND_INS
from cms.eligibility.values import NOT_ASKED, Span, Unknown, read

BLOCK = 50_000
MOST_CHILDREN = 255
UNITS = 10_000  # money and numbers are kept in ten-thousandths
LIMITS = {"date": (np.int32, 2**31 - 1), "number": (np.int64, 2**62), "money": (np.int64, 2**62)}
BESIDE = {"children.claimed_now": "bool"}  # told beside the facts: see schedules
PLAIN = (str, bool, int, type(None))


@dataclass(frozen=True)
class Numbers:
    """Days, numbers or money, each known to lie between two, ends included."""

    low: np.ndarray
    high: np.ndarray
    kind: str

    @property
    def known(self) -> np.ndarray:
        return (self.low > -LIMITS[self.kind][1]) & (self.high < LIMITS[self.kind][1])

    def value(self, row: Any) -> Any:
        """One value as the traced evaluator reads it."""
        low, high = int(self.low[row]), int(self.high[row])
        if high >= LIMITS[self.kind][1]:
            return NOT_ASKED
        return self._python(low) if low == high else Span(self._python(low), self._python(high))

    def _python(self, number: int) -> Any:
        if self.kind == "date":
            return date.fromordinal(number)
        exact = Decimal(number) / UNITS
        return int(exact) if self.kind == "number" and exact == int(exact) else exact


@dataclass(frozen=True)
class Choices:
    """Anything else: the place of each value in `values`."""

    codes: np.ndarray
    values: tuple[Any, ...]

    def value(self, row: Any) -> Any:
        return self.values[self.codes[row]]


Column = Numbers | Choices


def in_units(value: Any, kind: str) -> int:
    """A day, number or sum as the whole number its column holds."""
    if kind == "date":
        return value.toordinal()
    scaled = Decimal(value) * UNITS
    if scaled != int(scaled) or abs(scaled) >= 2**53:
        raise ValueError(f"{value} is too fine or too large.")
    return int(scaled)


@dataclass(frozen=True)
class Columns:
    """The facts of some people, best of a block of 50,000.

    The children of all stand in one table in the order of their parents, from `starts[n]` to
    `starts[n + 1]`; behind the `named` ones stand those we may not have been told of.
    """

    size: int
    kinds: Mapping[str, str]
    people: Mapping[str, Column]
    children: Mapping[str, Column]
    told: np.ndarray
    starts: np.ndarray
    owner: np.ndarray
    named: int

    @classmethod
    def of(cls, people: Iterable[Mapping[str, Any]], facts: Facts | None = None) -> "Columns":
        """Read the facts in JSON of many people; ValueError names a fact that cannot be read."""
        kinds = {key: one.type for key, one in (shipped() if facts is None else facts).items()} | BESIDE
        everybody = list(people)
        told = [isinstance(one.get("children"), list) for one in everybody]
        named = [one["children"] if said else [] for one, said in zip(everybody, told, strict=True)]
        unnamed = [
            (row, child) for row, said in enumerate(told) if said for child in _stand_ins(everybody[row])
        ]
        counts = np.array([len(some) for some in named], np.int64)
        if len(counts) and counts.max() > MOST_CHILDREN:
            raise ValueError(f"children: more than {MOST_CHILDREN} of one person.")
        parents = np.repeat(np.arange(len(named)), counts)
        spouses = [one.get("spouse") or {} for one in everybody]
        children = [*chain(*named), *(child for _row, child in unnamed)]
        return cls(
            len(everybody), kinds,
            _columns(everybody, kinds, "") | {f"spouse.{k}": v for k, v in _columns(spouses, kinds, "spouse").items()},
            _columns(children, kinds, "children"), np.array(told, bool), np.concatenate([[0], np.cumsum(counts)]),
            np.array([*parents, *(row for row, _child in unnamed)], np.int64), len(parents),
        )  # fmt: skip

    def rows(self, child: bool) -> int:
        return len(self.owner) if child else self.size

    def column(self, key: str, kind: str, child: bool) -> Column | None:
        """None: nobody told this. ValueError: not read, or read as something else."""
        name = f"children.{key}" if child else key
        if self.kinds.get(name) != kind:
            raise ValueError(f"The columns were read without the rule's own fact “{name}”.")
        return self.children.get(key) if child else self.people.get(key)

    def per_person(self, some: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How many of the named children of each person are so, and how many are the other.

        Both are counted at once, one in each half; sums may run over, the differences are right all the same.
        """
        pairs = others[: self.named].astype(np.uint32) << 16
        pairs += some[: self.named]
        running = np.zeros(self.named + 1, np.uint32)
        np.cumsum(pairs, dtype=np.uint32, out=running[1:])
        ends = running.take(self.starts)
        counts = ends[1:] - ends[:-1]
        return (counts & 255).astype(np.uint8), (counts >> 16).astype(np.uint8)


def blocks(
    people: Iterable[Mapping[str, Any]], facts: Facts | None = None, size: int = BLOCK
) -> Iterator[Columns]:
    """A register of any length in bounded memory."""
    rest = iter(people)
    while some := list(islice(rest, size)):
        yield Columns.of(some, facts)


def _stand_ins(person: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return STAND_INS.get(person.get("children_scope", "all"), ())


def _columns(rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, str], holder: str) -> dict[str, Column]:
    """What somebody told of, each in a column."""
    columns = {}
    for key, kind in kinds.items():
        where, _dot, name = key.rpartition(".")
        values = [row.get(name) for row in rows] if where == holder and key != "children" else []
        if any(value is not None for value in values):
            columns[name] = _column(key, values, kind)
    return columns


def _column(key: str, values: Sequence[Any], kind: str) -> Column:
    try:
        codes, found = _numbered(values, kind)
        return _numbers(codes, found, kind) if kind in LIMITS else _choices(codes, found)
    except (ValueError, TypeError, ArithmeticError) as problem:
        raise ValueError(f"{key}: {problem}") from problem


def _numbered(values: Sequence[Any], kind: str) -> tuple[np.ndarray, list[Any]]:
    """Each value by the place of its kind in the list of those met, which are then read once."""
    places: dict[Any, int] = {}
    plain = (value if value.__class__ in PLAIN else _hashable(value, kind) for value in values)
    codes = np.fromiter((places.setdefault(value, len(places)) for value in plain), np.int32, len(values))
    return codes, [read(value, kind) for value in places]


def _hashable(value: Any, kind: str) -> Any:
    return tuple(value) if isinstance(value, list) else read(value, kind)


def _numbers(codes: np.ndarray, found: Sequence[Any], kind: str) -> Numbers:
    dtype, most = LIMITS[kind]
    ends = [(-most, most) if isinstance(value, Unknown) else _ends(value, kind) for value in found]
    low, high = (np.array(side, dtype)[codes] for side in zip(*ends, strict=True))
    return Numbers(low, high, kind)


def _ends(value: Any, kind: str) -> tuple[int, int]:
    low, high = (value.low, value.high) if isinstance(value, Span) else (value, value)
    return in_units(low, kind), in_units(high, kind)


def _choices(codes: np.ndarray, found: Sequence[Any]) -> Choices:
    return Choices(codes.astype(np.int8) if len(found) <= 127 else codes, tuple(found))
