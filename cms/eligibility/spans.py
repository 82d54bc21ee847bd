"""When and where a row of a rule holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def day_of(text: str) -> date:
    return date.fromisoformat(text)


def in_force(row: Mapping[str, Any], day: date) -> bool:
    """Both ends count; an empty end is open."""
    starts, ends = row.get("from"), row.get("to")
    return (not starts or day_of(starts) <= day) and (not ends or day <= day_of(ends))


def lies_in(areas: Sequence[str] | None, area: str) -> bool:
    """Is the area one of these, or below one? No list: everywhere. An unknown area lies in no list."""
    return not areas or any(area.startswith(code) for code in areas)


def closeness(areas: Sequence[str] | None, area: str) -> int:
    """How near a row is to the area: a county's own row goes before its province's, that before the nation's."""
    return max((len(code) for code in areas or () if area.startswith(code)), default=0)
