"""Birthdays and ages in full years, 周岁: completed on the birthday itself.

A birth on 29 February counts as 1 March in a common year: no rule read says otherwise, so this
is our policy.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from cms.eligibility.values import Span, Unknown

MODES = ("birthday", "calendar_year", "month")
DAY = timedelta(days=1)


def anniversary(birth: date, years: int) -> date:
    """The day on which this many years are completed."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def completes(birth: Any, years: int, mode: str = "birthday") -> Any:
    """When the age is reached: a day, a span of days, or Unknown.

    `mode`: `birthday`; `calendar_year`, reached on 1 January of the year of that birthday;
    `month`, on the first of its month.
    """
    if isinstance(birth, Unknown):
        return birth
    if isinstance(birth, Span):
        return Span(completes(birth.low, years, mode), completes(birth.high, years, mode))
    day = anniversary(birth, years)
    return {"birthday": day, "calendar_year": day.replace(month=1, day=1), "month": day.replace(day=1)}[mode]


@lru_cache(maxsize=4096)
def youngest_birth(on: date, years: int, mode: str = "birthday") -> date:
    """The last birth date that has completed this age on this day: an age is a limit on the birth date."""
    if mode == "calendar_year":
        return date(on.year - years, 12, 31)
    if mode == "month":
        latest = anniversary(date(on.year + on.month // 12, on.month % 12 + 1, 1), -years) - DAY
    else:
        latest = anniversary(on, -years)
    while completes(latest, years, mode) > on:  # around 29 February
        latest -= DAY
    return latest


def born_at_age(age: int, on: date) -> dict[str, str]:
    """The span of birth dates of somebody who is `age` years old on this day, as a fact."""
    eldest = youngest_birth(on, age + 1) + DAY
    return {"from": eldest.isoformat(), "to": youngest_birth(on, age).isoformat()}


def add_months(day: date, months: int) -> date:
    """The same day some months later or earlier; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
