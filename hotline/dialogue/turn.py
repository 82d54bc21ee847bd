"""One turn of a conversation, being put together."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hotline.dialogue.events import Effect, Event, Knowledge, Step
from hotline.dialogue.session import leave
from hotline.dialogue.words import pick, words
from hotline.matching.normal import plain


@dataclass
class Turn:
    event: Event
    knowledge: Knowledge
    now: datetime
    session: dict[str, Any]
    replies: list[str] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    why: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.event.text

    @property
    def language(self) -> str:
        return self.session["language"]

    @property
    def day(self) -> date:
        return self.now.date()

    def say(self, key: str, **values: str) -> "Turn":
        self.replies.append(words(key, self.language, **values))
        return self

    def word(self, pair: tuple[str, str]) -> str:
        return pick(pair, self.language)

    def wish(self, effect: Effect) -> "Turn":
        self.effects.append(effect)
        return self

    def open(self, flow: str, **state: Any) -> "Turn":
        """Wait for an answer: `flow` names who reads it."""
        self.session |= {"flow": flow, "state": state, "misses": 0}
        return self

    def close(self) -> "Turn":
        self.session = leave(self.session)
        return self

    def because(self, **reasons: Any) -> "Turn":
        self.why |= reasons
        return self

    def done(self) -> Step:
        self.session["at"] = self.now.isoformat()
        return Step(self.session, self.replies[:3], self.effects, self.why)


def numbered(lines: list[str]) -> str:
    return "\n".join(f"{number} {line}" for number, line in enumerate(lines, 1))


def bare(text: str) -> str:
    """A short answer without spaces and marks: “1。” is 1."""
    return re.sub(r"[\s，。,.!！~～]", "", plain(text))
