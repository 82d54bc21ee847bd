"""The days of `membership.duty_rhythm` for many pairings at once, counted by the database."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Func
from django.db.models.functions import Greatest, Least, Lower

from membership.duty_rhythm import BY_ROTA, RHYTHM, WEEK, Rule

DAY = models.DateField()
SOON = timedelta(days=7)


class After(Func):
    """A day and an interval later; PostgreSQL clamps 31 January and a month as `Rule.after` does."""

    template = "(%(expressions)s)::date"
    arg_joiner = " + "
    output_field = DAY


def _settled(rule: Rule):
    """The day of the last visit that settles this rule: one filed under this pairing, or under none."""
    from membership.models.visit import Visit

    made = Visit.objects.standing().filter(
        Q(pairing=None) | Q(pairing=OuterRef("pk")), household=OuterRef("household"), kind__in=rule.settled_by
    )
    return Subquery(made.order_by("-day").values("day")[:1], output_field=DAY)


def _due(rule: Rule):
    if rule is BY_ROTA:
        return _next_turn()
    wait = Value(timedelta(days=rule.days)) if rule.days else MonthsLater(rule.months)
    return After(Greatest(Lower("period", output_field=DAY), _settled(rule)), wait)


class MonthsLater(Func):
    template = "make_interval(months => %(months)s)"
    output_field = models.DurationField()

    def __init__(self, months: int):
        super().__init__(months=int(months))


def _next_turn():
    """The end of the first week in which this member has the turn and nobody called since."""
    from membership.models.mutual import MutualTurn

    turns = MutualTurn.objects.filter(
        member=OuterRef("member"), group__households=OuterRef("household"),
        week__gte=Lower(OuterRef("period"), output_field=DAY) - WEEK,
    )  # fmt: skip
    later = turns.annotate(since=_since_turn()).filter(Q(since=None) | Q(week__gt=F("since")))
    ends = later.annotate(end=After(F("week"), Value(WEEK))).order_by("week")
    return Subquery(ends.values("end")[:1], output_field=DAY)


def _since_turn():
    from membership.models.visit import Visit

    made = Visit.objects.standing().filter(
        Q(pairing=None) | Q(pairing=OuterRef(OuterRef("pk"))), household=OuterRef(OuterRef("household"))
    )
    return Subquery(made.order_by("-day").values("day")[:1], output_field=DAY)


def next_due():
    """By which day each pairing is owed something; NULL where nothing is."""
    cases = []
    for kind, rules in RHYTHM.items():
        days = [_due(rule) for rule in rules]
        cases.append(When(kind=kind, then=days[0] if len(days) == 1 else Least(*days)))
    return Case(*cases, default=None, output_field=DAY)


class PairingDues(models.QuerySet):
    """What is owed, for the pairings that last on a day."""

    def with_due(self):
        """Each with `next_due`."""
        return self.annotate(next_due=next_due())

    def due(self, day: date, within: timedelta = SOON):
        """Those that owe something by that day or within the days after it, the most pressing first."""
        return self._owing().on(day).filter(next_due__lte=day + within).order_by("next_due", "pk")

    def overdue(self, day: date):
        """Those that should have called before this day."""
        return self._owing().on(day).filter(next_due__lt=day).order_by("next_due", "pk")

    def _owing(self):
        return self if "next_due" in self.query.annotations else self.with_due()
