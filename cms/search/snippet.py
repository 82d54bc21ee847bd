"""The place in a text where it says what was asked for, with those words marked. Everything else is escaped."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.search.words import clean

AROUND, LONGEST = 30, 110  # characters before the first word found, and in all


def marked(text: str, words: Iterable[str]) -> SafeString:
    """The text with these words in <mark>; longer words first."""
    return _mark(text, _spans(text, words))


def snippet(text: str, summary: str, words: Iterable[str]) -> SafeString:
    """A piece of the text around the best place; the summary where none has any of the words."""
    words = list(words)
    places = _spans(text, words)
    if not places:
        return _mark(_cut(summary or text, 0), [])
    start = max(0, _best(places) - AROUND)
    piece = _cut(text, start)
    return _mark(piece, _spans(piece, words))


def _best(places: list[tuple[int, int]]) -> int:
    """Where the most marked characters stand close together."""

    def marked_after(start: int) -> int:
        return sum(end - begin for begin, end in places if start <= begin < start + LONGEST - AROUND)

    return max((begin for begin, _end in places), key=lambda begin: (marked_after(begin), -begin))


def _cut(text: str, start: int) -> str:
    end = start + LONGEST
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where these words stand, in the spelling of the text as it is; nothing where spelling changes its length."""
    spelt = clean(text)
    spelt = spelt if len(spelt) == len(text) else text.lower()
    wanted = sorted({_pattern(word) for word in words if word}, key=len, reverse=True)
    if not wanted or len(spelt) != len(text):
        return []
    return [match.span() for match in re.finditer("|".join(wanted), spelt)][:200]


def _pattern(word: str) -> str:
    """An English word with whatever ending it has."""
    return re.escape(word) + ("[a-z]*" if word.isascii() and word[-1:].isalpha() else "")


def _mark(text: str, places: list[tuple[int, int]]) -> SafeString:
    said, at = [], 0
    for begin, end in places:
        said.append(f"{escape(text[at:begin])}<mark>{escape(text[begin:end])}</mark>")
        at = end
    return mark_safe("".join(said) + escape(text[at:]))  # noqa: S308  (each piece was escaped)
