"""Which facts a rule asks about: a form shows those and no others."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.eligibility import Rules, all_facts
from cms.eligibility.rules import walk

NESTED = "children."
# What a payment over several years looks at, beside its own criteria.
OF_A_SCHEDULE = ("birth_date", "alive", "death_date", "claimed_years")


def facts_of(rules: Rules) -> set[str]:
    """Every fact this programme's versions, variants and amounts look at."""
    used: set[str] = set()
    for version in rules.versions:
        data = version.data
        prefix = NESTED if data.get("each") else ""
        variants = data.get("variants", [])
        for criteria in [data["criteria"], *(variant.get("criteria", []) for variant in variants)]:
            used |= _of_criteria(criteria, prefix)
        guards = [row["guard"] for row in data.get("amounts", []) if row.get("guard")]
        used |= _of_criteria(guards, prefix) | ({"children"} if prefix else set())
    return used & set(definitions([rules]))


def facts_of_all(all_rules: Iterable[Rules]) -> set[str]:
    return set().union(*(facts_of(rules) for rules in all_rules))


def programmes_asked(all_rules: Iterable[Rules]) -> list[str]:
    """Codes of the programmes a rule asks whether they are received."""
    nodes = (
        node for rules in all_rules for version in rules.versions
        for node in walk([*version.criteria, *_guards(version.data)])
    )  # fmt: skip
    return sorted({node["programme"] for node in nodes if node.get("programme")})


def definitions(all_rules: Iterable[Rules]) -> dict[str, Any]:
    """Fact definitions: those that come with Linli, then those frozen into the rules."""
    known = dict(all_facts())
    for rules in all_rules:
        for row in rules.data.get("facts", []):
            known[row["key"]] = rules.fact(row["key"])
    return known


def _guards(version: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [row["guard"] for row in version.get("amounts", []) if row.get("guard")]


def _of_criteria(criteria: Iterable[Mapping[str, Any]], prefix: str) -> set[str]:
    return {key for node in criteria for key in _of_one(node, prefix)}


def _of_one(node: Mapping[str, Any], prefix: str) -> Iterator[str]:
    kind = node["kind"]
    if kind in {"count", "exists"}:
        yield "children"
        yield from _of_one(node.get("where", {"kind": "note"}), NESTED)
    elif kind == "holds":
        yield f"{prefix}receiving"
    elif kind == "schedule":
        yield from (f"{NESTED}{key}" for key in OF_A_SCHEDULE)
    yield from (f"{prefix}{node[name]}" for name in ("fact", "than") if node.get(name))
    inner = node.get("of", [])
    yield from _of_criteria(inner if isinstance(inner, list) else [inner], prefix)
