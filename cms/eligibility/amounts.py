"""What is paid on a day: dated rows with guards. The amount may be unknown while the verdict is yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.criteria import Known, weigh


@dataclass(frozen=True)
class Amount:
    """A sum in yuan, per person, couple or child and per month, year or once; None: ask the office."""

    value: Decimal | None = None
    period: str | None = None
    per: str | None = None
    source: str | None = None


def on_day(rows: Sequence[Mapping[str, Any]], known: Known) -> Amount:
    """The first row in force whose guard holds. An open guard or no row: unknown, never a guess."""
    for row in rows:
        if not in_force(row, known.on):
            continue
        held = weigh(row["guard"], known).value if row.get("guard") else True
        if held is None:
            return Amount()
        if held:
            value = None if row["value"] is None else Decimal(row["value"])
            return Amount(value, row["period"], row["per"], row.get("source"))
    return Amount()


def in_force(row: Mapping[str, Any], day: date) -> bool:
    """Both ends count; an empty end is open."""
    starts, ends = row.get("from"), row.get("to")
    return (not starts or date.fromisoformat(starts) <= day) and (not ends or day <= date.fromisoformat(ends))
