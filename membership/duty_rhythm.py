"""What each kind of pairing owes its household and when: pure, without clock or database.

    dues(kind, first_day, visits, turns) -> the next day of each rule; `next_due` is the earliest of them.

A visit is (day, kind): at home, by phone, met elsewhere. `PairingQuerySet.with_due` says the same in SQL.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

CONTACT = ("home", "met", "phone")  # any word counts
MEET = ("home", "met")  # face to face
VISIT = ("home",)  # at their door
WEEK = timedelta(days=6)  # a turn lasts Monday to Sunday


@dataclass(frozen=True)
class Rule:
    """One thing owed: its code, which visits settle it, and how long one of them lasts."""

    code: str
    settled_by: tuple[str, ...]
    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The last day by which it is owed again; 31 January and a month is 28 or 29 February."""
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        month += 1
        return date(year, month, min(day.day, monthrange(year, month)[1])) + timedelta(days=self.days)


WEEKLY = Rule("contact_each_week", CONTACT, days=7)
MONTHLY = Rule("meet_each_month", MEET, months=1)
QUARTERLY = Rule("visit_each_quarter", VISIT, months=3)
BY_ROTA = Rule("look_in_by_rota", CONTACT)

RHYTHM: dict[str, tuple[Rule, ...]] = {
    "contact": (QUARTERLY,),
    "help": (MONTHLY,),
    "five": (MONTHLY,),
    "two_posts": (WEEKLY, MONTHLY, QUARTERLY),
    "mutual": (BY_ROTA,),
}


@dataclass(frozen=True)
class Due:
    """By which day something is owed, by which rule, and which visit settled it last."""

    rule: Rule
    day: date
    settled_on: date | None = None

    def overdue(self, today: date) -> bool:
        return self.day < today


def dues(
    kind: str, first_day: date, visits: Iterable[tuple[date, str]], turns: Iterable[date] = ()
) -> list[Due]:
    """What is owed next by each rule of this kind, soonest first. `turns` are the Mondays of one's weeks."""
    made = list(visits)
    found = (_due(rule, first_day, made, turns) for rule in RHYTHM[kind])
    return sorted((due for due in found if due), key=lambda due: due.day)


def next_due(
    kind: str, first_day: date, visits: Iterable[tuple[date, str]], turns: Iterable[date] = ()
) -> Due | None:
    """The most pressing one; None where nothing is owed, as in a mutual-help group without a turn."""
    return next(iter(dues(kind, first_day, visits, turns)), None)


def _due(rule: Rule, first_day: date, visits, turns) -> Due | None:
    last = max((day for day, kind in visits if kind in rule.settled_by), default=None)
    if rule is BY_ROTA:
        open_turns = [week + WEEK for week in turns if week + WEEK >= first_day and (not last or week > last)]
        return Due(rule, min(open_turns), last) if open_turns else None
    return Due(rule, rule.after(max(first_day, last or first_day)), last)
