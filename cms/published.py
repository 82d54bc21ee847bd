"""The published rules, built once per publication; their texts are kept before anybody is answered by them."""

from django.db.models import Count, Max

from cms.eligibility import Fact, Rules, all_facts
from cms.models import Programme
from cms.models.answer import areas_named, keep_rule

_built: dict[tuple, list[Rules]] = {}


def programmes() -> list[Rules]:
    stamp = tuple(Programme.objects.published().aggregate(Max("last_published_at"), Count("pk")).values())
    if stamp not in _built:
        rules = Programme.objects.rules()
        for one in rules:
            keep_rule(one)
        _built.clear()
        _built[stamp] = rules
    return _built[stamp]


def fact_definitions() -> dict[str, Fact]:
    """Every fact any of them may ask for."""
    return {**all_facts(), **{key: one for rules in programmes() for key, one in rules.facts.items()}}


def areas() -> set[str]:
    """Every place one of them is written for."""
    return {code for rules in programmes() for code in areas_named(rules)}
