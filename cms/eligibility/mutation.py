"""Are the cases sharp? Each operator and threshold turned must turn some case red.

A change that no case notices survives: what it changed is untested. Changes that cannot show in
any case are left out: `same.cannot_show` goes through everybody who matters.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.eligibility.cases import is_red
from cms.eligibility.edits import (
    AMOUNT_RULES,
    DAY,
    REMOVED,
    Edit,
    See,
    of_criteria,
    of_days,
    of_guard,
    of_value,
    put,
)
from cms.eligibility.facts import definitions
from cms.eligibility.rules import BadRule, Rules
from cms.eligibility.same import cannot_show

Cases = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Mutant:
    """A rule with one thing changed."""

    criterion_id: str
    what: dict[str, str]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Score:
    """How many of the changed rules some case turned red."""

    killed: int
    total: int
    survivors: tuple[Mutant, ...]

    @property
    def share(self) -> float:
        return self.killed / self.total if self.total else 1.0


def mutants(data: Mapping[str, Any]) -> Iterator[Mutant]:
    """The rule with each thing changed, one at a time."""
    for where, edit in _edits(data):
        changed: Any = data
        for path, value in edit.changes:
            changed = put(changed, path, value)
        yield Mutant(where, {"zh": edit.what[0], "en": edit.what[1]}, changed)


def survivors(data: Mapping[str, Any], cases: Cases) -> list[Mutant]:
    """The changes that no case notices."""
    return list(score(data, cases).survivors)


def score(data: Mapping[str, Any], cases: Cases) -> Score:
    """Cases that are red already tell nothing and are left out."""
    whole = Rules.from_json(data)
    sharp = [
        case for case in cases if case.get("programme", whole.code) == whole.code and not is_red(whole, case)
    ]
    left, total = [], 0
    for mutant in mutants(data):
        try:
            changed = Rules.from_json(mutant.data)
        except BadRule:
            continue  # the loader itself refuses it, so no case need
        total += 1
        killer = next((place for place, case in enumerate(sharp) if is_red(changed, case)), None)
        if killer is None and cannot_show(data, mutant.data, whole.facts):
            total -= 1
        elif killer is None:
            left.append(mutant)
        else:
            sharp.insert(0, sharp.pop(killer))  # its neighbours often fall to the same case
    return Score(total - len(left), total, tuple(left))


def untested(left: Sequence[Mutant]) -> list[dict[str, str]]:
    """One sentence for each criterion, amount or version that has survivors."""
    said = []
    for where, group in itertools.groupby(
        sorted(left, key=lambda one: one.criterion_id), lambda one: one.criterion_id
    ):
        changes = [one.what for one in group]
        zh, en = ("；".join(what["zh"] for what in changes), "; ".join(what["en"] for what in changes))
        said.append(
            {
                "zh": f"{where}没有用例测到：改成这样也没有一条变红：{zh}。",
                "en": f"Criterion {where} is untested: no case turns red with {en}.",
            }
        )
    return said


def _edits(data: Mapping[str, Any]) -> Iterator[tuple[str, Edit]]:
    see = See(definitions(data))
    for place, version in enumerate(data["versions"]):
        here, inner = ("versions", place), See(see.facts, "children.") if version.get("each") else see
        yield from _criteria(version["criteria"], (*here, "criteria"), inner)
        yield from _variants(version, here, inner)
        yield from _amounts(version, here, inner)
    yield from _versions(data["versions"])


def _criteria(nodes, path, see: See) -> Iterator[tuple[str, Edit]]:
    for place, edit in of_criteria(nodes, path, see):
        yield nodes[place].get("id", str(place + 1)), edit


def _variants(version, path, see: See) -> Iterator[tuple[str, Edit]]:
    for place, variant in enumerate(version.get("variants", [])):
        here, name = (*path, "variants", place), variant["id"]
        yield name, Edit(("整个变体去掉", "variant removed"), ((here, REMOVED),))
        for which, key in enumerate(variant.get("drop", [])):
            words = (f"不再去掉{key}", f"{key} no longer dropped")
            yield name, Edit(words, (((*here, "drop", which), REMOVED),))
        yield from _criteria(variant.get("criteria", []), (*here, "criteria"), see)


def _amounts(version, path, see: See) -> Iterator[tuple[str, Edit]]:
    """None where a schedule pays: the sum comes from it, the row is only shown."""
    if version.get("pays_by"):
        return
    rows = version.get("amounts", [])
    if rule := version.get("amount_rule"):
        for other in (one for one in AMOUNT_RULES if one != rule):
            words = (
                f"{AMOUNT_RULES[rule][0]} → {AMOUNT_RULES[other][0]}",
                f"{AMOUNT_RULES[rule][1]} → {AMOUNT_RULES[other][1]}",
            )
            yield "amounts", Edit(words, (((*path, "amount_rule"), other),))
    for place, row in enumerate(rows):
        here, name = (*path, "amounts", place), f"amount {row.get('from') or ''}".strip()
        yield name, of_value(row, here)
        if row.get("guard"):
            yield from ((name, edit) for edit in of_guard(row, here, see))
        yield from ((name, edit) for edit in of_days(row, here, ("金额", "amount")))


def _versions(versions) -> Iterator[tuple[str, Edit]]:
    """Each end a day earlier and later; where two versions touch, the border moves as one."""
    starts = {row["from"]: place for place, row in enumerate(versions)}
    for place, row in enumerate(versions):
        for edit in of_days(row, ("versions", place), ("版本", "version")):
            (path, value), *_none = edit.changes
            neighbour = starts.get(_after(row.get("to"))) if path[-1] == "to" else None
            if neighbour is not None:
                edit = Edit(edit.what, (*edit.changes, (("versions", neighbour, "from"), _after(value))))
            if path[-1] == "from" and any(_after(other.get("to")) == row["from"] for other in versions):
                continue  # the border was moved from its other side
            yield f"version {row['from']}", edit


def _after(day: str | None) -> str:
    return (date.fromisoformat(day) + DAY).isoformat() if day else ""
