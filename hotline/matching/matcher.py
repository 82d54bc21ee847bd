"""The matcher: an inverted index, a concept table and a three-way decision."""

import itertools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hotline.matching.danger import is_urgent
from hotline.matching.normal import HAN, language_of, normal, plain
from hotline.matching.sounds import from_pinyin, is_pinyin, spoken

K1, B = 1.2, 0.4
ANSWER, OFFER, MARGIN = 0.50, 0.24, 0.03
HEARD = 3  # characters of a name that may be recognised by its sound alone
# Where two programmes are named, the one that names more: a retired worker's certificate is about the retirement sum.
NARROWEST_FIRST = ["RET1", "TF-B", "BX", "TF", "YQ", "AID", "YE", "DJ", "JF", "TK", "DB", "CERT", "SF", "SHF"]
STOP_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "was",
        "be",
        "to",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "my",
        "i",
        "me",
        "you",
        "your",
        "it",
        "for",
        "do",
        "does",
        "can",
        "please",
        "with",
        "that",
        "this",
    ]
)


@dataclass(frozen=True)
class Match:
    """What was understood: an intent, a topic where one is named, and why."""

    intent: str
    topic: str | None
    confidence: float
    decision: str  # answer, offer or handover
    why: dict[str, Any]
    others: tuple[tuple[str, str | None], ...] = ()

    @property
    def named(self) -> str | None:
        """The programme named, whatever is wanted about it."""
        return self.topic or next((c for c in NARROWEST_FIRST if c in self.why.get("concepts", ())), None)


