"""Payments over several years for a whole register: schedules.py asked once for each different case."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from cms.eligibility.columns import Choices, Columns, Numbers
from cms.eligibility.schedules import Standing, childcare
from cms.eligibility.values import NOT_ASKED

STATES = ("never", "open", "claimed", "closed", "late", "unknown")
FIRST_BIRTH = date(2022, 1, 1).toordinal()
NO_SUM = -1
EPOCH = date(1970, 1, 1).toordinal()
READ = ("birth_date", "claimed_years", "claimed_now", "alive", "death_date")


@dataclass(frozen=True)
class Standings:
    """How every child stands: `codes` into STATES; `fen` to be paid now, or -1."""

    codes: np.ndarray
    fen: np.ndarray

    def state(self, name: str) -> np.ndarray:
        return self.codes == STATES.index(name)


def childcare_in_columns(columns: Columns, on: date) -> Standings:
    """Most children were born before it began; the others differ in their month of birth and little else."""
    births = columns.children.get("birth_date")
    codes, fen = np.zeros(len(columns.owner), np.int8), np.full(len(columns.owner), NO_SUM, np.int32)
    if not isinstance(births, Numbers):
        return Standings(np.full_like(codes, STATES.index("unknown")), fen)
    codes[~births.known] = STATES.index("unknown")
    one_day = births.low == births.high
    never = (births.high < FIRST_BIRTH) | (one_day & (births.low > on.toordinal()))
    rows = np.flatnonzero(births.known & ~never)
    if len(rows):
        first, case_of = _cases(columns, births, rows)
        standings = [_standing(on, *_child(columns, row)) for row in rows[first]]
        codes[rows] = np.array([STATES.index(one.state) for one in standings], np.int8)[case_of]
        fen[rows] = np.array([_fen(one) for one in standings], np.int32)[case_of]
    return Standings(codes, fen)


def _cases(columns: Columns, births: Numbers, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each different case one row, and for each row its case."""
    low, high = births.low[rows], births.high[rows]
    one_day = low == high
    parts = [np.where(one_day, _months(low), low), np.where(one_day, 0, high)]
    for key in READ[1:]:
        column = columns.children.get(key)
        if column is not None:
            parts += (
                [column.codes[rows]] if isinstance(column, Choices) else [column.low[rows], column.high[rows]]
            )
    case_of = np.zeros(len(rows), np.int64)
    for part in parts:
        if part.min() != part.max():
            different, place = np.unique(part, return_inverse=True)
            case_of = case_of * len(different) + place
    _different, first, case_of = np.unique(case_of, return_index=True, return_inverse=True)
    return first, case_of


def _months(ordinals: np.ndarray) -> np.ndarray:
    return (ordinals - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _child(columns: Columns, row: int) -> list[Any]:
    """What the schedule reads of one child; inside a month of birth nothing changes."""
    own = [columns.children.get(key) for key in READ]
    birth, *rest = [NOT_ASKED if column is None else column.value(row) for column in own]
    return [birth.replace(day=1) if isinstance(birth, date) else birth, *rest]


@lru_cache(maxsize=20_000)
def _standing(on: date, *told: Any) -> Standing:
    return childcare(dict(zip(READ, told, strict=True)), on)


def _fen(standing: Standing) -> int:
    return NO_SUM if standing.amount is None else int(standing.amount * 100)


SCHEDULES_IN_COLUMNS = {"childcare": childcare_in_columns}
