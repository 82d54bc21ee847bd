"""What a fact is compared with: a fixed value, or another fact times a factor."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cms.eligibility.known import Known
from cms.eligibility.values import read


def limit_of(criterion: Mapping[str, Any], known: Known) -> Any:
    """The limit of an `at_least` or `below`, which may be soft if it is a fact."""
    if "than" in criterion:
        other = known.of(criterion["than"])
        return other * Decimal(criterion["times"]) if "times" in criterion else other
    return fixed(criterion["value"], known.definition(criterion["fact"]).type)


@lru_cache(maxsize=4096)
def fixed(value: str | int | date | Decimal, kind: str) -> Any:
    """A rule's own value, read as the type of its fact."""
    return read(value, kind)
