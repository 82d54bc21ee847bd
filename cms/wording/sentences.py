"""Sentences, and those nobody reads to their end."""

import re
from collections.abc import Iterator

STOP = re.compile(r"[。！？；!?;\n]|\.(?=\s|$)")
CHINESE = re.compile(r"[\u3400-\u9fff]")
MOST_CHARACTERS, MOST_WORDS = 40, 25


def split(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, the sentence with its stop)."""
    start = 0
    for stop in STOP.finditer(text):
        yield start, text[start : stop.end()]
        start = stop.end()
    if start < len(text):
        yield start, text[start:]


def long(text: str) -> Iterator[tuple[int, str]]:
    for start, sentence in split(text):
        if _too_long(sentence):
            yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()


def _too_long(sentence: str) -> bool:
    if chinese := len(CHINESE.findall(sentence)):
        return chinese > MOST_CHARACTERS
    return len(sentence.split()) > MOST_WORDS
