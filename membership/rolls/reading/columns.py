"""Which column of a roll is which, by its heading; the row of headings below titles, in one line or two."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

SYNONYMS: dict[str, list[str]] = json.loads(Path(__file__).with_name("columns.json").read_text("utf-8"))
FIELDS = {word: field for field, words in SYNONYMS.items() for word in words}
BRACKETS = re.compile(r"[(\[【<].*?[)\]】>]")
MARKS = re.compile(r"[\s/、,，.。:：;；*★|\\_\-—]+")
NEVER = ("孕", "节育", "避孕", "上环", "结扎", "人流", "引产", "超生", "违法生育", "社会抚养费")
LOOK_FOR_HEADER = 15
FEWEST = 2


class Header(NamedTuple):
    """Where the headings stand (first and last row, from 0), their words, and what each column holds."""

    first: int
    last: int
    heads: list[str]
    fields: dict[str, int]


def heading(value: Any) -> str:
    """Without width, brackets, spaces and marks."""
    text = BRACKETS.sub("", unicodedata.normalize("NFKC", str(value or "")))
    return MARKS.sub("", text).lower()[:60]


def is_never_kept(head: str) -> bool:
    """What the register must not hold, whoever kept it once."""
    return any(word in head for word in NEVER)


def known(heads: list[str], own: dict[str, str] | None = None) -> dict[str, int]:
    """Field → column. The second telephone, right of a head of household, is the household's."""
    words = FIELDS | (own or {})
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        field = words.get(head, "")
        if field == "phone" and "phone" in found and "head" in found:
            field = "home_phone"
        if field and field not in found and not is_never_kept(head):
            found[field] = at
    return found


def _two_lines(top: list[str], bottom: list[str], own: dict[str, str]) -> list[str]:
    """Merged cells leave one value at the left: what stands above is said of all below it."""
    heads, above = [], ""
    width = max(len(top), len(bottom))
    top, bottom = (line + [""] * (width - len(line)) for line in (top, bottom))
    for high, low in zip(top, bottom, strict=True):
        above = high or (above if low else "")
        both = above + low
        words = FIELDS | own
        heads.append(both if both in words or not low else low if low in words else both)
    return heads


def header(rows: list[list[Any]], own: dict[str, str] | None = None) -> Header | None:
    """The row, or the two rows, that name most columns."""
    own = own or {}
    lines = [[heading(value) for value in row] for row in rows[:LOOK_FOR_HEADER]]
    best: Header | None = None
    for at, line in enumerate(lines):
        tries = [(at, line)]
        if at + 1 < len(lines):
            tries.append((at + 1, _two_lines(line, lines[at + 1], own)))
        for last, heads in tries:
            fields = known(heads, own)
            one = Header(at, last, heads, fields)
            if len(fields) >= FEWEST and (best is None or _merit(one) > _merit(best)):
                best = one
    return best


def _merit(found: Header) -> tuple[int, bool]:
    return len(found.fields), found.first == found.last


def likeliest(rows: list[list[Any]]) -> Header | None:
    """Where nothing is recognised: the first row with several words; somebody says what they mean."""
    for at, row in enumerate(rows[:LOOK_FOR_HEADER]):
        heads = [heading(value) for value in row]
        if sum(bool(head) for head in heads) >= FEWEST:
            return Header(at, at, heads, known(heads))
    return None


KINDS = (
    ("pairings", {"head", "name", "since"}), ("pairings", {"head", "name", "needs"}),
    ("pairings", {"head", "name", "size"}), ("pairings", {"head", "name", "home_phone"}),
    ("council", {"post"}), ("residents", {"relation"}), ("residents", {"house"}), ("members", {"joined"}),
    ("members", {"serial"}), ("members", {"group"}), ("pairings", {"head", "name"}), ("members", {"name"}),
)  # fmt: skip


def kind_of(fields) -> str:
    """What sort of roll these columns make."""
    return next((kind for kind, needed in KINDS if needed <= set(fields)), "")
