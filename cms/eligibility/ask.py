"""Which question settles most, and what an answer adds to the facts. Deterministic.

Score: programmes expected to be settled by the answer, over equally likely sample answers, then
programmes that wait for it; ties go to the order of cms/programmes/questions.json. A fact of
sensitivity 3 has no question: a person asks it, never a machine.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cms.eligibility.dates import anniversary
from cms.eligibility.facts import PROGRAMMES, Fact, fact
from cms.eligibility.judge import Verdict, judge
from cms.eligibility.rules import Rules
from cms.eligibility.values import Unknown, Why, read, unknown

MOST_CHILDREN = 12
SAMPLES = {"own": (-75, -55, -30), "child": (-1, -4, -30)}


@dataclass(frozen=True)
class Question:
    """One thing to ask; `member` counts children from 0. `data` is its row in questions.json."""

    key: str
    kind: str
    text: Mapping[str, str]
    options: tuple[Mapping[str, str], ...] = ()
    member: int | None = None

    @property
    def data(self) -> Mapping[str, Any]:
        return _rows()[self.key]


@cache
def _rows() -> dict[str, dict[str, Any]]:
    rows = json.loads((PROGRAMMES / "questions.json").read_text(encoding="utf-8"))
    return {row["key"]: row for row in rows}


def question(key: str, facts: Mapping[str, Any], on: date, member: int | None = None) -> Question:
    row = _rows()[key]
    which = _which(facts, member)
    text = {
        language: words.format(which=which[language], year=on.year) for language, words in row["text"].items()
    }
    return Question(
        key, row["kind"], text, tuple(option["text"] for option in row.get("options", ())), member
    )


def that_settles(key: str, on: date) -> Question | None:
    """The first question whose answer settles this fact."""
    asked = next((row["key"] for row in _rows().values() if key in row["settles"]), None)
    return question(asked, {}, on) if asked else None


def _which(facts: Mapping[str, Any], member: int | None) -> dict[str, str]:
    if member is None or len(facts.get("children") or []) < 2:
        return {"zh": "孩子", "en": "the child"}
    return {"zh": f"第{member + 1}个孩子", "en": f"child {member + 1}"}


def askable(key: str) -> bool:
    return any(key in row["settles"] for row in _rows().values())


def for_a_person(verdict: Verdict) -> bool:
    """Is what is open here for a person to ask, not for a machine?"""
    return bool(verdict.missing) and not any(askable(key) for key in verdict.missing)


def next_question(programmes: Sequence[Rules], facts: Mapping[str, Any], on: date) -> Question | None:
    """The question that settles most, or None when no question can settle anything."""
    waiting = [(rules, judge(rules, facts, on)) for rules in programmes]
    waiting = [
        (rules, verdict) for rules, verdict in waiting if verdict.missing and not for_a_person(verdict)
    ]
    best, best_score = None, (0.0, 0.0)
    for asked in _candidates(waiting, facts, on):
        score = _score(asked, waiting, facts, on)
        if score > best_score:
            best, best_score = asked, score
    return best


def _candidates(waiting, facts: Mapping[str, Any], on: date) -> Iterator[Question]:
    wanted = {key for _rules, verdict in waiting for key in verdict.missing}
    only_young = all(rules.versions[-1].each for rules, verdict in waiting if "children" in verdict.missing)
    for key, row in _rows().items():
        if not wanted & set(row["settles"]) or (
            (row.get("scope") == "young") != only_young and "scope" in row
        ):
            continue
        if members := _unanswered(row, facts):
            yield question(key, facts, on, members[0])


def _unanswered(row: Mapping[str, Any], facts: Mapping[str, Any]) -> list[int | None]:
    """For whom this was not asked yet; "I do not know" is an answer."""
    if "member" not in row:
        unsettled = any(_at(facts, key) is None for key in row["settles"])
        return [None] if unsettled or _too_narrow(row, facts) else []
    children = facts.get("children") or []
    if any(child.get(row.get("after", "alive")) is None for child in children if "after" in row):
        return []  # ages first: they often make the rest needless
    blank: list[int | None] = [number for number, child in enumerate(children) if _blank(child, row)]
    return blank if row["member"] == "each" else [None] * bool(blank)


def _too_narrow(row: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Only the young children were asked for, and now all of them matter."""
    return row.get("scope") == "living" and facts.get("children_scope") == "young"


