"""Text into the lexemes that search keeps: pairs of characters, words, numbers, document numbers, pinyin. Pure.

A Chinese text is kept as its adjacent pairs and its single characters, so that a word is found inside any
sentence, however a dictionary would cut it. Pinyin (`~gaolingjintie`) and initials (`^gljt`) are kept from
every syllable on, so that they are found by their beginning.
"""

import re
from collections.abc import Iterable, Iterator

from pypinyin import lazy_pinyin

from portal.spelling import plain

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
RUN = re.compile(f"[{CJK}]+")
PIECE = re.compile(rf"[{CJK}]+|\d+(?:\.\d+)*|[^\W\d_{CJK}]+(?:['’-]?[^\W_{CJK}]+)*")
THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
SYLLABLES = 8  # of a longer beginning nobody types more
LONGEST = 60  # characters of one Latin word
PINYIN, INITIALS, WHOLE = "~", "^", "="


def clean(text: str, most: int | None = None) -> str:
    """One spelling, whatever was sent: no NUL, no half characters, no commas inside numbers."""
    text = text[:most].encode("utf-8", "ignore").decode()
    return THOUSANDS.sub("", plain(text).replace("ü", "v"))


def pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def number(digits: str) -> str:
    return digits.lstrip("0") or "0"


def stem(word: str) -> str:
    """An English word without its ending; what is left need not be a word, only the same for all its forms."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def latin(word: str) -> list[str]:
    """A word, and the parts of one with a hyphen: tf-c is found as tfc, too."""
    parts = re.split(r"['’-]", word[:LONGEST])
    joined = "".join(parts)
    return [stem(joined), *(stem(part) for part in parts if len(parts) > 1 and part)]


def lexemes(text: str) -> Iterator[str]:
    """Every lexeme of a cleaned text, in order; single characters too."""
    for match in PIECE.finditer(text):
        piece = match[0]
        if RUN.match(piece):
            yield from pairs(piece)
            yield from piece if len(piece) > 1 else ()
        elif piece[0].isdigit():
            digits = number(piece)[:LONGEST]
            yield digits
            if text[match.end() : match.end() + 1] == "号":
                yield f"{digits}号"
        else:
            yield from latin(piece)


def heard(syllables: str) -> str:
    """Pinyin as many speak it: zh like z, ing like in."""
    return re.sub("(?<=[aei])ng", "n", re.sub("(?<=[zcs])h", "", syllables))


def sounds(text: str) -> Iterator[str]:
    """Pinyin and initials of each Chinese run, from each of its syllables on."""
    for run in RUN.findall(text):
        syllables = [one for one in lazy_pinyin(run) if one.isascii()]
        for start in range(len(syllables)):
            said = syllables[start : start + SYLLABLES]
            yield PINYIN + heard("".join(said))
            if len(said) > 1:
                yield INITIALS + "".join(one[0] for one in said)


def wholes(text: str) -> Iterator[str]:
    """A whole name, its pinyin and its initials: who types just that, means it."""
    letters = "".join(PIECE.findall(text))[:LONGEST]
    syllables = lazy_pinyin(letters)
    yield WHOLE + letters
    yield WHOLE + heard("".join(syllables))
    yield WHOLE + "".join(one[0] for one in syllables)


def pinyin(run: str) -> str:
    return PINYIN + heard("".join(lazy_pinyin(run)))


def vector(weighted: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The text of a tsvector: each lexeme once per weight. Its places say nothing, so no text is too long."""
    kept: dict[str, set[str]] = {}
    for weight, found in weighted:
        for lexeme in found:
            kept.setdefault(lexeme, set()).add(weight)
    return " ".join(f"{quoted(lexeme)}:{_places(weights)}" for lexeme, weights in kept.items())


def _places(weights: set[str]) -> str:
    return ",".join(f"{place}{weight}" for place, weight in enumerate(sorted(weights), 1))


def quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
