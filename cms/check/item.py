"""One programme of a result: what it comes to, why, and what to do next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cms import rule_text
from cms.eligibility import Rules, Verdict, discretion, for_a_person, read_facts, sentences, short_name
from cms.eligibility.dates import completes
from cms.eligibility.explain import reason
from cms.eligibility.questions import labels
from cms.eligibility.values import Span

GROUPS = {"window_closed": "no"}
NEEDS_CARE = 2  # a reason this personal is not read out for programmes that touch a grief


@dataclass(frozen=True)
class Reason:
    text: str
    source: Mapping[str, Any]


@dataclass
class Item:
    rules: Rules
    verdict: Verdict
    language: str
    page: str
    others: Mapping[str, Rules]
    facts: Mapping[str, Any]

    @property
    def code(self) -> str:
        return self.rules.code

    @property
    def name(self) -> str:
        return self.rules.name[self.language]

    @property
    def group(self) -> str:
        kind = self.verdict.verdict
        if kind not in {"no", "not_in_force", "window_closed"} and self.by_person:
            return "person"
        return GROUPS.get(kind, kind)

    @property
    def by_person(self) -> bool:
        hurts = discretion.hurts(self.facts) & set(self.verdict.missing)
        return bool(self.rules.data.get("by_person") or hurts) or for_a_person(self.verdict, [self.rules])

    @property
    def unsaid(self) -> bool:
        """Nobody who did not ask reads that a support after a loss is not for them."""
        return self.group == "no" and not self.reasons and bool(self.rules.data.get("by_person"))

    @cached_property
    def headline(self) -> str:
        """The engine's own first sentence, the one the hotline sends too."""
        if self.group == "person":
            return self._words("summary")
        if self.group == "no" and not self.reasons:
            return _("The conditions are not met.")
        return sentences(self.verdict, self.rules, self.language)[0]

    @property
    def sum(self) -> Decimal | None:
        return self.verdict.amount

    @property
    def unit(self) -> str:
        """Per whom and how often; what comes by the child is the sum for this year."""
        if self.verdict.per == "child":
            return _("this year")
        return rule_text.unit(self.verdict.period, self.verdict.per, self.language)

    @property
    def sum_if_confirmed(self) -> Decimal | None:
        return self.verdict.amount_if_confirmed if self.group in {"staff", "unknown"} else None

    @property
    def unit_if_confirmed(self) -> str:
        return rule_text.unit(self.verdict.period_if_confirmed, self.verdict.per_if_confirmed, self.language)

    @property
    def later(self) -> tuple[tuple[int, Decimal], ...]:
        return self.verdict.later

    @cached_property
    def reasons(self) -> list[Reason]:
        """For a yes all that hold; for a no the first that does not."""
        met = self.verdict.verdict in {"yes", "elsewhere", "staff"}
        keys = self.verdict.reasons if met else self.verdict.reasons[:1]
        nodes = [(key, self._criterion(key)) for key in keys]
        if self.rules.data.get("by_person"):
            nodes = [(key, node) for key, node in nodes if node.get("sensitivity", 0) < NEEDS_CARE]
        return [self._reason(key, node, met) for key, node in nodes]

    def _reason(self, key: str, node: Mapping[str, Any], met: bool) -> Reason:
        text = reason(self.rules, key, self.language, met, self.verdict)
        return Reason(text, self.rules.source(node.get("source")))

    @property
    def to_confirm(self) -> list[Reason]:
        """The conditions only the township can settle."""
        return [self._reason(key, self._criterion(key), True) for key in self.verdict.open if key]

    def _criterion(self, key: str) -> Mapping[str, Any]:
        return self.rules.criterion(key.partition(":")[0], self.verdict.on, self.verdict.area)

    @property
    def missing(self) -> list[str]:
        return labels(self.verdict.missing, self.language, self.rules.facts)

    @property
    def opens_on(self) -> date | None:
        return self.verdict.opens_on

    @property
    def may_open_on(self) -> date | None:
        return None if self.opens_on else self.verdict.may_open_on

    @cached_property
    def again_on(self) -> date | None:
        """Where too young is all we know of: the day from which it is worth asking again."""
        if self.opens_on or self.may_open_on or self.verdict.verdict != "no":
            return None
        node = self._criterion(self.verdict.reasons[0]) if self.verdict.reasons else {}
        if node.get("kind") != "age" or node.get("below"):
            return None
        born = read_facts(self.facts, self.rules.facts).get(node["fact"])
        day = completes(born, node["years"], node.get("mode", "birthday")) if born else None
        return getattr(day, "high", day) if isinstance(day, (date, Span)) else None

    @cached_property
    def together(self) -> list[str]:
        return list(self._together())

    def _together(self) -> Iterator[str]:
        for note in self.verdict.together:
            other = self.others.get(note.other)
            name = short_name(other, self.language) if other else note.other
            if note.kind == "needs":
                yield _("This goes with: %(name)s.") % {"name": name}
            elif note.pays == self.code:
                yield _("Not both with %(name)s: this one is higher and is paid.") % {"name": name}
            elif note.pays:
                yield _("Not both with %(name)s: that one is higher and is paid.") % {"name": name}
            else:
                yield _("Not both with %(name)s: ask the township which one is paid.") % {"name": name}

    def _words(self, key: str):
        return self.rules.data.get(key, {}).get(self.language, "")

    @property
    def papers(self) -> list[str]:
        return list(self._words("papers"))

    @property
    def where(self) -> str:
        return self._words("where")

    @property
    def time(self) -> str:
        return self._words("time")

    @property
    def source(self) -> Mapping[str, Any]:
        """The document the rule of this day stands on."""
        version = self.rules.version(self.verdict.on, self.verdict.area) or self.rules.versions[-1]
        return self.rules.source(version.data.get("source"))

    @property
    def ended(self) -> date | None:
        """For a programme no longer in force: its last day."""
        return self.rules.versions[-1].ends

    @property
    def short_hash(self) -> str:
        return self.verdict.rule[:8]

    @property
    def to_do(self) -> bool:
        """Is there something to go and do?"""
        return self.group in {"yes", "staff", "unknown", "elsewhere"}
