"""Deadlines in working days of mainland China. Pure.

The State Council announces each year's holidays and make-up working weekends in the autumn
before. A year nobody has announced is refused, never guessed.
"""

from datetime import date, timedelta
from enum import Enum

import chinese_calendar


class NotAnnounced(ValueError):
    """The holidays of this year are not known yet."""

    def __init__(self, year: int):
        self.year = year
        super().__init__(f"The holidays of {year} have not been announced yet.")


class Days(Enum):
    WORKING = "working"
    NATURAL = "natural"


ANNOUNCED = frozenset(day.year for day in chinese_calendar.holidays)


def is_workday(day: date) -> bool:
    """Is this a day on which offices are open, make-up weekends counted?"""
    if day.year not in ANNOUNCED:
        raise NotAnnounced(day.year)
    return chinese_calendar.is_workday(day)


def add(day: date, n: int, days: Days = Days.WORKING) -> date:
    """The n-th working (or natural) day after `day`, which itself does not count."""
    if n < 0:
        raise ValueError("A deadline lies ahead: n must not be negative.")
    if days is Days.NATURAL:
        return day + timedelta(days=n)
    while n:
        day += timedelta(days=1)
        n -= is_workday(day)
    return day


def between(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`."""
    span = range(1, (last - first).days + 1)
    return sum(is_workday(first + timedelta(days=ahead)) for ahead in span)