def _at(facts: Mapping[str, Any], key: str) -> Any:
    holder: Any = facts
    for part in key.split("."):
        holder = holder.get(part) if isinstance(holder, Mapping) else None
    return holder


def _blank(child: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    names = {key.removeprefix("children.") for key in row["settles"]}
    if child.get(row.get("fact", "")) is not None:
        return False
    return any(child.get(name) is None for name in names)


def _score(asked: Question, waiting, facts, on) -> tuple[float, float]:
    waits = sum(1 for _rules, verdict in waiting if set(asked.data["settles"]) & set(verdict.missing))
    samples = list(_samples(asked, on))
    settled = 0.0
    for value in samples:
        after = record_answer(facts, asked, value, on)
        settled += sum(not judge(rules, after, on).missing for rules, _verdict in waiting)
    return (waits + 3 * settled / len(samples), waits)


def _samples(asked: Question, on: date) -> Iterator[Any]:
    if asked.kind == "bool":
        yield from (True, False)
    elif asked.kind == "choice":
        yield from range(len(asked.options))
    elif asked.kind == "number":
        yield from (0, 1, 2)
    else:
        yield from (anniversary(on, years).isoformat() for years in SAMPLES[asked.data["samples"]])


class BadAnswer(ValueError):
    """The answer cannot be; the text is a pair, Chinese and English."""

    def __init__(self, zh: str, en: str):
        self.text = {"zh": zh, "en": en}
        super().__init__(en)


def record_answer(facts: Mapping[str, Any], asked: Question, value: Any, on: date) -> dict[str, Any]:
    """The facts with this answer added. `value`: bool, option number, number, date or span, or Why."""
    told = deepcopy(dict(facts))
    if isinstance(value, Why):
        _record_unknown(told, asked, value)
    elif asked.kind == "number":
        _record_children(told, asked, value)
    elif asked.kind == "choice":
        for holder in _holders(told, asked):
            for key, given in asked.data["options"][value]["facts"].items():
                _put(holder, key, given)
    else:
        if asked.kind == "birth":
            _check_birth(value, on)
        key = asked.data.get("fact") or asked.data["settles"][0].removeprefix("children.")
        for holder in _holders(told, asked):
            _put(holder, key, value)
    return told


def _holders(told: dict[str, Any], asked: Question) -> list[dict[str, Any]]:
    children = told.get("children") or []
    if asked.data.get("member") == "all":
        return children
    return [children[asked.member]] if asked.member is not None else [told]


def _put(holder: dict[str, Any], key: str, value: Any) -> None:
    *path, last = key.split(".")
    for part in path:
        holder = holder.setdefault(part, {})
    holder[last] = value


def _record_unknown(told: dict[str, Any], asked: Question, why: Why) -> None:
    for key in asked.data["settles"]:
        name = key.removeprefix("children.") if asked.data.get("member") else key
        for holder in _holders(told, asked):
            _put(holder, name, unknown(why))


def _record_children(told: dict[str, Any], asked: Question, number: int) -> None:
    if not 0 <= number <= MOST_CHILDREN:
        raise BadAnswer(
            f"请回0到{MOST_CHILDREN}之间的数字。", f"Please send a number from 0 to {MOST_CHILDREN}."
        )
    told["children"] = [{"alive": True} for _ in range(number)]
    told["children_scope"] = asked.data["scope"]


def _check_birth(value: Any, on: date) -> None:
    born = read(value, "date")
    low = getattr(born, "low", born)
    if low > on:
        raise BadAnswer("这个日期还没到，请再看一下。", "That day has not come yet. Please check it.")
    if low < anniversary(on, -130):
        raise BadAnswer("这个年份太早了，请再看一下。", "That year is too long ago. Please check it.")


def labels(keys: Sequence[str], language: str, define: Callable[[str], Fact] = fact) -> list[str]:
    """The facts in words, the sensitive ones left to a person."""
    return [define(key).label[language] for key in keys if define(key).sensitivity < 3]


def given(facts: Mapping[str, Any], key: str) -> bool:
    return not isinstance(read(facts.get(key), fact(key).type), Unknown)
