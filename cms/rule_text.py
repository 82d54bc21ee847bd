"""A rule as a page shows it: the same data the hotline applies, in words and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.amounts import in_force
from cms.eligibility.explain import PER, PERIOD
from cms.eligibility.rules import Rules


@dataclass(frozen=True)
class AmountRow:
    starts: date | None
    ends: date | None
    value: Decimal | None
    unit: str
    note: str
    source: dict[str, Any]
    current: bool


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

    def amounts(self) -> Iterator[AmountRow]:
        for row in self.version.amounts:
            unit = f"{PER[self.language][row['per']]} {PERIOD[self.language][row['period']]}".strip()
            yield AmountRow(
                date.fromisoformat(row["from"]) if row.get("from") else None,
                date.fromisoformat(row["to"]) if row.get("to") else None,
                None if row["value"] is None else Decimal(row["value"]),
                unit,
                row.get("note", {}).get(self.language, ""),
                dict(self.rules.source(row.get("source"))),
                in_force(row, self.on),
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
