"""Which of the editors' questions somebody asks. Pure.

An editor's question has no programme behind it, so it answers only where it is asked in its own words
or in nearly the same ones: what is said and what stands there must cover each other.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hotline.matching.matcher import tokens
from hotline.matching.normal import normal

SURE, MARGIN = 0.5, 0.08  # of 1, both measured on the editors' own other wordings


@dataclass(frozen=True)
class Question:
    """One entry of the editors' questions and answers, in one language."""

    asked: str
    also: tuple[str, ...]
    answer: str
    language: str = "zh"

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.asked, *self.also)


class Questions:
    """Built once per publication; `find` is then a look-up."""

    def __init__(self, questions: Sequence[Question]):
        self.exact = {normal(text): one for one in questions for text in one.wordings}
        self.wordings = [(frozenset(tokens(text)), one) for text, one in self.exact.items()]
        seen = Counter(token for words, _one in self.wordings for token in words)
        self.rarity = {token: math.log(1 + len(self.wordings) / count) for token, count in seen.items()}
        self.unseen = math.log(1 + len(self.wordings))

    def same(self, text: str) -> Question | None:
        """The question asked in exactly these words, whatever marks stand around them."""
        return self.exact.get(normal(text))

    def find(self, text: str) -> Question | None:
        """The question that is surely meant; None where two are alike or none is."""
        if found := self.same(text):
            return found
        said = frozenset(tokens(normal(text)))
        best: dict[Question, float] = {}
        for words, one in self.wordings:
            best[one] = max(best.get(one, 0.0), self._alike(said, words))
        ranked = sorted(best.items(), key=lambda pair: -pair[1])[:2]
        if not ranked or ranked[0][1] < SURE:
            return None
        return ranked[0][0] if len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= MARGIN else None

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The weight both share, of the weight of both (Dice)."""
        whole = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / whole if whole else 0.0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.rarity.get(word, self.unseen) for word in words)
