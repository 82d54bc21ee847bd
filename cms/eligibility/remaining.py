"""How many questions there can still be at most: a promise, so an upper bound and never a guess."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cms.eligibility import ask
from cms.eligibility.judge import judge
from cms.eligibility.known import Told
from cms.eligibility.questions import Row, rows_for
from cms.eligibility.rules import Rules, walk


def waiting(
    programmes: Sequence[Rules], facts: Mapping[str, Any], on: date, area: str = ""
) -> list[tuple[Rules, set[str]]]:
    """The programmes that a question can still settle, each with the facts it waits for."""
    judged = [(rules, judge(rules, facts, on, area)) for rules in programmes]
    return [
        (rules, set(verdict.missing))
        for rules, verdict in judged
        if verdict.missing and not ask.for_a_person(verdict, programmes)
    ]


def at_most(programmes: Sequence[Rules], facts: Mapping[str, Any], on: date, area: str = "") -> int | None:
    """None while it depends on how many children there are."""
    used: set[str] = set()
    for rules, _missing in waiting(programmes, facts, on, area):
        used |= _used(rules, on, area)
    rows = [row for row in rows_for(programmes).values() if used & set(row["settles"])]
    told = ask.read_all(programmes, facts)
    if not isinstance(told.get("children"), list):
        counted = any("children" in row["settles"] or "member" in row for row in rows)
        return None if counted else sum(_open(row, told, []) for row in rows)
    return sum(_open(row, told, told["children"]) for row in rows)


def _used(rules: Rules, on: date, area: str) -> set[str]:
    """Every fact the rule of this day may come to ask for, whoever it is about."""
    version = rules.version(on, area)
    used: set[str] = set()
    for node in walk([*version.criteria, *_guards(version.amounts)]) if version else ():
        named = {node.get("fact", ""), node.get("than", "")} - {""}
        used |= named | {f"children.{name}" for name in named}
        if node["kind"] in {"count", "exists"}:
            used.add("children")
        if node["kind"] == "schedule":
            used |= {"children", "children.birth_date", "children.claimed_years"}
    return used | ({"children"} if version and version.each else set())


def _guards(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row["guard"] for row in rows if row.get("guard")]


def _open(row: Row, told: Told, children: Sequence[Mapping[str, Any]]) -> int:
    """How often this question can still come."""
    if "member" not in row:
        asked = all(told.get(key) is not None for key in row["settles"])
        return int(not asked or ask._too_narrow(row, told))
    blank = sum(ask._blank(child, row) for child in children)
    return blank if row["member"] == "each" else min(blank, 1)
