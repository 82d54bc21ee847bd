"""One spelling for what people type: width, script, case, punctuation, politeness."""

import re
import unicodedata
from functools import cache

POLITE = re.compile(
    r"请问一下|请问|麻烦问一下|麻烦|您好|你好|谢谢您|谢谢|谢了|一下|哈$|呢$|吗$|嘛$|啊|呀|吧$|哦|噢"
)
JUNK = re.compile(r"[^\w\u4e00-\u9fff]+")
HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _converter():
    from opencc import OpenCC

    return OpenCC("t2s")


def plain(text: str) -> str:
    """NFKC, simplified characters, lower case, no control characters."""
    text = unicodedata.normalize("NFKC", text).replace("\x00", "")
    if HAN.search(text):
        text = _converter().convert(text)
    return text.lower().strip()


def normal(text: str) -> str:
    """`plain` without punctuation and politeness."""
    text = plain(text)
    kept = POLITE.sub("", text)
    return JUNK.sub(" ", kept).strip() or JUNK.sub(" ", text).strip()


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
