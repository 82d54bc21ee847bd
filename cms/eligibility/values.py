"""True, false, unknown and why; numbers and dates that are only roughly known.

In facts (JSON) a missing key or null is "not asked"; {"unknown": kind} says why it is unknown;
{"from": a, "to": b} is an interval, both ends included.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """Why a fact is unknown."""

    NOT_ASKED = "not_asked"
    DOES_NOT_KNOW = "does_not_know"
    REFUSED = "refused"
    STALE = "stale"
    CONFLICTING = "conflicting"


@dataclass(frozen=True)
class Unknown:
    why: Why = Why.NOT_ASKED


@dataclass(frozen=True)
class Span:
    """A number or date known to lie between two, ends included."""

    low: Any
    high: Any


def unknown(why: Why | str = Why.NOT_ASKED) -> dict[str, str]:
    """The JSON form of an unknown."""
    return {"unknown": Why(why).value}


def read(value: Any, kind: str) -> Any:
    """A fact's JSON value as Python: Unknown, Span, date, Decimal, or itself. ValueError if malformed."""
    if value is None:
        return Unknown()
    if isinstance(value, Mapping):
        if "unknown" in value:
            return Unknown(Why(value["unknown"]))
        span = Span(_single(value["from"], kind), _single(value["to"], kind))
        return span.low if span.low == span.high else span
    return _single(value, kind)


def _single(value: Any, kind: str) -> Any:
    if kind == "date" and not isinstance(value, date):
        return date.fromisoformat(value)
    if kind == "money":
        return Decimal(str(value))
    return value


def both(left: bool | None, right: bool | None) -> bool | None:
    """Kleene's and."""
    if left is False or right is False:
        return False
    return True if left and right else None


def either(left: bool | None, right: bool | None) -> bool | None:
    """Kleene's or."""
    if left or right:
        return True
    return False if left is False and right is False else None


def negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def at_least(value: Any, threshold: Any) -> bool | None:
    """Is the value ≥ threshold? A span that straddles it is unknown."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Span):
        return True if value.low >= threshold else False if value.high < threshold else None
    return value >= threshold


def equals(value: Any, wanted: Any) -> bool | None:
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Span):
        return None if value.low <= wanted <= value.high else False
    return value == wanted
