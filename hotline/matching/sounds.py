"""How Chinese sounds: for messages in pinyin, and for characters mistaken for others that sound alike.

`sounds.json`: the everyday characters (GB 2312, first level) by syllable.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from portal.spelling import HAN

LONGEST = 30  # letters of a word that may be pinyin
ENGLISH = frozenset(
    [
        "me",
        "he",
        "she",
        "we",
        "be",
        "to",
        "do",
        "go",
        "so",
        "no",
        "a",
        "an",
        "in",
        "can",
        "man",
        "women",
        "sue",
        "hi",
        "how",
        "long",
        "fan",
        "die",
        "change",
        "you",
        "run",
        "sun",
        "ten",
        "men",
        "pen",
        "wait",
        "lie",
        "song",
        "bang",
        "on",
        "dial",
        "main",
        "canine",
        "manage",
        "banana",
    ]
)


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    rows = json.loads((Path(__file__).parent / "sounds.json").read_text(encoding="utf-8"))
    sounds = {character: syllable for syllable, characters in rows.items() for character in characters}
    return sounds, frozenset(rows)


def spoken(text: str) -> str:
    """The syllables of a text, one space between; what is no Chinese stays, an unknown character is “?”."""
    sounds, _syllables = _table()
    said = (f" {sounds.get(one, '?')} " if HAN.match(one) else one for one in text)
    return " ".join("".join(said).split())


@lru_cache(4096)
def split(word: str) -> tuple[str, ...]:
    """“zhengce” is zheng, ce; nothing if it is no pinyin. The longest syllables first."""
    _sounds, syllables = _table()
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in syllables and len(word) <= LONGEST:
            rest = split(word[length:])
            if rest or length == len(word):
                return (word[:length], *rest)
    return ()


def is_pinyin(text: str) -> bool:
    """Are nearly all the words syllables, joined or not? An English word that could be one does not count."""
    words = re.findall(r"[a-z]+", text.lower())
    if HAN.search(text) or len(words) < 2:
        return False
    return sum(word not in ENGLISH and bool(split(word)) for word in words) >= 0.8 * len(words)


def from_pinyin(text: str) -> str:
    """A message in pinyin as syllables, one space between."""
    return " ".join(
        part for word in re.findall(r"[a-z]+|\d+", text.lower()) for part in (split(word) or (word,))
    )
