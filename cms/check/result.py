"""What came out, programme by programme, in the groups a resident can act on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.check.asking import halves
from cms.check.item import Item
from cms.check.reading import REASONS
from cms.check.state import Check, chosen
from cms.eligibility import Question, Rules, judge_all
from cms.models import PolicyPage

HEADINGS = {
    "yes": (_("You can get"), ""),
    "staff": (
        _("The township still has to confirm"),
        _("All you say fits. The township looks at the papers and decides."),
    ),
    "elsewhere": (_("To be applied for elsewhere"), ""),
    "unknown": (
        _("Still open"),
        _("You may fit. What is missing can be answered here or settled at the desk with the papers."),
    ),
    "person": (
        _("Better with a person"),
        _(
            "Some support has to do with a loss, an illness or a disability. We do not ask about that here. If it concerns your family, somebody will talk with you, by phone or at your home."
        ),
    ),
    "no": (
        _("Does not fit now"),
        _("From what you said. If anything is different, ask at the township desk."),
    ),
    "not_in_force": (_("Not in force today"), ""),
}


@dataclass(frozen=True)
class Group:
    key: str
    items: list[Item]

    @property
    def heading(self):
        return HEADINGS[self.key][0]

    @property
    def lead(self):
        return HEADINGS[self.key][1]


@dataclass(frozen=True)
class Told:
    """One answer as the person reads it back; `step` is where it can be changed."""

    step: int
    asked: str
    said: str


class Result:
    """One check in one language."""

    def __init__(self, check: Check, rules: Sequence[Rules], language: str):
        self.check, self.path, self.language = check, check.path, language
        self.rules = rules
        self.facts = self.path.facts()

    @property
    def finished(self) -> bool:
        return self.path.open is None

    @cached_property
    def items(self) -> list[Item]:
        """The chosen programmes; judged among all, because some are not paid together."""
        verdicts = judge_all(self.rules, self.facts, self.path.on, self.path.area)
        names = {one.code: one for one in self.rules}
        shown = chosen(self.check.codes, self.rules)
        return [
            Item(one, verdict, self.language, self._pages.get(one.code, ""), names, self.facts)
            for one, verdict in zip(self.rules, verdicts, strict=True)
            if one in shown
        ]

    @cached_property
    def _pages(self) -> dict[str, str]:
        """The policy page of each programme in this language."""
        locale = "en" if self.language == "en" else "zh-hans"
        pages = PolicyPage.objects.live().filter(programme__isnull=False, locale__language_code=locale)
        return {page.programme.code: page.url for page in pages.select_related("programme").defer("body")}

    @cached_property
    def groups(self) -> list[Group]:
        shown = [item for item in self.items if self.only or not item.unsaid]
        by_key = {key: [item for item in shown if item.group == key] for key in HEADINGS}
        return [Group(key, items) for key, items in by_key.items() if items]

    @property
    def for_a_person(self) -> bool:
        return any(group.key == "person" for group in self.groups)

    @property
    def only(self) -> Item | None:
        return self.items[0] if len(self.items) == 1 else None

    @cached_property
    def answers(self) -> list[Told]:
        return list(self._answers())

    def _answers(self) -> Iterator[Told]:
        for step, one in enumerate(self.path.said, start=1):
            asked = self.path.question(step)
            yield Told(step, halves(asked.text[self.language])[0], self._words(asked, one.value, one.typed))

    def _words(self, asked: Question, value: Any, typed: str) -> str:
        if typed:
            return typed
        if isinstance(value, dict) and "unknown" in value:
            return str(REASONS.get(value["unknown"], ""))
        if asked.kind == "choice":
            return asked.options[value][self.language]
        return str(_("Yes") if value else _("No"))
