"""How many questions there can still be at most: a promise, so an upper bound and never a guess."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cms.eligibility.ask import blank, read_all, too_narrow, waiting_for
from cms.eligibility.known import Told
from cms.eligibility.questions import Row, rows_for
from cms.eligibility.rules import Rules, walk


def at_most(programmes: Sequence[Rules], facts: Mapping[str, Any], on: date, area: str = "") -> int | None:
    """None while it depends on how many children there are."""
    told = read_all(programmes, facts)
    used = set().union(*(_used(one.rules, on, area) for one in waiting_for(programmes, told, on, area)))
    rows = [row for row in rows_for(programmes).values() if used & set(row["settles"])]
    by_child = any("children" in row["settles"] or "member" in row for row in rows)
    if by_child and not isinstance(told.get("children"), list):
        return None
    return sum(_open(row, told) for row in rows)


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


def _open(row: Row, told: Told) -> int:
    if "member" not in row:
        return int(any(told.get(key) is None for key in row["settles"]) or too_narrow(row, told))
    open_ = sum(blank(child, row) for child in told.get("children") or [])
    return open_ if row["member"] == "each" else min(open_, 1)
