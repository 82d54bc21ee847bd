"""The facts of one person as the evaluators read them: typed once, flat, with the children beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cms.eligibility.facts import Fact, Facts, look_up, shipped
from cms.eligibility.values import NOT_ASKED, Unknown, read

# Told beside the facts, about how they were told; no rule may name them.
ABOUT_THE_TELLING = ("children_scope", "claimed_now")


class Told(dict):
    """Facts by key, read: `spouse.birth_date` stands flat, `children` is a list of such, or Unknown.

    A fact nobody told is not there.
    """


def read_facts(facts: Mapping[str, Any], definitions: Facts | None = None) -> Told:
    """Facts in JSON as the evaluators want them. ValueError names the fact that cannot be read."""
    if isinstance(facts, Told):
        return facts
    known = shipped() if definitions is None else definitions
    told = Told()
    for key, value in facts.items():
        if key == "children":
            told[key] = _children(value, known)
        elif key == "spouse" and isinstance(value, Mapping) and "unknown" not in value:
            told.update(_people(value, "spouse.", known))
        elif value is not None:
            told[key] = _value(key, value, known)
    return told


def _children(value: Any, definitions: Facts) -> Any:
    if isinstance(value, list):
        return [
            {
                key.removeprefix("children."): said
                for key, said in _people(one, "children.", definitions).items()
            }
            for one in value
        ]
    return read(value, "children")


def _people(facts: Mapping[str, Any], prefix: str, definitions: Facts) -> dict[str, Any]:
    return {
        prefix + key: _value(prefix + key, value, definitions)
        for key, value in facts.items()
        if value is not None
    }


def _value(key: str, value: Any, definitions: Facts) -> Any:
    definition = definitions.get(key)
    try:
        return read(value, definition.type) if definition else value
    except (ValueError, TypeError) as problem:
        raise ValueError(f"{key}: {problem}") from None


@dataclass(slots=True)
class Known:
    """The facts on one day, seen from the person or from one child."""

    facts: Mapping[str, Any]
    on: date
    member: Mapping[str, Any] | None = None
    definitions: Facts = field(default_factory=shipped)
    memo: dict[int, Any] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        return "" if self.member is None else "children."

    def of(self, key: str) -> Any:
        """The value of a fact; from one child's side, of that child only."""
        holder = self.facts if self.member is None else self.member
        return holder.get(key, NOT_ASKED)

    def name(self, key: str) -> str:
        return self.prefix + key

    def definition(self, key: str) -> Fact:
        return look_up(self.definitions, self.prefix + key)

    def child(self, child: Mapping[str, Any]) -> "Known":
        return Known(self.facts, self.on, child, self.definitions)

    def children(self) -> list[Mapping[str, Any]] | None:
        value = self.facts.get("children")
        return None if value is None or isinstance(value, Unknown) else value

    def unnamed(self) -> list[Mapping[str, Any]]:
        """A stand-in for children we may not have been told of (see ask: `children_scope`)."""
        return STAND_INS.get(self.facts.get("children_scope", "all"), [])


STAND_INS: dict[str, list[Mapping[str, Any]]] = {"living": [{"alive": False}], "young": [{}]}
