"""In which language a text is written; the spelling itself is portal.spelling's."""

import re

from portal.spelling import HAN, normal, plain

__all__ = ["HAN", "SYLLABLES", "language_of", "normal", "plain"]


def language_of(text: str) -> str:
    """Any Han character means Chinese; pinyin counts as Chinese too; else English."""
    if HAN.search(text):
        return "zh"
    words = re.findall(r"[a-z]+", text.lower())
    if len(words) >= 2 and sum(word in SYLLABLES for word in words) >= 0.8 * len(words):
        return "zh"
    return "en" if words else "zh"


_INITIALS = [
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "zh",
    "ch",
    "sh",
    "r",
    "z",
    "c",
    "s",
    "y",
    "w",
]
_FINALS = [
    "a",
    "o",
    "e",
    "i",
    "u",
    "v",
    "ai",
    "ei",
    "ui",
    "ao",
    "ou",
    "iu",
    "ie",
    "ue",
    "ve",
    "er",
    "an",
    "en",
    "in",
    "un",
    "vn",
    "ang",
    "eng",
    "ing",
    "ong",
    "ia",
    "iao",
    "ian",
    "iang",
    "iong",
    "ua",
    "uai",
    "uan",
    "uang",
    "uo",
]
SYLLABLES = {first + last for first in [*_INITIALS, ""] for last in _FINALS} - {
    "me", "he", "she", "we", "be", "to", "do", "go", "so", "no", "a", "an", "in", "can", "man", "women", "sue", "hi", "how",
    "long", "fan", "die", "change", "you", "run", "sun", "ten", "men", "pen", "wait", "lie", "song", "bang", "on",
}  # fmt: skip
