"""What keeps a programme from being sent for approval, and what an editor should know. Sentences."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cms.eligibility.rules import gaps, problems_of, walk


def problems(programme) -> Iterator[str]:
    """Errors: with one of these the rule cannot be published."""
    data = programme.as_data()
    yield from dates(data)
    yield from names(data)
    yield from facts(data, programme_facts())
    yield from problems_of(data)
    yield from needs(programme, data)


def programme_facts() -> dict[str, str]:
    from cms.models.fact import Fact

    return Fact.objects.types()


def dates(data: Mapping[str, Any]) -> Iterator[str]:
    """What the database would refuse too."""
    versions = [version for version in data["versions"] if version["from"]]
    for version in versions:
        if version["to"] and version["to"] < version["from"]:
            yield _("The version of %(day)s ends before it begins.") % {"day": version["from"]}
    for one, two in itertools.pairwise(versions):
        if not one["to"] or one["to"] >= two["from"]:
            yield _("The versions of %(one)s and %(two)s overlap: let the first end the day before.") % {
                "one": one["from"], "two": two["from"],
            }  # fmt: skip


def names(data: Mapping[str, Any]) -> Iterator[str]:
    """Sources that are not listed, short names given twice."""
    listed = set(data.get("sources", {}))
    for key in sorted(set(_sources(data)) - listed):
        yield _("“%(key)s” is no source on the tab “Sources”.") % {"key": key}
    for version in data["versions"]:
        for place in [version, *version.get("variants", ())]:
            found = Counter(node.get("id") for node in place["criteria"])
            for key, times in found.items():
                if not key:
                    yield _("A condition of %(day)s has no short name.") % {"day": version["from"]}
                elif times > 1:
                    yield _("The short name “%(key)s” is given twice.") % {"key": key}


def _sources(data: Mapping[str, Any]) -> Iterator[str]:
    rows: list[Mapping[str, Any]] = [*data["versions"], *data.get("interactions", ())]
    for version in data["versions"]:
        rows += [*version["amounts"], *version.get("variants", ())]
        rows += walk([*version["criteria"], *(n for v in version.get("variants", ()) for n in v["criteria"])])
    yield from (row["source"] for row in rows if row.get("source"))


def facts(data: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[str]:
    """Conditions of which nobody said what they ask."""
    for version in data["versions"]:
        child = version.get("each") == "children"
        for node in walk(version["criteria"]):
            if "fact" in node and not node["fact"]:
                yield _("A condition of %(day)s names no fact.") % {"day": version["from"]}
            elif not child and str(node.get("fact", "")).startswith("children."):
                yield _("“%(fact)s” belongs to one child: ask for it inside “There is a child who”.") % {
                    "fact": node["fact"]
                }


def needs(programme, data: Mapping[str, Any]) -> Iterator[str]:
    """Programmes that would wait for each other."""
    from cms.models.programme import Programme

    wanted = {data["code"]: _needed(data)}
    for other in Programme.objects.published().exclude(pk=programme.pk):
        wanted[other.code] = _needed(other.rule)
    chain = _circle(data["code"], wanted)
    if chain:
        yield _("These programmes need each other: %(chain)s.") % {"chain": " → ".join(chain)}


def _needed(data: Mapping[str, Any]) -> list[str]:
    rows = [row for row in data.get("interactions", ()) if row["kind"] == "needs"]
    return [code for row in rows for code in row["programmes"]]


def _circle(start: str, wanted: Mapping[str, list[str]]) -> list[str]:
    """The way from a programme back to itself, if there is one."""
    ways = [[start, code] for code in wanted[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, code] for code in wanted.get(way[-1], ())]
    return []


def warnings(programme) -> Iterator[str]:
    """Not wrong, but worth a look: days on which no version is in force."""
    for first, last in gaps(programme.as_rules):
        yield _("No version is in force from %(first)s to %(last)s.") % {
            "first": _day(first), "last": _day(last),
        }  # fmt: skip


def _day(day: date) -> str:
    return day.isoformat()
