"""How long a case may take, as data, each with its source."""

from dataclasses import dataclass
from datetime import date

from portal import workdays
from portal.workdays import Days, NotAnnounced


@dataclass(frozen=True)
class Clock:
    """`n` days of a kind after the day a case was filed, by this rule."""

    n: int
    days: Days
    rule: str


FIVE = Clock(5, Days.WORKING, "5个工作日（《济南市12345市民服务热线条例》2018，热线通行做法）")
CLOCKS = {
    "enquiry": FIVE,
    "help": FIVE,
    "complaint": FIVE,
    "suggestion": FIVE,
    "praise": FIVE,
    "report": Clock(60, Days.NATURAL, "60日（《信访工作条例》2022，第三十四条）"),
}


def due(kind: str, filed: date) -> tuple[date | None, str]:
    """The day an answer is due and the rule that made it; no day for a year not yet announced."""
    clock = CLOCKS[kind]
    try:
        return workdays.add(filed, clock.n, clock.days), clock.rule
    except NotAnnounced as problem:
        return None, f"{clock.rule}；{problem.year}年的放假安排还没有公布，公布后补算"
