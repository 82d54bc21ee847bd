"""A page as sixty seconds over the village loudspeaker: short sentences, figures in words, the phone twice. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cms.outputs import spoken

A_MINUTE = {"zh": 240, "en": 900}  # characters that are read aloud calmly in sixty seconds
LONGEST = {"zh": 26, "en": 110}
ENDS = {"zh": re.compile(r"(?<=[。！？!?；;])|\n"), "en": re.compile(r"(?<=[.!?;])\s+|\n")}
COMMAS = {"zh": re.compile(r"(?<=[，,：:、])"), "en": re.compile(r"(?<=[,:])\s+")}
ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|https?://\S+|[*_#>《》“”\"]")
WORDS = {
    "zh": ("各位乡亲，请注意。", "请记电话：{phone}。", "再说一遍：{phone}。", "通知完毕，谢谢大家。"),
    "en": ("Attention please.", "Please note the number: {phone}.", "Once more: {phone}.", "Thank you."),
}


@dataclass(frozen=True)
class Script:
    """What is read out, line by line, and what did not fit."""

    lines: tuple[str, ...]
    left_out: tuple[str, ...]
    language: str

    @property
    def length(self) -> int:
        return sum(len(line) for line in self.lines)

    @property
    def seconds(self) -> int:
        return -(-self.length * 60 // A_MINUTE[self.language])


def script(title: str, told: Iterable[str], phone: str = "", language: str = "zh") -> Script:
    """Title, as many sentences as fit into a minute, the phone twice."""
    begin, number, again, end = WORDS[language]
    name = said_phone(phone, language)
    last = [number.format(phone=name), again.format(phone=name), end] if name else [end]
    lines = [begin, *sentences(title, language)]
    left = A_MINUTE[language] - sum(map(len, lines)) - sum(map(len, last))
    taken, out = [], []
    for line in [one for text in told for one in sentences(text, language)]:
        fits = not out and len(line) <= left
        (taken if fits else out).append(line)
        left -= len(line) if fits else 0
    return Script((*lines, *taken, *last), tuple(out), language)


def said_phone(phone: str, language: str) -> str:
    if language == "zh":
        return spoken.phone(phone)
    return ", ".join(" ".join(run) for run in re.findall(r"\d+", phone))


def sentences(text: str, language: str) -> list[str]:
    """Without asides, cut where a speaker breathes, figures in words."""
    text = ASIDE.sub("", text)
    whole = [one.strip() for one in ENDS[language].split(text) if one and one.strip()]
    said = [spoken.spoken(one) if language == "zh" else one for one in whole]
    return [_ended(part, language) for one in said for part in _breaths(one, language)]


def _breaths(sentence: str, language: str) -> list[str]:
    """A long sentence in parts that end at a comma."""
    if len(sentence) <= LONGEST[language]:
        return [sentence]
    parts = [""]
    for piece in COMMAS[language].split(sentence):
        gap = " " if parts[-1] and language == "en" else ""
        if parts[-1] and len(parts[-1]) + len(piece) > LONGEST[language]:
            parts.append(piece)
        else:
            parts[-1] += gap + piece
    return [part.strip() for part in parts if part.strip()]


def _ended(line: str, language: str) -> str:
    line = line.strip().rstrip("，,：:、；;。. ")
    if line.endswith(("！", "？", "!", "?")):
        return line
    return line + ("。" if language == "zh" else ".")
