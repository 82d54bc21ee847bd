"""A register's facts as typed numpy columns: read once, judged by many rules (see batch).

numpy is imported only here and in the batch files. A day is its ordinal. An unknown
number or day lies between the lowest and the highest there is; any other value stands as its number
in a list of the values met, each of which a rule then weighs once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import numpy as np

from cms.eligibility.facts import Facts, shipped
from cms.eligibility.known import Known, read_facts
from cms.eligibility.values import NOT_ASKED, Span, Unknown

BLOCK = 50_000
UNITS = 10_000  # money and numbers are kept in ten-thousandths
LIMITS = {"date": (np.int32, 2**31 - 1), "number": (np.int64, 2**62), "money": (np.int64, 2**62)}
BESIDE = {"children.claimed_now": "bool"}  # told beside the facts: see schedules
ANY_DAY = date.min  # facts are read the same on all days


@dataclass(frozen=True)
class Numbers:
    """Days, numbers or money, each known to lie between two, ends included."""

    low: np.ndarray
    high: np.ndarray
    kind: str

    @property
    def known(self) -> np.ndarray:
        return (self.low > -LIMITS[self.kind][1]) & (self.high < LIMITS[self.kind][1])

    def value(self, row: int) -> Any:
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

    def value(self, row: int) -> Any:
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
        known = shipped() if facts is None else facts
        everybody = [Known(read_facts(one, known), ANY_DAY, None, known) for one in people]
        children = [one.children() for one in everybody]
        named = [child for some in children for child in some or ()]
        unnamed = [
            (number, child) for number, one in enumerate(everybody) if children[number] is not None
            for child in one.unnamed()
        ]  # fmt: skip
        counts = np.array([len(some or ()) for some in children], np.int64)
        owner = [*np.repeat(np.arange(len(children)), counts), *(number for number, _child in unnamed)]
        return cls(
            len(everybody), {key: one.type for key, one in known.items()} | BESIDE,
            _columns([one.facts for one in everybody], known, ""),
            _columns([*named, *(child for _number, child in unnamed)], known, "children."),
            np.array([some is not None for some in children], bool),
            np.concatenate([[0], np.cumsum(counts)]), np.array(owner, np.int64), len(named),
        )  # fmt: skip

    def rows(self, child: bool) -> int:
        return len(self.owner) if child else self.size

    def column(self, key: str, kind: str, child: bool) -> Column | None:
        """None: nobody told this. ValueError: not read, or read as something else."""
        name = f"children.{key}" if child else key
        if self.kinds.get(name) != kind:
            raise ValueError(f"The columns were read without the rule's own fact “{name}”.")
        return self.children.get(key) if child else self.people.get(key)

    def per_person(self, of_children: np.ndarray) -> np.ndarray:
        """How many of the named children of each person are so."""
        running = np.zeros(self.named + 1, np.int32)
        np.cumsum(of_children[: self.named], dtype=np.int32, out=running[1:])
        return np.diff(running[self.starts])


def blocks(
    people: Iterable[Mapping[str, Any]], facts: Facts | None = None, size: int = BLOCK
) -> Iterator[Columns]:
    """A register of any length in bounded memory."""
    rest = iter(people)
    while some := list(islice(rest, size)):
        yield Columns.of(some, facts)


def _columns(rows: Sequence[Mapping[str, Any]], facts: Facts, prefix: str) -> dict[str, Column]:
    """What somebody told of, each in a column."""
    told = {key for row in rows for key in row}
    kinds = {key: one.type for key, one in facts.items()} | BESIDE
    return {
        key: _column(key, [row.get(key, NOT_ASKED) for row in rows], kinds[prefix + key])
        for key in sorted(told) if prefix + key in kinds and key != "children"
    }  # fmt: skip


def _column(key: str, values: Sequence[Any], kind: str) -> Column:
    try:
        return _numbers(values, kind) if kind in LIMITS else _choices(values)
    except (ValueError, TypeError, ArithmeticError) as problem:
        raise ValueError(f"{key}: {problem}") from problem


def _numbers(values: Sequence[Any], kind: str) -> Numbers:
    dtype, most = LIMITS[kind]
    low, high = np.full(len(values), -most, dtype), np.full(len(values), most, dtype)
    for row, value in enumerate(values):
        if isinstance(value, Unknown):
            continue
        ends = (value.low, value.high) if isinstance(value, Span) else (value, value)
        low[row], high[row] = (in_units(end, kind) for end in ends)
    return Numbers(low, high, kind)


def _choices(values: Sequence[Any]) -> Choices:
    places: dict[Any, int] = {}
    found: list[Any] = []
    codes = np.empty(len(values), np.int32)
    for row, value in enumerate(values):
        name = value if isinstance(value, (str, bool)) else ("", repr(value))
        place = places.get(name)
        if place is None:
            place = places[name] = len(found)
            found.append(value)
        codes[row] = place
    return Choices(codes.astype(np.int8) if len(found) <= 127 else codes, tuple(found))
