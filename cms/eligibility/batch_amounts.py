"""What is paid to everybody on a day: the dated rows of amounts.py, in columns of fen."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from cms.eligibility.batch_criteria import Node, Weighing
from cms.eligibility.batch_schedules import NO_SUM
from cms.eligibility.spans import closeness, in_force, lies_in

Row = tuple[Mapping[str, Any], Node | None]


def sums(rows: Sequence[Row], rule: str, known: Weighing, area: str, wanted: np.ndarray) -> np.ndarray:
    """The sum of those `wanted`, or -1. An open guard or no row: unknown, never a guess."""
    here = [one for one in rows if in_force(one[0], known.on) and lies_in(one[0].get("areas"), area)]
    nearest = max((closeness(row.get("areas"), area) for row, _guard in here), default=0)
    near = [one for one in here if closeness(one[0].get("areas"), area) == nearest]
    if not near or not wanted.any():
        return np.full(len(wanted), NO_SUM, np.int32)
    return _first(near, known, wanted) if rule == "first" else _gathered(near, rule, known, wanted)


def _first(rows: Sequence[Row], known: Weighing, wanted: np.ndarray) -> np.ndarray:
    fen: np.ndarray | np.int32 = np.int32(NO_SUM)
    for row, guard in rows:
        held = known.weigh(guard, False) if guard else None
        fen = np.where(wanted & held.true if held else wanted, _fen(row), fen)
        if held is None:
            break
        wanted = wanted & held.false
    return np.asarray(fen, np.int32)


def _gathered(rows: Sequence[Row], rule: str, known: Weighing, wanted: np.ndarray) -> np.ndarray:
    """The highest or the sum of all rows that hold; yuan a month and yuan a year are not added up."""
    total: np.ndarray = np.zeros(len(wanted), np.int64)
    unsure = ~wanted
    units: dict[tuple[str, str], np.ndarray] = {}
    for row, guard in rows:
        held = known.weigh(guard, False) if guard else None
        holds = held.true if held else np.ones(len(wanted), bool)
        unsure = unsure | (held.open if held else False) | (holds & (_fen(row) == NO_SUM))
        total = np.maximum(total, holds * _fen(row)) if rule == "highest" else total + holds * _fen(row)
        unit = (row["period"], row["per"])
        units[unit] = units.get(unit, False) | holds
    kinds = np.sum([holds.astype(np.int8) for holds in units.values()], axis=0)
    return np.where(unsure | (kinds != 1), NO_SUM, total).astype(np.int32)


def _fen(row: Mapping[str, Any]) -> np.int32:
    return np.int32(NO_SUM if row["value"] is None else Decimal(row["value"]) * 100)
