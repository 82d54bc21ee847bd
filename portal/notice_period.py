"""How long something hangs on the board so that anyone may object. Pure.

The day of posting does not count (Civil Code, article 201); the last day counts to its end. Whatever asks for
a notice says at which level it hangs, how many days and how they are counted, and keeps `rule` with the dates.
"""

from dataclasses import dataclass
from datetime import date

from portal import workdays
from portal.workdays import Days


@dataclass(frozen=True)
class NoticePeriod:
    """First and last day, and the rule that made them."""

    first: date
    last: date
    rule: str

    def days_left(self, day: date) -> int:
        """Days on which one may still object, today counted; 0 once it is over."""
        return max((self.last - max(day, self.first)).days + 1, 0)


def notice_period(first: date, days: int, counting: Days = Days.NATURAL, level: str = "") -> NoticePeriod:
    """A notice posted on `first`. Working days of a year nobody announced raise `workdays.NotAnnounced`."""
    last = workdays.add(first, days, counting)
    rule = f"{days} {counting.value} days after {first:%Y-%m-%d}"
    return NoticePeriod(first, last, f"{rule}, {level}" if level else rule)


def together(*periods: NoticePeriod) -> NoticePeriod:
    """A notice that hangs at several levels is over when the last of them is."""
    if not periods:
        raise ValueError("At least one notice is needed.")
    rule = "; ".join(one.rule for one in periods)
    return NoticePeriod(min(one.first for one in periods), max(one.last for one in periods), rule)
