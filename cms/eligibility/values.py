"""True, false, unknown and why; numbers and dates that are only roughly known.

In facts (JSON) a missing key or null is "not asked"; {"unknown": kind} says why it is unknown;
{"from": a, "to": b} is an interval, both ends included.

Both soft values compare in three-valued logic: `Span(1960, 1970) >= 1965` is None. Whoever compares
a fact puts it on the left and needs no case for the unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
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

    def _nobody_knows(self, other: Any) -> None:
        return None

    __ge__ = __gt__ = __le__ = __lt__ = _nobody_knows

    def __mul__(self, factor: Any) -> "Unknown":
        return self


@dataclass(frozen=True)
class Span:
    """A number or date known to lie between two, ends included."""

    low: Any
    high: Any

    def __ge__(self, limit: Any) -> bool | None:
        return True if self.low >= limit else False if self.high < limit else None

    def __lt__(self, limit: Any) -> bool | None:
        return negated(self >= limit)

    def __gt__(self, limit: Any) -> bool | None:
        return True if self.low > limit else False if self.high <= limit else None

    def __le__(self, limit: Any) -> bool | None:
        return negated(self > limit)

    def __mul__(self, factor: Any) -> "Span":
        return Span(self.low * factor, self.high * factor)


SOFT = (Unknown, Span)
NOT_ASKED = Unknown()


def unknown(why: Why | str = Why.NOT_ASKED) -> dict[str, str]:
    """The JSON form of an unknown."""
    return {"unknown": Why(why).value}


def read(value: Any, kind: str) -> Any:
    """A fact's JSON value as Python: Unknown, Span, date, Decimal, or itself. ValueError if malformed."""
    if value is None:
        return NOT_ASKED
    if isinstance(value, SOFT):
        return value
    if isinstance(value, Mapping):
        if "unknown" in value:
            return Unknown(Why(value["unknown"]))
        return _span(value, kind)
    return _single(value, kind)


def _span(value: Mapping[str, Any], kind: str) -> Any:
    try:
        low, high = _single(value["from"], kind), _single(value["to"], kind)
    except KeyError as missing:
        raise ValueError(f"an interval needs {missing}") from None
    if low > high:
        raise ValueError(f"{low} comes after {high}")
    return low if low == high else Span(low, high)


def _single(value: Any, kind: str) -> Any:
    if kind == "date" and not isinstance(value, date):
        return date.fromisoformat(value)
    if kind == "money":
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise ValueError(f"{value!r} is no sum of money") from None
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


def at_least(value: Any, limit: Any) -> bool | None:
    """Is value ≥ limit? Either may be soft; a span that straddles the limit is unknown."""
    if isinstance(limit, Unknown):
        return None
    if isinstance(limit, Span):
        sure, never = value >= limit.high, value < limit.low
        return True if sure else False if never else None
    return value >= limit


def equals(value: Any, wanted: Any) -> bool | None:
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Span):
        return None if value.low <= wanted <= value.high else False
    return bool(value == wanted)


def among(value: Any, wanted: Iterable[Any]) -> bool | None:
    """Is the value one of these? A span is, where each whole number in it is."""
    if isinstance(value, Unknown):
        return None
    if not isinstance(value, Span):
        return value in wanted
    inside = [one for one in wanted if value.low <= one <= value.high]
    if not inside:
        return False
    whole = isinstance(value.low, int) and isinstance(value.high, int)
    return True if whole and len(set(inside)) == value.high - value.low + 1 else None
