"""What is never asked by text, what is asked only of who brings it up, and what is not kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cms.eligibility.ask import Question, askable, next_question
from cms.eligibility.facts import all_facts
from cms.eligibility.rules import Rules, walk
from cms.eligibility.values import Why, unknown
from cms.eligibility.verdict import Verdict

GRIEF = 3  # a child's death, disability, the confirmation of births: a person asks, by voice
WEIGHTS = {"JF": 2.0}  # what most people write about is settled first
OWN_BUSINESS = frozenset({"planning_pregnancy"})


def uses(rules: Rules) -> set[str]:
    """Every fact a programme's rule looks at."""
    return {
        node["fact"]
        for version in rules.versions
        for node in walk(version.criteria)
        if isinstance(node.get("fact"), str)
    }


def own_business(rules: Rules) -> bool:
    """Is this programme only for somebody who asks about it?"""
    return bool(uses(rules) & OWN_BUSINESS)


def may_be_asked(asked: Question, programmes: Sequence[Rules]) -> bool:
    """The engine offers no question a machine may not ask; here it is looked at once more."""
    facts = {**all_facts(), **{key: one for rules in programmes for key, one in rules.facts.items()}}
    return all(facts[key].sensitivity < GRIEF and not facts[key].staff_only for key in asked.data["settles"])


def next_to_ask(
    programmes: Sequence[Rules], facts: Mapping[str, Any], on: date, area: str = ""
) -> Question | None:
    """The next question; what is somebody's own business comes last, so that its answer need not wait anywhere."""
    hurting = {key: unknown(Why.REFUSED) for key in hurts(facts)}
    spared = {key: unknown(Why.REFUSED) for key in OWN_BUSINESS if key not in facts}
    asked = next_question(programmes, {**facts, **hurting, **spared}, on, area, weights=WEIGHTS)
    if asked is None and spared:
        asked = next_question(programmes, {**facts, **hurting}, on, area, weights=WEIGHTS)
    return asked if asked is None or may_be_asked(asked, programmes) else None


def left_to_a_person(verdict: Verdict, rules: Rules, facts: Mapping[str, Any]) -> bool:
    """Is a person needed for the rest, so that naming what was not asked by machine would ask it after all?"""
    delicate = any(not askable(key, [rules]) for key in verdict.missing)
    return delicate and next_to_ask([rules], facts, verdict.on, verdict.area) is None


def hurts(facts: Mapping[str, Any]) -> set[str]:
    """Whoever has no child now may have lost one: whether one was ever born is then for a person to ask."""
    key = "ever_had_living_child"
    return {key} if facts.get("children") == [] and facts.get(key) is None else set()


def is_own_business(asked: Question) -> bool:
    return bool(set(asked.data["settles"]) & OWN_BUSINESS)


def kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that may be kept."""
    return {key: value for key, value in facts.items() if key not in OWN_BUSINESS}


def kept_verdict(verdict: Verdict, rules: Rules) -> dict[str, Any]:
    """The verdict as it may be kept: what would give away an own business is left out."""
    data = verdict.to_json()
    names = _private_criteria(rules)
    if names:
        for key in ("reasons", "others", "open"):
            data[key] = [name for name in data[key] if name not in names]
        data["trace"] = [row for row in data["trace"] if row[0] not in names]
    return data


def gives_away(verdict: Verdict, rules: Rules) -> bool:
    """Would the words of this no repeat what is nobody else's business?"""
    return verdict.verdict == "no" and bool(set(verdict.reasons) & _private_criteria(rules))


def _private_criteria(rules: Rules) -> set[str]:
    return {
        node.get("id", "")
        for version in rules.versions
        for node in version.criteria
        if any(inner.get("fact") in OWN_BUSINESS for inner in walk([node]))
    }
