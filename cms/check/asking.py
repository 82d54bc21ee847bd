"""One question as its page shows it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cms.check.path import Path, Said
from cms.check.reading import REASONS
from cms.eligibility import Question, short_name
from cms.eligibility.ask import read_all, waiting_for
from cms.eligibility.remaining import at_most


@dataclass
class Asking:
    """A step of the path in one language; `typed` and `problem` when the answer was not read."""

    path: Path
    step: int
    language: str
    typed: str = ""
    problem: str = ""

    @cached_property
    def asked(self) -> Question:
        return self.path.question(self.step)

    @property
    def about(self) -> str:
        return self.asked.key if self.asked.member is None else f"{self.asked.key}:{self.asked.member}"

    @property
    def before(self) -> int:
        return self.step - 1

    @property
    def boxed(self) -> bool:
        """Is the answer written, not chosen?"""
        return self.asked.kind in {"number", "money", "birth"}

    @property
    def name(self) -> str:
        """The question itself: up to its question mark."""
        return halves(self.asked.text[self.language])[0]

    @property
    def hint(self) -> str:
        """How to answer: what stands behind the question mark."""
        own = "" if "scope" in self.asked.data else halves(self.asked.text[self.language])[1]
        return own or (_("Write a number. None is 0.") if self.asked.kind in {"number", "money"} else "")

    @property
    def help(self) -> str:
        return (self.asked.help or {}).get(self.language, "")

    @cached_property
    def said(self) -> Said | None:
        return self.path.answer(self.step)

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """What is sent, what it says, was it chosen before?"""
        if self.asked.kind == "bool":
            pairs = [("yes", _("Yes"), True), ("no", _("No"), False)]
        else:
            pairs = [(str(n), option[self.language], n) for n, option in enumerate(self.asked.options)]
        return [(sent, words, self._chosen(value)) for sent, words, value in pairs]

    @property
    def reasons(self) -> list[tuple[str, str, bool]]:
        return [(why, str(words), self._chosen({"unknown": why})) for why, words in REASONS.items()]

    def _chosen(self, value: Any) -> bool:
        return self.said is not None and self.said.value == value and type(self.said.value) is type(value)

    @property
    def in_box(self) -> str:
        return self.typed or (self.said.typed if self.said else "")

    @property
    def reason_given(self) -> str:
        return next((words for _why, words, chosen in self.reasons if chosen), "")

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return self.path.facts(self.step)

    @property
    def matters_for(self) -> str:
        settles, told = set(self.asked.data["settles"]), read_all(self.path.rules, self._facts)
        names = [
            short_name(one.rules, self.language)
            for one in waiting_for(self.path.rules, told, self.path.on, self.path.area)
            if one.missing & settles
        ]
        return ("、" if self.language == "zh" else ", ").join(dict.fromkeys(names))

    @property
    def more(self) -> int:
        """At most this many questions after this one; 0 where that cannot be promised."""
        most = at_most(self.path.rules, self._facts, self.path.on, self.path.area)
        return max((most or 1) - 1, 0)


def halves(text: str) -> tuple[str, str]:
    """The question up to its mark, and how to answer it."""
    mark = max(text.rfind("？"), text.rfind("?")) + 1
    return text[:mark] or text, text[mark:].strip() if mark else ""
