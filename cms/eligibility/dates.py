"""Birthdays and ages in full years, 周岁: completed on the birthday itself.

A birth on 29 February counts as 1 March in a common year: no rule read says otherwise, so this
is our policy.
"""

from datetime import date, timedelta
from typing import Any

from cms.eligibility.values import Span, Unknown


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


def born_at_age(age: int, on: date) -> dict[str, str]:
    """The span of birth dates of somebody who is `age` years old on this day, as a fact."""
    eldest = anniversary(on, -(age + 1)) + timedelta(days=1)
    return {"from": eldest.isoformat(), "to": anniversary(on, -age).isoformat()}
