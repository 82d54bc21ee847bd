"""What comes in, what goes out, and what the dialogue wishes for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cms.eligibility import Rules
from hotline.matching.questions import Questions


@dataclass(frozen=True)
class Event:
    """One message. `media` counts pictures or files that came with it."""

    text: str
    channel: str = "sms"
    media: int = 0


@dataclass(frozen=True)
class Place:
    """A village or township a person may name."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class CaseView:
    """What the asker may read of a case: `text` only from the phone that filed it."""

    number: str
    state: str
    due_on: str = ""
    answer: str = ""
    text: str = ""


def nobody_knows(*args: Any) -> None:
    return None


def nothing_known() -> dict[str, Any]:
    return {}


def nothing_asked() -> Questions:
    return Questions([])


@dataclass(frozen=True)
class Knowledge:
    """All the dialogue may look at. `register()`: what it knows of whoever writes."""

    programmes: Sequence[Rules] = ()
    places: Sequence[Place] = ()
    find_case: Callable[[str, str], CaseView | None] = nobody_knows
    latest_case: Callable[[], CaseView | None] = nobody_knows
    hotline_phone: str = ""
    register: Callable[[], Mapping[str, Mapping[str, Any]]] = nothing_known
    questions: Callable[[], Questions] = nothing_asked

    def rules(self, code: str) -> Rules | None:
        return next((rules for rules in self.programmes if rules.code == code), None)

    def known(self, code: str) -> Rules:
        """The rules of a programme that was offered before; KeyError if it was taken away meanwhile."""
        if (rules := self.rules(code)) is None:
            raise KeyError(code)
        return rules


@dataclass(frozen=True)
class OpenCase:
    kind: str
    text: str
    place_text: str = ""
    area: str = ""
    anonymous: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class Stop:
    words: str


@dataclass(frozen=True)
class Start:
    words: str


@dataclass(frozen=True)
class SetLanguage:
    language: str


@dataclass(frozen=True)
class AskForHuman:
    reason: str


@dataclass(frozen=True)
class Alarm:
    """Danger to life: a person is told at once."""

    words: str


@dataclass(frozen=True)
class Rate:
    stars: int


@dataclass(frozen=True)
class Reopen:
    text: str


@dataclass(frozen=True)
class Told:
    """A verdict that was said, with what it was based on. `origins`: facts of the register, confirmed."""

    programme: str
    verdict: dict[str, Any]
    facts: dict[str, Any]
    words: str
    origins: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftClaim:
    """The person wants this programme: staff take it from here. `phone` where the channel is none."""

    programme: str
    name: str
    verdict: dict[str, Any]
    facts: dict[str, Any]
    words: str
    phone: str = ""


@dataclass(frozen=True)
class Forget:
    """What this message said is used once and kept nowhere."""


Effect = (
    OpenCase | Stop | Start | SetLanguage | AskForHuman | Alarm | Rate | Reopen | Told | DraftClaim | Forget
)


@dataclass
class Step:
    """The session after a message, the replies to send and the wishes to grant."""

    session: dict[str, Any]
    replies: list[str] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    why: dict[str, Any] = field(default_factory=dict)
