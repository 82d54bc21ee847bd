"""The questions one check has gone through, and what an answer changes. Pure, as the engine is.

`said` holds the answers in the order they were asked; `spare` those that an earlier answer put
aside: asked again, they are taken up without asking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cms.eligibility import BadAnswer, Question, Rules, Why, question, record_answer
from cms.eligibility.discretion import next_to_ask

MOST_STEPS = 80


@dataclass(frozen=True)
class Said:
    """One answer: to what, its value as the facts keep it, and as it was typed."""

    key: str
    member: int | None
    value: Any
    typed: str = ""

    @property
    def about(self) -> str:
        return about(self.key, self.member)


def about(key: str, member: int | None) -> str:
    return key if member is None else f"{key}:{member}"


@dataclass
class Path:
    """Where somebody is."""

    on: date
    rules: Sequence[Rules]
    area: str = ""
    said: list[Said] = field(default_factory=list)
    spare: dict[str, Said] = field(default_factory=dict)
    open: tuple[str, int | None] | None = None

    def facts(self, before: int | None = None) -> dict[str, Any]:
        """What is known before step `before` (the first is 1), or now."""
        told: dict[str, Any] = {}
        for one in self.said[: None if before is None else before - 1]:
            told = self._added(told, one)
        return told

    def _question(self, key: str, member: int | None, facts: Mapping[str, Any]) -> Question:
        return question(key, facts, self.on, member, self.rules)

    def _added(self, facts: Mapping[str, Any], said: Said) -> dict[str, Any]:
        why = said.value.get("unknown") if isinstance(said.value, dict) else None
        asked = self._question(said.key, said.member, facts)
        return record_answer(facts, asked, Why(why) if why else said.value, self.on)

    @property
    def last_step(self) -> int:
        """The step of the open question, or of the last answer."""
        return len(self.said) + (self.open is not None)

    def question(self, step: int) -> Question:
        key, member = self._at(step)
        return self._question(key, member, self.facts(step))

    def _at(self, step: int) -> tuple[str, int | None]:
        if step <= len(self.said):
            return self.said[step - 1].key, self.said[step - 1].member
        assert self.open is not None
        return self.open

    def answer(self, step: int) -> Said | None:
        """What was said here, now or before an earlier answer was changed."""
        if step <= len(self.said):
            return self.said[step - 1]
        return self.spare.get(about(*self.open)) if self.open else None

    def put(self, step: int, said: Said) -> None:
        """Record an answer; later ones that still matter stay. BadAnswer where it cannot be."""
        self._added(self.facts(step), said)
        if step <= len(self.said) and self.said[step - 1] == said:
            return
        later = self.said[step:]
        self.spare |= {one.about: one for one in later}
        self.spare.pop(said.about, None)
        self.said = [*self.said[: step - 1], said]
        self.go_on()

    def go_on(self) -> None:
        """Take up what was said before, as far as it is asked again."""
        facts, self.open = self.facts(), None
        while len(self.said) < MOST_STEPS and (coming := next_to_ask(self.rules, facts, self.on, self.area)):
            known = self.spare.pop(about(coming.key, coming.member), None)
            try:
                facts = self._added(facts, known) if known else None
            except (BadAnswer, IndexError):
                facts = None
            if known is None or facts is None:
                self.open = (coming.key, coming.member)
                return
            self.said.append(known)
