"""Which facts a rule asks about: a form shows those and no others."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.eligibility import Fact, Rules, all_facts
from cms.eligibility.rules import walk
from cms.rule_data import used_facts

NESTED = "children."


def facts_of(rules: Rules) -> set[str]:
    """Every fact this programme's versions, variants and amounts look at."""
    return used_facts(rules.data) & set(definitions([rules]))


def facts_of_all(all_rules: Iterable[Rules]) -> set[str]:
    return set().union(*(facts_of(rules) for rules in all_rules))


def programmes_asked(all_rules: Iterable[Rules]) -> list[str]:
    """Codes of the programmes a rule asks whether they are received."""
    nodes = (
        node for rules in all_rules for version in rules.versions
        for node in walk([*version.criteria, *_guards(version.data)])
    )  # fmt: skip
    return sorted({node["programme"] for node in nodes if node.get("programme")})


def definitions(all_rules: Iterable[Rules]) -> dict[str, Fact]:
    """Fact definitions: those that come with Linli, then those frozen into the rules."""
    known = dict(all_facts())
    for rules in all_rules:
        known |= rules.facts
    return known


def _guards(version: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [row["guard"] for row in version.get("amounts", []) if row.get("guard")]
