"""What an answer adds to the facts."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from cms.eligibility.dates import anniversary
from cms.eligibility.facts import Facts, shipped
from cms.eligibility.known import Told
from cms.eligibility.questions import Question
from cms.eligibility.values import Why, read, unknown

MOST_CHILDREN = 12
OLDEST = 130
Change = tuple[str, Any]  # a fact's key, without "children.", and what it now is


class BadAnswer(ValueError):
    """The answer cannot be; the text is a pair, Chinese and English."""

    def __init__(self, zh: str, en: str):
        self.text = {"zh": zh, "en": en}
        super().__init__(en)


def record_answer(facts: Mapping[str, Any], asked: Question, value: Any, on: date) -> dict[str, Any]:
    """The facts with this answer added. `value`: bool, option number, number, date or span, or Why.

    Raises BadAnswer for a day still to come, an age beyond 130, or a number that cannot be.
    """
    told = deepcopy(dict(facts))
    if asked.kind == "birth" and not isinstance(value, Why):
        _check_birth(value, on)
    if asked.kind in ("number", "money") and not isinstance(value, Why):
        _check_number(value, asked)
    for key, said in changes(asked, value):
        for holder in _holders(told, asked):
            _put(holder, key, said)
    return told


def with_answer(told: Told, asked: Question, value: Any, facts: Facts | None = None) -> Told:
    """The same on facts already read, copying only what changes: to try what an answer would settle."""
    known = shipped() if facts is None else facts
    after = Told(told)
    prefix = "children." if asked.data.get("member") else ""
    if prefix:
        after["children"] = [dict(child) for child in told.get("children") or []]
    holders = _holders(after, asked)
    for key, said in changes(asked, value):
        definition = known.get(prefix + key)
        readable = definition is not None and not isinstance(said, list)
        for holder in holders:
            holder[key] = read(said, definition.type) if definition and readable else said
    return after


def changes(asked: Question, value: Any) -> Iterator[Change]:
    row = asked.data
    names = [key.removeprefix("children.") if row.get("member") else key for key in row["settles"]]
    if isinstance(value, Why):
        yield from ((name, unknown(value)) for name in names)
    elif "scope" in row:
        yield "children", [{"alive": True} for _ in range(value)]
        yield "children_scope", row["scope"]
    elif asked.kind == "choice":
        yield from row["options"][value]["facts"].items()
    else:
        yield row.get("fact") or names[0], value


def _holders(told: dict[str, Any], asked: Question) -> list[dict[str, Any]]:
    children = told.get("children") or []
    if asked.data.get("member") == "all":
        return children
    return [children[asked.member]] if asked.member is not None else [told]


def _put(holder: dict[str, Any], key: str, value: Any) -> None:
    *path, last = key.split(".")
    for part in path:
        inner = holder.get(part)
        holder[part] = inner if isinstance(inner, dict) else {}
        holder = holder[part]
    holder[last] = value


def _check_number(value: Any, asked: Question) -> None:
    most = MOST_CHILDREN if "scope" in asked.data else asked.data.get("most")
    if most is not None and not 0 <= value <= most:
        raise BadAnswer(f"请回0到{most}之间的数字。", f"Please send a number from 0 to {most}.")
    if float(value) < 0:
        raise BadAnswer("请回0或更大的数字。", "Please send a number of 0 or more.")


def _check_birth(value: Any, on: date) -> None:
    born = read(value, "date")
    low = getattr(born, "low", born)
    if low > on:
        raise BadAnswer("这个日期还没到，请再看一下。", "That day has not come yet. Please check it.")
    if low < anniversary(on, -OLDEST):
        raise BadAnswer("这个年份太早了，请再看一下。", "That year is too long ago. Please check it.")
