"""A rule as a page shows it: the same data the hotline applies, in words and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from cms.eligibility.phrases import PERIOD
from cms.eligibility.rules import Rules
from cms.eligibility.spans import in_force

PER = {
    "zh": {"person": "每人", "child": "每孩", "couple": "每对夫妻", "household": "每户"},
    "en": {
        "person": "per person",
        "child": "per child",
        "couple": "per couple",
        "household": "per household",
    },
}


def unit(period: str | None, per: str | None, language: str) -> str:
    """每人每年, per person a year."""
    words = [PER[language].get(per or "", ""), PERIOD[language].get(period or "", "")]
    return ("" if language == "zh" else " ").join(filter(None, words))


@dataclass(frozen=True)
class AmountRow:
    starts: date | None
    ends: date | None
    value: Decimal | None
    unit: str
    note: str
    source: dict[str, Any]
    current: bool
    share: int  # of the highest amount, in percent
    guarded: bool  # only for some: the note says for whom


@dataclass(frozen=True)
class RuleText:
    """One programme in one language on one day."""

    rules: Rules
    language: str
    on: date

    @property
    def version(self):
        return self.rules.version(self.on) or self.rules.versions[-1]

    @property
    def in_force(self) -> bool:
        return self.rules.version(self.on) is not None

    def _words(self, key: str):
        return self.rules.data.get(key, {}).get(self.language, "")

    def conditions(self) -> Iterator[dict[str, Any]]:
        for node in self.version.criteria:
            yield {"text": node["text"][self.language], "source": self.rules.source(node.get("source"))}

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The nation's own: a page here does not list what other regions pay."""
        return [row for row in self.version.amounts if not row.get("areas")]

    @cached_property
    def amounts(self) -> list[AmountRow]:
        return [self._amount(row) for row in self.rows]

    @property
    def amounts_newest_first(self) -> list[AmountRow]:
        return self.amounts[::-1]

    @property
    def changed(self) -> bool:
        """Has the amount been another one before?"""
        return len({row.value for row in self.amounts} - {None}) > 1

    def _amount(self, row) -> AmountRow:
        highest = max((Decimal(each["value"]) for each in self.rows if each["value"]), default=1)
        value = None if row["value"] is None else Decimal(row["value"])
        return AmountRow(
            date.fromisoformat(row["from"]) if row.get("from") else None,
            date.fromisoformat(row["to"]) if row.get("to") else None,
            value,
            unit(row.get("period"), row.get("per"), self.language),
            row.get("note", {}).get(self.language, ""),
            dict(self.rules.source(row.get("source"))),
            in_force(row, self.on),
            round(100 * value / highest) if value else 0,
            "guard" in row,
        )

    @property
    def summary(self):
        return self._words("summary")

    @property
    def papers(self):
        return self._words("papers")

    @property
    def where(self):
        return self._words("where")

    @property
    def time(self):
        return self._words("time")

    @property
    def notes(self):
        return self._words("notes")

    @property
    def sources(self) -> list[dict[str, Any]]:
        return list(self.rules.data.get("sources", {}).values())
