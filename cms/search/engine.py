"""What the house asks of a search: PostgreSQL answers by itself, a search server may be plugged in instead.

`SEARCH_ENGINE` names a class with the four methods of `Engine`; `tests/cms/test_search_engine.py` holds any of
them to the same contract.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from cms.search.query import Query
from portal.models import Level

PER_PAGE = 10
MOST_PAGES = 10


@dataclass(frozen=True)
class Filters:
    """What the reader narrowed it to. A place stands for itself, what lies in it and what it lies in."""

    kind: str = ""
    area: str = ""
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kind or self.area or self.year)

    def above(self) -> list[str]:
        return ["", *(self.area[:length] for length in Level.values if length <= len(self.area))]


class Group(NamedTuple):
    """Hits alike in what can be filtered."""

    kind: str
    area: str
    year: int | None

    def concerns(self, code: str) -> bool:
        return self.area.startswith(code) or code.startswith(self.area)

    def passes(self, filters: Filters) -> bool:
        return all(self.fits(filters))

    def fits(self, filters: Filters) -> tuple[bool, bool, bool]:
        """Of the kind, in the place, from the year that are asked for."""
        return (
            filters.kind in ("", self.kind),
            not filters.area or self.concerns(filters.area),
            filters.year in (None, self.year),
        )


@dataclass(frozen=True)
class Hit:
    key: str
    kind: str
    title: str
    summary: str
    text: str
    address: str
    area: str
    day: date | None
    in_force_from: date | None
    in_force_until: date | None


@dataclass
class Results:
    """One page of what was found, and how all of it is spread over kinds, places and years."""

    hits: list[Hit] = field(default_factory=list)
    spread: Counter[Group] = field(default_factory=Counter)
    filters: Filters = field(default_factory=Filters)
    exact: bool = True  # everything asked for is in each hit
    near: list[Hit] = field(default_factory=list)  # without any hit: what has a little of it

    @cached_property
    def total(self) -> int:
        return self._tally["total"][""]

    @cached_property
    def unfiltered(self) -> int:
        return sum(self.spread.values())

    @property
    def pages(self) -> int:
        return min(-(-self.total // PER_PAGE), MOST_PAGES)

    def kinds(self) -> Counter:
        return self._tally["kind"]

    def years(self) -> Counter:
        return self._tally["year"]

    def areas(self, codes: Iterable[str]) -> dict[str, int]:
        """For each place how many hits would be left."""
        own = self._tally["area"]
        inside: Counter[str] = Counter()
        for area, count in own.items():
            for length in Level.values:
                if length <= len(area):
                    inside[area[:length]] += count
        return {
            code: inside[code] + sum(own[above] for above in Filters(area=code[:-3]).above())
            for code in codes
        }

    @cached_property
    def _tally(self) -> dict[str, Counter]:
        """Hits by kind, place and year, each narrowed by the other two; in one pass, there are thousands of groups."""
        found: dict[str, Counter] = {
            "total": Counter(),
            "kind": Counter(),
            "area": Counter(),
            "year": Counter(),
        }
        for group, count in self.spread.items():
            kind, place, year = group.fits(self.filters)
            if kind and place and year:
                found["total"][""] += count
            if place and year and group.kind:
                found["kind"][group.kind] += count
            if kind and year:
                found["area"][group.area] += count
            if kind and place and group.year:
                found["year"][group.year] += count
        return found


class Engine(Protocol):
    def find(self, query: Query, language: str, filters: Filters, page: int = 1) -> Results:
        """The page-th ten of what was found; `exact` False when no entry has all of it."""

    def suggest(self, query: Query, language: str, most: int = 8) -> list[tuple[str, str]]:
        """Titles and addresses of entries whose title begins with, or has, what is being typed."""

    def put(self, entries: Iterable) -> int:
        """Keep these entries, in the caller's transaction; how many were new or different."""

    def drop(self, keys: Iterable[str], language: str = "") -> None:
        """Forget these keys, in one language or in all."""


@cache
def _named(name: str) -> Engine:
    return import_string(name)()


def engine() -> Engine:
    return _named(settings.SEARCH_ENGINE)
