"""The numbered choices a text offers, so that a screen can show them as buttons."""

import re

CHOICE = re.compile(r"(?:^|[：:]\s*|[,，;；]\s*|\s)(\d)(?!\d)\s?(?=\D)")
LONGEST = 60


def choices(text: str) -> list[tuple[str, str]]:
    """(digit, words) of every choice in the text; none unless they count from 1."""
    found = [pair for line in text.splitlines() for pair in _in_line(line)]
    offered = [(digit, words) for digit, words in found if 0 < len(words) <= LONGEST]
    return offered if len(offered) > 1 and offered[0][0] == "1" else []


def _in_line(line: str) -> list[tuple[str, str]]:
    line = line.strip()
    marks = list(CHOICE.finditer(line))
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return [
        (mark[1], line[mark.end() : end].strip(" .,，;；。、"))
        for mark, end in zip(marks, ends, strict=False)
    ]
