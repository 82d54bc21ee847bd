"""A rule as a page shows it: the same data the hotline applies, in words and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.eligibility.phrases import PERIOD
from cms.eligibility.rules import Rules
from cms.eligibility.spans import in_force
from cms.eligibility.words import default_text
from cms.places import named
from cms.rule_conditions import Condition, conditions, trees

PER = {
    "zh": {"person": "每人", "child": "每孩", "couple": "每对夫妻", "household": "每户"},
    "en": {
        "person": "per person",
        "child": "per child",
        "couple": "per couple",
        "household": "per household",
    },
}

CONFIDENCE = {
    "H": _("read in the document or on an official page"),
    "M": _("from a second-hand or older page: better ask"),
    "L": _("uncertain: ask the office"),
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


@dataclass
class Region:
    """What one place does differently."""

    name: str
    areas: list[str]
    source: Mapping[str, Any] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    amounts: list[AmountRow] = field(default_factory=list)


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

    @property
    def ended(self) -> date | None:
        """The last day of a programme that is no longer in force."""
        ends = self.rules.versions[-1].ends
        return ends if ends and ends < self.on else None

    @property
    def starts_on(self) -> date | None:
        """The first day of a version still to come, where none is in force."""
        later = [one.starts for one in self.rules.versions if one.starts > self.on]
        return min(later) if later and not self.in_force else None

    def _words(self, key: str):
        return self.rules.data.get(key, {}).get(self.language, "")

    def conditions(self) -> list[Condition]:
        return conditions(self.rules, self.version, self.language)

    @cached_property
    def rows(self) -> list[Mapping[str, Any]]:
        """The nation's own sums; those of other regions stand apart."""
        return [row for row in self.version.amounts if not row.get("areas")]

    @cached_property
    def amounts(self) -> list[AmountRow]:
        return [self._amount(row, self.rows) for row in self.rows]

    @property
    def amounts_newest_first(self) -> list[AmountRow]:
        return self.amounts[::-1]

    @cached_property
    def regions(self) -> list["Region"]:
        """What other places do differently: their conditions and their sums."""
        found = {variant["id"]: self._variant(variant) for variant in self.version.data.get("variants", ())}
        by_areas = {tuple(region.areas): region for region in found.values()}
        for row in self.version.amounts:
            if areas := tuple(row.get("areas", ())):
                region = by_areas.setdefault(areas, Region(self._places(areas), list(areas)))
                region.amounts.append(self._amount(row, [row]))
        return list(by_areas.values())

    def _variant(self, variant: Mapping[str, Any]) -> "Region":
        prefix = "children." if self.version.each else ""
        texts = {
            node.get("id"): default_text(node, self.rules.facts, self.language, prefix=prefix)
            for node in self.version.criteria
        }
        return Region(
            variant.get("name", {}).get(self.language) or self._places(variant["areas"]),
            list(variant["areas"]),
            self.rules.source(variant.get("source")),
            trees(self.rules, variant.get("criteria", []), self.language, prefix),
            [texts[key] for key in variant.get("drop", ()) if key in texts],
        )

    def _places(self, areas: Sequence[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(named(code, self.language) for code in areas)

    @cached_property
    def other_versions(self) -> list["RuleText"]:
        """The rule of earlier and later days, the newest first."""
        here = self.version.starts
        return [
            RuleText(self.rules, self.language, one.starts)
            for one in reversed(self.rules.versions)
            if one.starts != here
        ]

    @property
    def interactions(self) -> list[dict[str, Any]]:
        """How it goes with other programmes, where that is not only another region's way."""
        rows = self.rules.data.get("interactions", ())
        return [
            {
                "text": row.get("text", {}).get(self.language, ""),
                "source": self.rules.source(row.get("source")),
                "places": self._places(row.get("areas", ())),
            }
            for row in rows
            if row.get("text")
        ]

    @property
    def changed(self) -> bool:
        """Has the amount been another one before?"""
        return len({row.value for row in self.amounts} - {None}) > 1

    def _amount(self, row, beside) -> AmountRow:
        highest = max((Decimal(each["value"]) for each in beside if each["value"]), default=1)
        value = None if row["value"] is None else Decimal(row["value"])
        return AmountRow(
            date.fromisoformat(row["from"]) if row.get("from") else None,
            date.fromisoformat(row["to"]) if row.get("to") else None,
            value,
            unit(row.get("period"), row.get("per"), self.language),
            row.get("note", {}).get(self.language, ""),
            dict(self.rules.source(row.get("source"))),
            in_force(row, self.on),
            round(100 * value / highest) if value and highest else 0,
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
        """Every document with how sure we are of it."""
        return [
            {**source, "sure": CONFIDENCE.get(source.get("confidence", ""), "")}
            for source in self.rules.data.get("sources", {}).values()
        ]
