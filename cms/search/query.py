"""What somebody typed, as terms to look for: cut into words, with what means the same. Pure.

`words` must all be there; when too little has all of them, `parts` says how much of what was asked is there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from cms.search.stop import STOP
from cms.search.words import (
    INITIALS,
    LONGEST,
    PIECE,
    PINYIN,
    RUN,
    WHOLE,
    clean,
    heard,
    lexemes,
    number,
    pairs,
    pinyin,
    quoted,
    stem,
)

MOST = 100  # characters of a query that are read
MOST_TERMS = 24


@dataclass(frozen=True)
class Term:
    """One thing asked for. Any of its ways will do; of a way, every lexeme has to be there."""

    said: str
    ways: tuple[tuple[str, ...], ...]
    share: float = 1.0
    extra: bool = False  # counts for what has it, not against what lacks it

    def tsquery(self, weight: str = "") -> str:
        return "(" + " | ".join(_way(way, weight) for way in self.ways) + ")"


def _way(way: Iterable[str], weight: str) -> str:
    return "(" + " & ".join(_lexeme(one, weight) for one in way) + ")"


def _lexeme(one: str, weight: str) -> str:
    start = one.endswith("*")
    marks = ("*" if start else "") + weight
    return quoted(one.rstrip("*")) + (f":{marks}" if marks else "")


@dataclass(frozen=True)
class Query:
    text: str
    spelled: str
    words: tuple[Term, ...] = ()
    parts: tuple[Term, ...] = ()
    asides: tuple[Term, ...] = ()
    marks: tuple[str, ...] = field(default=(), compare=False)

    def all_of(self) -> str:
        return " & ".join(term.tsquery() for term in self.words)

    def just_that(self) -> str:
        """Names that are what was typed, and nothing else."""
        letters = self.spelled[:LONGEST]
        return " | ".join(quoted(WHOLE + one) for one in dict.fromkeys((letters, heard(letters))))

    def any_of(self) -> str:
        """For ranking: the way of asking counts as well."""
        return " | ".join(term.tsquery() for term in (*self.words, *self.asides))


def spelled(text: str) -> str:
    """The letters alone: how titles are compared."""
    return "".join(PIECE.findall(clean(text)))


class Reader:
    """Reads queries. It knows names of places and programmes, and what editors say means the same."""

    def __init__(self, names: Iterable[str] = (), synonyms: Iterable[Iterable[str]] = ()):
        groups = [[clean(word) for word in group] for group in synonyms]
        self.same: dict[str, list[str]] = {}
        for group in groups:
            for word in group:
                self.same.setdefault(word, []).extend(one for one in group if one != word)
        known = {run for word in chain(map(clean, names), self.same) for run in [word] if RUN.fullmatch(run)}
        self.cut = cutter(frozenset(known))

    def read(self, text: str) -> Query:
        text = clean(text, MOST)
        said = list(self._said(text))
        kept = [word for word in said if word not in STOP] or said
        spans = self._spans(said, set(kept))
        full = [word for word in kept if len(word) > 1 or word in self.same or not RUN.match(word)] or kept
        words = tuple(self._term(word) for word in dict.fromkeys(full))[:MOST_TERMS]
        aside = [
            word
            for word in said
            if word in STOP and word not in kept and (len(word) > 2 or (RUN.match(word) and len(word) == 2))
        ]
        asides = tuple(Term(word, _ways(word)[:1], share=0.3, extra=True) for word in dict.fromkeys(aside))
        parts = (*tuple(self._parts(spans, full))[: MOST_TERMS * 2], *asides)
        marks = chain(
            full,
            *(self.same.get(word, ()) for word in full),
            *(pairs(one) for one in spans if RUN.match(one)),
        )
        return Query(
            text,
            spelled(text),
            words,
            parts,
            asides,
            tuple(dict.fromkeys(one for one in marks if len(one) > 1 or one in full)),
        )

    def _said(self, text: str) -> Iterable[str]:
        phrases = sorted(
            (one for one in self.same if not RUN.fullmatch(one) and one in text), key=len, reverse=True
        )
        for phrase in phrases:
            if re.search(rf"(?<![^\W_]){re.escape(phrase)}(?![^\W_])", text):
                yield phrase
                text = text.replace(phrase, " ")
        for match in PIECE.finditer(text):
            piece = match[0]
            if not RUN.match(piece):
                sign = text[match.end() : match.end() + 1]
                yield f"{piece}号" if piece[0].isdigit() and sign == "号" else piece
            else:
                yield from [piece] if len(piece) < 3 else self.cut(piece)

    def _spans(self, said: list[str], kept: set[str]) -> list[str]:
        """What stays, with neighbours joined again."""
        spans: list[str] = []
        joined = False
        for word in said:
            if word not in kept:
                joined = False
            elif joined and RUN.match(word):
                spans[-1] += word
            else:
                spans.append(word)
                joined = bool(RUN.fullmatch(word))
        return spans

    def _term(self, word: str) -> Term:
        others = dict.fromkeys(way for one in self.same.get(word, ()) if (way := _all_lexemes(one)))
        return Term(word, (*_ways(word), *others))

    def _parts(self, spans: list[str], full: list[str]) -> Iterable[Term]:
        whole = {pair for word in full for pair in pairs(word)}
        pieces = dict.fromkeys(chain.from_iterable(pairs(one) if RUN.match(one) else [one] for one in spans))
        for piece in pieces:
            across = (
                bool(RUN.match(piece)) and len(piece) > 1 and piece not in whole
            )  # the end of a word and the next
            yield Term(
                piece, _ways(piece), share=0.5 if across else 1.0 if len(piece) > 1 else 0.3, extra=across
            )
        for word in full:
            if self.same.get(word):
                yield self._term(word)
            if RUN.match(word) and len(word) > 1:  # as it sounds: somebody chose the wrong character
                yield Term(word, ((pinyin(word) + "*",),), share=0.5 * (len(word) - 1), extra=True)
            elif word.isascii() and word.isalpha() and len(word) > 3:
                yield Term(word, ((stem(word)[:-1] + "*",),), share=0.5, extra=True)


def _all_lexemes(text: str) -> tuple[str, ...]:
    """Of a word that means the same: its pairs, without the single characters they are made of."""
    return tuple(
        dict.fromkeys(one for one in lexemes(text) if len(one) > 1 or not RUN.match(one) or len(text) == 1)
    )


def _ways(word: str) -> tuple[tuple[str, ...], ...]:
    if RUN.match(word):
        return (tuple(pairs(word)),)
    if word[0].isdigit():
        return ((number(word),),)
    found = tuple(dict.fromkeys(lexemes(word)))
    if " " in word:
        return (found,)
    ways = [found[:1], found[1:]] if len(found) > 1 else [found]
    sound = re.sub(r"['’]", "", word)
    if sound.isascii() and sound.isalpha() and len(sound) > 1:
        ways += [(f"{PINYIN}{heard(sound)}*",), (f"{INITIALS}{sound}*",)]
    return tuple(ways)


@lru_cache(maxsize=4)
def cutter(names: frozenset[str]):
    import rjieba

    own = rjieba.Jieba()
    for name in names:
        own.add_word(name, 100_000, "n")
    return own.cut
