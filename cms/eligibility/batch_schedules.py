"""Payments over several years for a whole register: schedules.py asked once for each different case."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from cms.eligibility.columns import Column, Columns, Numbers
from cms.eligibility.schedules import Standing, childcare

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
    if births is None:
        return Standings(np.full_like(codes, STATES.index("unknown")), fen)
    never = (births.high < FIRST_BIRTH) | ((births.low == births.high) & (births.low > on.toordinal()))
    rows = np.flatnonzero(~never)
    if len(rows):
        first, case_of = _cases(columns, births, rows)
        standings = [childcare(_child(columns, row), on) for row in rows[first]]
        codes[rows] = np.array([STATES.index(one.state) for one in standings], np.int8)[case_of]
        fen[rows] = np.array([_fen(one) for one in standings], np.int32)[case_of]
    return Standings(codes, fen)


def _cases(columns: Columns, births: Numbers, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each different case one row, and for each row its case. Inside a month nothing changes."""
    one_day = births.low[rows] == births.high[rows]
    parts = [np.where(one_day, _months(births.low[rows]), births.low[rows]), births.high[rows] * ~one_day]
    for key in READ[1:]:
        column = columns.children.get(key)
        if column is not None:
            parts += [part[rows] for part in _parts(column)]
    case_of = np.zeros(len(rows), np.int64)
    for part in parts:
        different, place = np.unique(part, return_inverse=True)
        case_of = np.unique(case_of * len(different) + place, return_inverse=True)[1]
    return np.unique(case_of, return_index=True)[1], case_of


def _months(ordinals: np.ndarray) -> np.ndarray:
    return (ordinals - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _parts(column: Column) -> tuple[np.ndarray, ...]:
    return (column.low, column.high) if isinstance(column, Numbers) else (column.codes,)


def _child(columns: Columns, row: int) -> dict[str, Any]:
    return {key: column.value(row) for key in READ if (column := columns.children.get(key))}


def _fen(standing: Standing) -> int:
    return NO_SUM if standing.amount is None else int(standing.amount * 100)


SCHEDULES_IN_COLUMNS = {"childcare": childcare_in_columns}
