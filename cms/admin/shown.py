"""A verdict as staff read it on a screen and residents take it home on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.eligibility import Rules, Verdict, sentences
from cms.eligibility.explain import reason, together
from cms.eligibility.tree import Node, tree
from cms.fact_use import definitions
from cms.facts_words import label_of
from portal.reading import language

# A sign beside the word: colour alone tells nothing to some eyes, and nothing on paper.
SIGNS = {
    "yes": ("✓", pgettext_lazy("a verdict", "entitled")),
    "staff": ("⚑", pgettext_lazy("a verdict", "for staff to confirm")),
    "unknown": ("?", pgettext_lazy("a verdict", "something is missing")),
    "elsewhere": ("→", pgettext_lazy("a verdict", "apply where registered")),
    "window_closed": ("✗", pgettext_lazy("a verdict", "too late")),
    "no": ("✗", pgettext_lazy("a verdict", "not entitled")),
    "not_in_force": ("–", pgettext_lazy("a verdict", "not in force")),
}
ORDER = list(SIGNS)
PERIODS = {
    "year": gettext_lazy("a year"), "month": gettext_lazy("a month"),
    "once": pgettext_lazy("a payment", "once"), "day": gettext_lazy("a day"),
}  # fmt: skip
PER = {
    "person": gettext_lazy("per person"), "couple": gettext_lazy("per couple"),
    "child": gettext_lazy("for the children"), "household": gettext_lazy("per household"),
}  # fmt: skip


def unit_of(per: str | None, period: str | None) -> str:
    """“per person a year”, behind a sum."""
    parts = PER.get(per or ""), PERIODS.get(period or "")
    return " ".join(str(part) for part in parts if part)


def verdict_choices() -> list[tuple[str, Any]]:
    return [(key, word) for key, (_sign, word) in SIGNS.items()]


@dataclass(frozen=True)
class Reason:
    """One criterion in words, and who says so."""

    text: str
    source: dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """One programme's verdict in the language of the screen."""

    rules: Rules
    verdict: Verdict
    facts: Mapping[str, Any]
    outcome: str = ""  # what a person decided instead, and why
    because: str = ""
    problem: str = ""

    @property
    def outcome_word(self):
        return SIGNS[self.outcome][1]

    @property
    def code(self) -> str:
        return self.rules.code

    @property
    def name(self) -> str:
        return label_of(self.rules.name)

    @property
    def sign(self) -> str:
        return SIGNS[self.verdict.verdict][0]

    @property
    def word(self):
        return SIGNS[self.verdict.verdict][1]

    @property
    def says(self) -> list[str]:
        return sentences(self.verdict, self.rules, language())

    @property
    def unit(self) -> str:
        return unit_of(self.verdict.per, self.verdict.period)

    @property
    def unit_if_confirmed(self) -> str:
        return unit_of(self.verdict.per_if_confirmed, self.verdict.period_if_confirmed)

    @property
    def together(self) -> list[str]:
        """How it meets other programmes."""
        return list(together(self.verdict, language()))

    @property
    def missing(self) -> list[str]:
        return self._labels(self.verdict.missing)

    @property
    def for_staff(self) -> list[str]:
        if self.verdict.verdict not in {"staff", "unknown"}:
            return []
        return self._labels(self.verdict.staff)

    def _labels(self, keys) -> list[str]:
        known = definitions([self.rules])
        return [label_of(known[key]) for key in keys]

    @property
    def reasons(self) -> list[Reason]:
        met = self.verdict.verdict == "yes"
        return [self._reason(key, met) for key in self.verdict.reasons]

    def _reason(self, key: str, met: bool) -> Reason:
        node = self.rules.criterion(key.partition(":")[0], self.verdict.on, self.verdict.area)
        text = reason(self.rules, key, language(), met, self.verdict)
        return Reason(text, dict(self.rules.source(node.get("source"))))

    def _words(self, key: str):
        return self.rules.data.get(key, {}).get(language(), "")

    @property
    def tree(self) -> list[Node]:
        """Every condition with its colour."""
        on, area = self.verdict.on, self.verdict.area
        whole = tree(self.rules, self.facts, on, language(), area)
        return list(whole.children) or [whole]

    @property
    def papers(self) -> list[str]:
        return self._words("papers") or []

    @property
    def where(self) -> str:
        return self._words("where")

    @property
    def time(self) -> str:
        return self._words("time")

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Of the reasons given and of the version applied, each once."""
        version = self.rules.version(self.verdict.on)
        own = self.rules.source(version.data.get("source")) if version else {}
        found = [dict(own), *(one.source for one in self.reasons)]
        return [one for place, one in enumerate(found) if one and one not in found[:place]]

    @property
    def hash(self) -> str:
        """Enough of the rule's fingerprint to find its text again."""
        return self.rules.hash[:12]


def best_first(shown: list[Shown]) -> list[Shown]:
    return sorted(shown, key=lambda one: ORDER.index(one.verdict.verdict))


def day_or(text: str, otherwise: date) -> date:
    """A day from a link or a form, read without complaint."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if 1990 <= day.year <= 2100 else otherwise
