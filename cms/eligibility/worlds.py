"""Few people who stand for all: every way in which some criteria can come out, as facts.

A number or date matters only around the thresholds it is compared with, a choice by its values, and
each fact may be unknown. `None` instead of a list: too many to go through.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import comb, prod
from random import Random
from typing import Any

from cms.eligibility.dates import anniversary, youngest_birth
from cms.eligibility.facts import Facts, look_up
from cms.eligibility.plausible import OLDEST, RANGES
from cms.eligibility.rules import walk

MOST = 4000
ANY_SUM, OTHER = 10**9, "other"
DAY = timedelta(days=1)
SCHEDULED = ("birth_date", "alive", "death_date", "claimed_years", "claimed_now")
Nodes = Sequence[Mapping[str, Any]]


def worlds(
    nodes: Nodes, facts: Facts, on: date, each: bool = False, unknowns: bool = True
) -> list[dict] | None:
    """The facts of everybody who could make these criteria come out differently on this day."""
    axes: dict[str, list[Any]] = {}
    for key in dict.fromkeys(key for key, _leaf in leaves(nodes, "children." if each else "")):
        if (values := _values(key, nodes, facts, on, each)) is None:
            return None
        if key.endswith("birth_date") and not unknowns:
            values = _within_a_life(values, on)
        axes[key] = values + [None] * (unknowns and key != "children.claimed_now")
    own = {key: values for key, values in axes.items() if not key.startswith("children.")}
    theirs = {
        key.removeprefix("children."): values for key, values in axes.items() if key.startswith("children.")
    }
    families = _families(nodes, theirs, each, unknowns)
    if families is None or prod(map(len, own.values())) * len(families) > MOST:
        return None
    rows = list(itertools.product(families, *own.values()))
    Random(len(rows)).shuffle(rows)  # noqa: S311 - a difference is found sooner, each time at the same place
    return [_facts(dict(zip(own, row, strict=True)), family) for family, *row in rows]


def leaves(nodes: Nodes, prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each fact that is looked at, by its whole name, with the criterion that looks."""
    for node in nodes:
        if node["kind"] == "holds":
            yield f"{prefix}receiving", node
        elif "fact" in node and node["kind"] != "staff":
            yield prefix + node["fact"], node
        if "than" in node:
            yield prefix + node["than"], node
        if node["kind"] == "schedule":
            yield from ((prefix + key, node) for key in SCHEDULED)
        inner = node.get("of", [])
        yield from leaves(inner if isinstance(inner, list) else [inner], prefix)
        if "where" in node:
            yield from leaves([node["where"]], "children.")


def facts_of(nodes: Nodes, prefix: str = "") -> frozenset[str]:
    return frozenset(key for key, _leaf in leaves(nodes, prefix))


def _values(key: str, nodes: Nodes, facts: Facts, on: date, each: bool) -> list[Any] | None:
    looked = [leaf for name, leaf in leaves(nodes, "children." if each else "") if name == key]
    if key.removeprefix("children.") in ("claimed_years", "claimed_now"):
        return [True, False, None] if key.endswith("now") else [[], [on.year], [on.year - 1]]
    known = look_up(facts, key)
    match known.type:
        case "bool":
            return [True, False]
        case "choice":
            named = dict.fromkeys([*known.values, *(v for leaf in looked for v in _named(leaf))])
            return [*named, *([OTHER] if len(named) < 2 else [])]
        case "date":
            days = {day for leaf in looked for day in around(leaf, on)}
            return [day.isoformat() for day in sorted(days) if day <= on or not key.endswith("birth_date")]
        case "number" | "money":
            low, high = RANGES.get(key.rpartition(".")[2], (0, ANY_SUM))
            numbers = sorted({n for leaf in looked for n in _steps(leaf, key) if low <= n <= high})
            return [str(n) if known.type == "money" else int(n) for n in numbers]
        case "list":
            return [[], *([leaf["programme"]] for leaf in looked if leaf["kind"] == "holds")]
    return None


def _within_a_life(days: list[str], on: date) -> list[str]:
    """Nobody is older than 130; and there are always the newborn and the very old."""
    eldest = anniversary(on, -OLDEST).isoformat()
    return sorted({eldest, on.isoformat(), *(day for day in days if day >= eldest)})


def _named(leaf: Mapping[str, Any]) -> list[Any]:
    return leaf.get("values", []) if leaf["kind"] == "one_of" else [leaf["value"]] if "value" in leaf else []


def around(leaf: Mapping[str, Any], on: date) -> list[date]:
    """The days on either side of what a date is compared with."""
    if leaf["kind"] == "schedule":
        return [
            day
            for year in sorted({2022, 2025, on.year - 1, on.year})
            for day in (date(year, 1, 1) - DAY, date(year, 1, 1))
        ]
    if leaf["kind"] != "age":
        edge = date.fromisoformat(leaf["value"]) if "value" in leaf else on
        return [edge - DAY, edge, edge + DAY]
    edge = youngest_birth(on, leaf["years"], leaf.get("mode", "birthday"))
    return [edge - DAY, edge, edge + DAY]


def _steps(leaf: Mapping[str, Any], key: str) -> list[Decimal]:
    """One below, at and above a threshold; 1000 stands for whatever another fact is compared with."""
    if "than" in leaf:
        if key.endswith(leaf["than"]):
            return [Decimal(1000)]
        edge = Decimal(1000) * Decimal(str(leaf.get("times", 1)))
        return [edge - 1, edge, edge + 1]
    named = leaf.get("values", [leaf.get("value")])
    return [n for value in named for n in (Decimal(str(value)) + step for step in (-1, 0, 1))]


def _families(nodes: Nodes, theirs: Mapping[str, list[Any]], each: bool, unknowns: bool) -> list[Any] | None:
    """Lists of children, long enough for every count; with `each`, one child at a time."""
    counts = [node for node in walk(list(nodes)) if node["kind"] in {"count", "exists"}]
    if not counts and not each:
        return [None]
    kinds = prod(len(values) for values in theirs.values())
    most = 1 if each else 1 + max(bound(node) for node in counts)
    if (each and counts) or comb(kinds + most, most) > MOST:
        return None
    children = [_child(dict(zip(theirs, row, strict=True))) for row in itertools.product(*theirs.values())]
    if each:
        return [([child], None) for child in children]
    sizes = range(most + 1)
    lists: list[Any] = [
        (list(some), None) for n in sizes for some in itertools.combinations_with_replacement(children, n)
    ]
    if not unknowns:
        return lists
    short = [some for some, _scope in lists if len(some) < 2]
    return [*lists, None, *((some, scope) for some in short for scope in ("living", "young"))]


def bound(node: Mapping[str, Any]) -> int:
    """The most children a count can tell apart."""
    return max(node.get("at_least") or 1, node.get("at_most") or 0)


def _child(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _facts(own: Mapping[str, Any], family: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for key, value in own.items():
        *path, last = key.split(".")
        holder = facts
        for part in path:
            holder = holder.setdefault(part, {})
        if value is not None:
            holder[last] = value
    if family is not None:
        facts["children"], scope = family
        if scope:
            facts["children_scope"] = scope
    return facts
