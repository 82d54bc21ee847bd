"""What is paid on a day: dated rows with guards. The amount may be unknown while the verdict is yes.

A region's own rows go before the nation's. Which of several rows counts: `first` (in order), `highest`, `sum`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from cms.eligibility.criteria import weigh
from cms.eligibility.known import Known
from cms.eligibility.rules import Version
from cms.eligibility.spans import closeness, in_force, lies_in


class Amount(NamedTuple):
    """A sum in yuan, per person, couple, child or household and per month, year, day or once; None: ask the office."""

    value: Decimal | None = None
    period: str | None = None
    per: str | None = None
    source: str | None = None


ASK_THE_OFFICE = Amount()


def on_day(version: Version, known: Known, area: str = "") -> Amount:
    """An open guard or no row: unknown, never a guess."""
    rows = [row for row in version.amounts if in_force(row, known.on) and lies_in(row.get("areas"), area)]
    if not rows:
        return ASK_THE_OFFICE
    nearest = max(closeness(row.get("areas"), area) for row in rows)
    near = [row for row in rows if closeness(row.get("areas"), area) == nearest]
    rule = version.data.get("amount_rule", "first")
    return _first(near, known) if rule == "first" else _gathered(list(_held(near, known)), rule)


def _first(rows: list[Mapping[str, Any]], known: Known) -> Amount:
    for row in rows:
        held = weigh(row["guard"], known).value if row.get("guard") else True
        if held is None:
            return ASK_THE_OFFICE
        if held:
            return _amount(row)
    return ASK_THE_OFFICE


def _held(rows: list[Mapping[str, Any]], known: Known) -> Iterator[Amount]:
    for row in rows:
        held = weigh(row["guard"], known).value if row.get("guard") else True
        if held is not False:
            yield _amount(row) if held else ASK_THE_OFFICE


def _gathered(amounts: list[Amount], rule: str) -> Amount:
    if not amounts or any(one.value is None for one in amounts):
        return ASK_THE_OFFICE
    units = {(one.period, one.per) for one in amounts}
    if len(units) > 1:
        return ASK_THE_OFFICE  # yuan a month and yuan a year are not added up
    values = [one.value for one in amounts if one.value is not None]
    return amounts[0]._replace(value=max(values) if rule == "highest" else sum(values, Decimal(0)))


def _amount(row: Mapping[str, Any]) -> Amount:
    value = None if row["value"] is None else Decimal(row["value"])
    return Amount(value, row["period"], row["per"], row.get("source"))
