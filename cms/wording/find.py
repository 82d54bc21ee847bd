"""All that can be found in one text, in the order of the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cms.wording import personal, phrases, sentences

REFUSE, WARN = "refuse", "warn"


@dataclass(frozen=True)
class Words:
    """Wordings to look for: found in a sentence that also says one of `unless`, they are let through."""

    words: tuple[str, ...]
    level: str = WARN
    reason: str = ""
    better: str = ""
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """`kind` says what it is, `found` shows it (personal data masked), `start` where it begins."""

    level: str
    kind: str
    found: str
    start: int
    reason: str = ""
    better: str = ""


def look(text: str, words: Iterable[Words] = (), *, phone_field: bool = False) -> list[Finding]:
    """In a field made for an office's telephone a mobile number is asked about, not refused."""
    found = [*wordings(text, words), *office(text), *long(text), *data(text, phone_field)]
    return sorted(found, key=lambda one: (one.start, one.kind))


def wordings(text: str, words: Iterable[Words]) -> Iterator[Finding]:
    plain = text.casefold()
    split = None
    for row in words:
        for word in row.words:
            for start in phrases.places(plain, word.casefold()):
                split = split or list(sentences.split(plain))
                if not _excused(split, start, row.unless):
                    yield Finding(row.level, "wording", word, start, row.reason, row.better)


def _excused(split, start: int, unless: tuple[str, ...]) -> bool:
    sentence = next((said for begin, said in split if begin <= start < begin + len(said)), "")
    return any(word.casefold() in sentence for word in unless)


def office(text: str) -> Iterator[Finding]:
    for word, better in phrases.OFFICE.items():
        for start in phrases.places(text, word):
            yield Finding(WARN, "office", word, start, better=better)


def long(text: str) -> Iterator[Finding]:
    for start, sentence in sentences.long(text):
        yield Finding(WARN, "long", sentence[:12].strip() + "…", start)


def data(text: str, phone_field: bool) -> Iterator[Finding]:
    for kind, start, digits in personal.found(text):
        level = WARN if kind == "mobile" and phone_field else REFUSE
        yield Finding(level, kind, personal.masked(digits), start)
