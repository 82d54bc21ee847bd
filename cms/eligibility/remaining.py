"""How many questions there can still be at most: a promise, so an upper bound and never a guess."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cms.eligibility import ask
from cms.eligibility.judge import judge
from cms.eligibility.rules import Rules, walk


def waiting(programmes: Sequence[Rules], facts: Mapping[str, Any], on: date) -> list[tuple[Rules, set[str]]]:
    """The programmes that a question can still settle, each with the facts it waits for."""
    judged = [(rules, judge(rules, facts, on)) for rules in programmes]
    return [
        (rules, set(verdict.missing))
        for rules, verdict in judged
        if verdict.missing and not ask.for_a_person(verdict)
    ]


def at_most(programmes: Sequence[Rules], facts: Mapping[str, Any], on: date) -> int | None:
    """None while it depends on how many children there are."""
    used = set().union(*(_used(rules, on) for rules, _missing in waiting(programmes, facts, on)))
    rows = [row for row in ask._rows().values() if used & set(row["settles"])]
    children = facts.get("children")
    if not isinstance(children, list):
        if any("children" in row["settles"] or "member" in row for row in rows):
            return None
        children = []
    return sum(_open(row, facts, children) for row in rows)


def _used(rules: Rules, on: date) -> set[str]:
    """Every fact the rule of this day may come to ask for, whoever it is about."""
    version = rules.version(on)
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


def _open(row: Mapping[str, Any], facts: Mapping[str, Any], children: list[Mapping[str, Any]]) -> int:
    if "member" not in row:
        asked = all(ask._at(facts, key) is not None for key in row["settles"])
        return int(not asked or ask._too_narrow(row, facts))
    blank = sum(ask._blank(child, row) for child in children)
    return blank if row["member"] == "each" else min(blank, 1)
