"""A disclosure in one sentence: the figures first."""

from decimal import Decimal

from django.utils.translation import gettext as _

from portal.reading import english
from portal.written import sum_of


def _yuan(amount: str) -> str:
    return sum_of(Decimal(amount), english())


def key_sentence(row) -> str:
    """Third quarter: income …, spending …, balance …; empty where nothing was counted."""
    figures = {name: _yuan(amount) for name, amount in row.figures.items()}
    about = {"period": row.period, **figures}
    if {"income", "spending", "closing"} <= set(figures):
        return _("%(period)s: income %(income)s, spending %(spending)s, balance %(closing)s.") % about
    if {"received", "shared", "kept"} <= set(figures):
        return _("Received %(received)s, shared out %(shared)s, kept %(kept)s.") % about
    if {"received", "given"} <= set(figures):
        return _("Received %(received)s, given out %(given)s.") % about
    if {"budget", "paid"} <= set(figures):
        return _("%(period)s: budget %(budget)s, paid so far %(paid)s.") % about
    if "paid" in figures:
        people = sum(len(one.rows) for one in row.tables.all())
        return _("%(period)s: %(paid)s paid to %(people)s people.") % {**about, "people": people}
    return ""