def tokens(text: str) -> list[str]:
    """Characters and pairs of neighbours for Chinese, stems for English."""
    found: list[str] = []
    for run in re.findall(r"[\u4e00-\u9fff]+|[a-z0-9]+", text):
        if HAN.match(run):
            found += [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
        elif run not in STOP_WORDS:
            found.append(_stem(run))
    return found


def syllables(text: str) -> list[str]:
    """Syllables and pairs of neighbours, for Chinese heard and not read."""
    heard = text.split()
    return [*heard, *(f"{one} {two}" for one, two in itertools.pairwise(heard))]


def _stem(word: str) -> str:
    for end in ("ing", "ies", "ed", "es", "s", "e"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word[: -len(end)]
    return word


class Matcher:
    """Built once from entries and concepts; `understand` is then a look-up."""

    def __init__(
        self,
        entries: Sequence[dict[str, Any]],
        concepts: dict[str, list[str]],
        tokens_of: Callable[[str], list[str]] = tokens,
    ):
        self.tokens_of = tokens_of
        self.labels = [(entry["intent"], entry.get("topic")) for entry in entries]
        forms = [(normal(form), concept) for concept, words in concepts.items() for form in words]
        # One character alone is part of too many words.
        self.forms = sorted(
            {pair for pair in forms if len(pair[0]) > 1 or (pair[0] and not HAN.search(pair[0]))},
            key=lambda pair: (-len(pair[0]), pair),
        )
        self.topics = {concept for concept in concepts if concept.isupper() or "-" in concept}
        self.heard = [
            (f" {spoken(form)} ", concept)
            for form, concept in self.forms
            if concept in self.topics and len(form) >= HEARD and HAN.match(form)
        ]
        self.exact = {
            normal(text): label
            for entry, label in zip(entries, self.labels, strict=True)
            for text in entry["texts"]
        }
        documents = [
            Counter(token for text in entry["texts"] for token in tokens_of(normal(text)))
            for entry in entries
        ]
        self._index(documents)
        self.concepts_of = [
            {c for text in entry["texts"] for c in self.concepts(normal(text))} for entry in entries
        ]
        counted = Counter(concept for found in self.concepts_of for concept in found)
        self.weight = {c: math.log(1 + len(entries) / counted[c]) for c in counted}

    def _index(self, documents: list[Counter]) -> None:
        lengths = [sum(document.values()) for document in documents]
        mean = sum(lengths) / max(len(lengths), 1)
        frequency = Counter(token for document in documents for token in document)
        count = len(documents)
        self.idf = {t: math.log(1 + (count - n + 0.5) / (n + 0.5)) for t, n in frequency.items()}
        self.most_idf = max(self.idf.values(), default=1.0)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, document in enumerate(documents):
            norm = K1 * (1 - B + B * lengths[number] / mean)
            for token, n in document.items():
                self.postings[token].append((number, self.idf[token] * n * (K1 + 1) / (n + norm)))

    def concepts(self, text: str) -> set[str]:
        """Concepts named in a text, the longest forms first."""
        found, rest = set(), f" {text} "
        for form, concept in self.forms:
            needle = form if HAN.search(form) else f" {form} "
            if needle in rest:
                found.add(concept)
                rest = rest.replace(needle, " | ")
        return found

    def topics_by_sound(self, words: str) -> set[str]:
        """Programmes named with a character that only sounds right: 光容证 for 光荣证."""
        said = f" {spoken(words)} "
        return {concept for form, concept in self.heard if form in said}

    def understand(self, text: str) -> Match:
        if danger := is_urgent(text):
            return Match("urgent", None, 1.0, "answer", {"layer": "danger", "matched": danger})
        words = normal(text)
        if label := self.exact.get(words):
            why = {"layer": "exact", "concepts": sorted(self.concepts(words))}
            return Match(*label, 1.0, "answer", why)
        if is_pinyin(text) and self.tokens_of is tokens:
            return by_sound().understand_words(from_pinyin(text))
        return self.understand_words(words)

    def understand_words(self, words: str) -> Match:
        if label := self.exact.get(words):
            return Match(*label, 1.0, "answer", {"layer": "exact"})
        found = self.concepts(words)
        if not found & self.topics and HAN.search(words):
            found |= self.topics_by_sound(words)
        if found and found <= {"menu", "thanks"} and len(words) <= 12:
            return Match(min(found, key=["thanks", "menu"].index), None, 0.9, "answer", {"layer": "greeting"})
        scores = self._scores(words, found)
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        if not ranked:
            return Match("out_of_scope", None, 0.0, "handover", {"layer": "none"})
        return self._decide(ranked, scores, found)

    def _scores(self, words: str, found: set[str]) -> dict[int, float]:
        asked = Counter(self.tokens_of(words))
        ideal = sum(self.idf.get(t, self.most_idf) * (K1 + 1) / (1 + K1 * (1 - B)) for t in asked) or 1.0
        lexical: dict[int, float] = defaultdict(float)
        for token in asked:
            for number, score in self.postings.get(token, ()):
                lexical[number] += score
        total = sum(self.weight.get(c, 1.0) for c in found) or 1.0
        scores = {}
        for number in range(len(self.labels)):
            shared = sum(self.weight.get(c, 1.0) for c in found & self.concepts_of[number]) / total
            score = 0.5 * min(lexical.get(number, 0.0) / ideal, 1.0) + 0.5 * shared
            if score > 0:
                scores[number] = score
        return scores

    def _decide(self, ranked: list[int], scores: dict[int, float], found: set[str]) -> Match:
        best = ranked[0]
        intent, topic = self.labels[best]
        rival = next((n for n in ranked[1:] if self.labels[n] != self.labels[best]), None)
        margin = scores[best] - (scores[rival] if rival is not None else 0.0)
        score = scores[best]
        decision = (
            "answer" if score >= ANSWER and margin >= MARGIN else "offer" if score >= OFFER else "handover"
        )
        if intent.startswith("benefit"):
            topic = next((c for c in NARROWEST_FIRST if c in found), None)
        why = {
            "layer": "matched",
            "score": round(score, 3),
            "margin": round(margin, 3),
            "concepts": sorted(found),
        }
        return Match(intent, topic, round(score, 3), decision, why, tuple(self._others(ranked)))

    def _others(self, ranked: Iterable[int]) -> list[tuple[str, str | None]]:
        seen: list[tuple[str, str | None]] = []
        for number in ranked:
            if self.labels[number] not in seen:
                seen.append(self.labels[number])
            if len(seen) == 3:
                break
        return seen


@cache
def _shipped() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "knowledge.json").read_text(encoding="utf-8"))


@cache
def default_matcher() -> Matcher:
    """The matcher over the shipped knowledge."""
    return Matcher(_shipped()["entries"], _shipped()["concepts"])


@cache
def by_sound() -> Matcher:
    """The same knowledge as it sounds, for messages in pinyin."""
    entries = [{**entry, "texts": _heard(entry["texts"])} for entry in _shipped()["entries"]]
    concepts = {concept: _heard(forms) for concept, forms in _shipped()["concepts"].items()}
    return Matcher([entry for entry in entries if entry["texts"]], concepts, syllables)


def _heard(texts: Sequence[str]) -> list[str]:
    chinese = [spoken(normal(text)) for text in texts if HAN.search(text) and len(normal(text)) > 1]
    return [*chinese, *(from_pinyin(text) for text in texts if is_pinyin(text))]


__all__ = ["Match", "Matcher", "default_matcher", "language_of", "plain", "tokens"]
