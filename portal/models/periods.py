"""Dated facts: half-open spans of days that the database keeps from overlapping."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet
from portal.models.same import SameNumber, SameText


class DatedQuerySet(GatedQuerySet):
    """Rows in places, by the day on which they hold. Nothing dated is deleted, it ends."""

    def on(self, day: date):
        return self.filter(period__contains=day)

    def current(self):
        return self.on(timezone.localdate())

    def ended(self, day: date | None = None):
        return self.filter(period__endswith__lte=day or timezone.localdate())


class Dated(models.Model):
    """From its first day until the day after its last; open while it lasts."""

    period = DateRangeField(_("period"), help_text=_("From the first day until the day after the last."))

    class Meta:
        abstract = True

    @property
    def first_day(self) -> date:
        return self.period.lower

    @property
    def last_day(self) -> date | None:
        return self.period.upper and self.period.upper - timedelta(days=1)

    def lasts(self, day: date | None = None) -> bool:
        return (day or timezone.localdate()) in self.period

    def end(self, last_day: date, **changes) -> None:
        """Its last day, which still counts. One that would end before it began never was: it keeps one day."""
        until = max(last_day, self.first_day) + timedelta(days=1)
        self.period = DateRange(self.first_day, until)
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=["period", *changes])


def since(first_day: date, last_day: date | None = None) -> DateRange:
    """From the first day to the last one, which counts."""
    return DateRange(first_day, last_day and last_day + timedelta(days=1))


def has_days(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(period__isempty=False) & Q(period__lower_inf=False), name=name)


def once_at_a_time(
    name: str, *numbers: str, texts: tuple = (), when: Q | None = None, says=""
) -> ExclusionConstraint:
    """No two rows alike in these keys (and texts) share a day."""
    alike: list[str | Combinable] = [*map(SameNumber, numbers), *map(SameText, texts), "period"]
    return ExclusionConstraint(
        name=name, expressions=[(one, RangeOperators.OVERLAPS) for one in alike], condition=when,
        violation_error_message=says or None,
    )  # fmt: skip
