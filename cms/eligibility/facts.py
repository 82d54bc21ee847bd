"""What a rule may ask about: the fact definitions, from cms/programmes/facts.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROGRAMMES = Path(__file__).resolve().parent.parent / "programmes"


class NoSuchFact(KeyError):
    """A rule or an answer names a fact nobody defined."""

    def __str__(self):
        return f"There is no fact called “{self.args[0]}”."


@dataclass(frozen=True)
class Fact:
    """One thing that can be known. `sensitivity` 0 to 3; 3 is asked by a person only."""

    key: str
    type: str
    label: dict[str, str]
    sensitivity: int = 0
    staff_only: bool = False
    values: tuple[str, ...] = ()


@cache
def _load() -> dict[str, Fact]:
    rows = json.loads((PROGRAMMES / "facts.json").read_text(encoding="utf-8"))
    return {row["key"]: Fact(**{**row, "values": tuple(row.get("values", ()))}) for row in rows}


def fact(key: str) -> Fact:
    try:
        return _load()[key]
    except KeyError:
        raise NoSuchFact(key) from None


def all_facts() -> dict[str, Fact]:
    return dict(_load())
