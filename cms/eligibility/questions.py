"""What can be asked: rows of cms/programmes/questions.json, and the own question of any other fact.

A row settles one or more facts by one answer. A fact of sensitivity 3, or one that only staff may settle,
has no question whatever a row says: a person asks it, never a machine.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from cms.eligibility.facts import PROGRAMMES, Fact, Facts, shipped
from cms.eligibility.rules import Rules

Row = Mapping[str, Any]
KIND_OF = {"date": "birth", "bool": "bool", "choice": "choice", "number": "number", "money": "money"}
YES_NO_WORDS = {"f": {"zh": "女", "en": "female"}, "m": {"zh": "男", "en": "male"}}


@dataclass(frozen=True)
class Question:
    """One thing to ask. `kind`: bool, choice, number, money or birth (a date); `member` counts children from 0.

    `data` is its row: which facts it settles, and what each option says.
    """

    key: str
    kind: str
    text: Mapping[str, str]
    options: tuple[Mapping[str, str], ...] = ()
    member: int | None = None
    data: Row = field(default_factory=dict, compare=False, repr=False)
    help: Mapping[str, str] | None = field(default=None, compare=False)


@cache
def _written() -> dict[str, Row]:
    rows = json.loads((PROGRAMMES / "questions.json").read_text(encoding="utf-8"))
    return {row["key"]: row for row in rows}


def rows_for(programmes: Sequence[Rules] = ()) -> Mapping[str, Row]:
    """Every question a machine may ask about these programmes, in the editor's order."""
    texts = tuple(dict.fromkeys(rules.hash for rules in programmes))
    return _rows(texts, _Kept({rules.hash: rules.facts for rules in programmes}))


class _Kept(dict):
    """Definitions by rule hash; equal for the cache, which goes by the hashes alone."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    def __eq__(self, other: object) -> bool:
        return True


@lru_cache(maxsize=64)
def _rows(texts: tuple[str, ...], definitions: _Kept) -> Mapping[str, Row]:
    facts: dict[str, Fact] = {**shipped()}
    for text in texts:
        facts |= definitions[text]
    rows = {key: row for key, row in _written().items() if _by_machine(row, facts)}
    covered = {key for row in rows.values() for key in row["settles"]}
    for one in facts.values():
        if one.question and one.by_machine and one.key not in covered and one.type in KIND_OF:
            rows[one.key] = _own_row(one)
    return rows


def _by_machine(row: Row, facts: Facts) -> bool:
    return all(key not in facts or facts[key].by_machine for key in row["settles"])


def _own_row(one: Fact) -> Row:
    """The question a fact brings along."""
    name = one.key.removeprefix("children.")
    row: dict[str, Any] = {
        "key": one.key, "settles": [one.key], "kind": KIND_OF[one.type], "text": one.question, "fact": name,
        "help": one.help,
    }  # fmt: skip
    if name != one.key:
        row["member"] = "each"
    if one.type == "choice":
        row["options"] = [{"text": _label(one, value), "facts": {name: value}} for value in one.values]
    return row


def _label(one: Fact, value: str) -> Mapping[str, str]:
    return (one.value_labels or {}).get(value) or YES_NO_WORDS.get(value) or {"zh": value, "en": value}


def question(
    key: str, facts: Mapping[str, Any], on: date, member: int | None = None, programmes: Sequence[Rules] = ()
) -> Question:
    """The question as it is put now: of which child, in which year. KeyError if there is no such question."""
    row = rows_for(programmes)[key]
    which = _which(facts, member)
    text = {
        language: words.replace("{which}", which[language]).replace("{year}", str(on.year))
        for language, words in row["text"].items()
    }
    options = tuple(option["text"] for option in row.get("options", ()))
    return Question(key, row["kind"], text, options, member, row, row.get("help"))


def _which(facts: Mapping[str, Any], member: int | None) -> dict[str, str]:
    children = facts.get("children")
    if member is None or not isinstance(children, list) or len(children) < 2:
        return {"zh": "孩子", "en": "the child"}
    return {"zh": f"第{member + 1}个孩子", "en": f"child {member + 1}"}


def askable(key: str, programmes: Sequence[Rules] = ()) -> bool:
    return any(key in row["settles"] for row in rows_for(programmes).values())


def labels(keys: Iterable[str], language: str, facts: Facts | None = None) -> list[str]:
    """The facts in words, the sensitive ones left to a person."""
    known = shipped() if facts is None else facts
    found = [known[key].label[language] for key in keys if key in known and known[key].sensitivity < 3]
    return list(dict.fromkeys(found))
