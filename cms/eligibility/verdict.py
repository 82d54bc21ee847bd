"""What one programme says to one person on one day, and why."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

VERDICTS = ("yes", "no", "unknown", "staff", "not_in_force", "window_closed", "elsewhere")


class Together(NamedTuple):
    """How this programme meets another: `kind` higher_of, excludes or needs; `pays` the one that is paid, if settled."""

    kind: str
    other: str
    pays: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`verdict` is one of VERDICTS.

    `reasons` the smallest set of criteria that proves it, the least sensitive first (for a yes all of them);
    `others` further criteria that fail; `open` those not settled; `missing` public facts and `staff` facts that
    could settle them; `opens_on` the day a no becomes a yes, `may_open_on` the day it is only for staff to confirm.
    Amounts are yuan per `per` and `period`; `later` are (year, yuan) still to come.
    """

    programme: str
    verdict: str
    on: date
    rule: str
    amount: Decimal | None = None
    period: str | None = None
    per: str | None = None
    later: tuple[tuple[int, Decimal], ...] = ()
    missing: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    opens_on: date | None = None
    may_open_on: date | None = None
    amount_if_confirmed: Decimal | None = None
    period_if_confirmed: str | None = None
    per_if_confirmed: str | None = None
    together: tuple[Together, ...] = ()
    trace: tuple[tuple[str, bool | None], ...] = ()
    area: str = ""

    @property
    def settled(self) -> bool:
        return not self.missing

    def without_sum(self) -> "Verdict":
        return replace(self, amount=None, period=None, per=None)

    def without_any_sum(self) -> "Verdict":
        bare = self.without_sum()
        return replace(bare, amount_if_confirmed=None, period_if_confirmed=None, per_if_confirmed=None)

    def to_confirm(self) -> "Verdict":
        """What was certain is paid only once confirmed."""
        if self.amount is None:
            return self
        sure = self.without_sum()
        return replace(
            sure, amount_if_confirmed=self.amount, period_if_confirmed=self.period, per_if_confirmed=self.per
        )

    def to_json(self) -> dict[str, Any]:
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
