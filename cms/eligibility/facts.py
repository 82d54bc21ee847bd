"""What a rule may ask about: the fact definitions that come with Linli, or stand in the rule itself."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

PROGRAMMES = Path(__file__).resolve().parent.parent / "programmes"
TYPES = ("date", "bool", "choice", "number", "money", "list", "years", "children")


class NoSuchFact(KeyError):
    """A rule or an answer names a fact nobody defined."""

    def __str__(self):
        return f"There is no fact called “{self.args[0]}”."


@dataclass(frozen=True)
class Fact:
    """One thing that can be known.

    `sensitivity` 0 to 3, 3 is asked by a person only; `cost` 1 (easy to answer) to 3 (hard); `freshness_days`
    after which a kept value is stale; `direction` "low_is_severe" where 1 is the worst grade.
    """

    key: str
    type: str
    label: Mapping[str, str]
    sensitivity: int = 0
    staff_only: bool = False
    values: tuple[str, ...] = ()
    value_labels: Mapping[str, Mapping[str, str]] | None = None
    direction: str = ""
    cost: int = 1
    freshness_days: int | None = None
    question: Mapping[str, str] | None = None
    help: Mapping[str, str] | None = None

    @property
    def by_machine(self) -> bool:
        """May a machine ask this?"""
        return self.sensitivity < 3 and not self.staff_only


Facts = Mapping[str, Fact]


def defined(rows: Iterable[Mapping[str, Any]]) -> dict[str, Fact]:
    """Fact definitions from their JSON rows."""
    return {row["key"]: Fact(**{**row, "values": tuple(row.get("values", ()))}) for row in rows}


@cache
def shipped() -> Facts:
    """The definitions that come with Linli."""
    return MappingProxyType(defined(json.loads((PROGRAMMES / "facts.json").read_text(encoding="utf-8"))))


def definitions(data: Mapping[str, Any]) -> Facts:
    """A rule's: the shipped ones, and over them those it brings along."""
    return {**shipped(), **defined(data.get("facts", ()))}


def look_up(facts: Facts, key: str) -> Fact:
    try:
        return facts[key]
    except KeyError:
        raise NoSuchFact(key) from None


def fact(key: str) -> Fact:
    return look_up(shipped(), key)


def all_facts() -> dict[str, Fact]:
    return dict(shipped())
