"""One rule, looked at today: is it kept, since when not, and the day on which it will be broken. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=7)


class State(StrEnum):
    OK = "ok"
    SOON = "soon"
    RED = "red"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """One thing that counts against a rule: what it is, where to mend it, the day from which it counts."""

    title: str
    address: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Finding:
    """A rule and how it stands. `red_on` is the day it is, was or will be broken; None: not as things stand."""

    title: str
    rule: str
    today: date
    red_on: date | None = None
    says: str = ""
    lines: list[Line] = field(default_factory=list)
    known: bool = True

    @property
    def state(self) -> State:
        if not self.known:
            return State.UNKNOWN
        if self.red_on is None or self.red_on > self.today + SOON:
            return State.OK
        return State.RED if self.red_on <= self.today else State.SOON

    @property
    def days_left(self) -> int | None:
        return (self.red_on - self.today).days if self.red_on else None


def falls(lines: list[Line], most: int) -> date | None:
    """The day on which the `most`-th line begins to count; None where there are not so many."""
    days = sorted(line.day for line in lines if line.day)
    return days[most - 1] if len(days) >= most else None
