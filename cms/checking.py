"""What keeps a programme from being sent for approval, and what its editor should know. Sentences."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.blocks.criteria import DEEPEST
from cms.eligibility import Rules, circles
from cms.eligibility.cases import name_of, run
from cms.eligibility.checks import findings
from cms.eligibility.facts import defined, shipped
from cms.eligibility.rules import problems_of, walk
from portal import reading

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """How a draft stands: `errors` keep it from being sent for approval, `warnings` do not."""

    errors: list[str]
    warnings: list[str]


def standing(programme) -> Standing:
    """Everything at once, for the editor and before it is approved."""
    if found := list(problems(programme)):
        return Standing(found, [])
    data, language = programme.frozen(), reading.language()
    told = findings(data)
    errors = [getattr(one, language) for one in told if one.level == "error"]
    errors += red_cases(programme, Rules.from_json(data))
    return Standing(errors, [getattr(one, language) for one in told if one.level != "error"])


def problems(programme) -> Iterator[str]:
    """What makes it no rule at all. The engine's own sentences come last: they are for programmers."""
    data = programme.frozen()
    found = (
        [*dates(data), *names(data), *depth(data), *facts(data)]
        or list(_engine(data))
        or list(needs(programme, data))
    )
    yield from found


def impossible(programme) -> Iterator[str]:
    """What cannot even be a draft."""
    return dates(programme.as_data())


def dates(data: Data) -> Iterator[str]:
    """What the database would refuse too."""
    versions = [version for version in data["versions"] if version["from"]]
    for version in versions:
        if version["to"] and version["to"] < version["from"]:
            yield _("The version of %(day)s ends before it begins.") % {"day": version["from"]}
    for one, two in itertools.pairwise(versions):
        if not one["to"] or one["to"] >= two["from"]:
            yield _("The versions of %(one)s and %(two)s overlap: let the first end the day before.") % {
                "one": one["from"],
                "two": two["from"],
            }


def names(data: Data) -> Iterator[str]:
    """No version; sources that are not listed, short names left out or given twice, a sentence in one language only."""
    if not data["versions"]:
        yield _("There is no rule version yet: add one on the tab “Rule versions”.")
    for key in sorted(set(_sources(data)) - set(data.get("sources", {}))):
        yield _("“%(key)s” is no source on the tab “Sources”.") % {"key": key}
    for version in data["versions"]:
        for place in [version, *version.get("variants", ())]:
            found = Counter(node.get("id") for node in place["criteria"])
            for key, times in found.items():
                if not key:
                    yield _("A condition of %(day)s has no short name.") % {"day": version["from"]}
                elif times > 1:
                    yield _("The short name “%(key)s” is given twice.") % {"key": key}
            yield from _one_language(place["criteria"])


def _one_language(criteria) -> Iterator[str]:
    for node in criteria:
        if any(node.get(words) and set(node[words]) != {"zh", "en"} for words in ("text", "not_met")):
            yield _("“%(key)s” says a sentence in one language only: write both, or leave both empty.") % {
                "key": node.get("id")
            }


def _sources(data: Data) -> Iterator[str]:
    rows: list[Mapping[str, Any]] = [*data["versions"], *data.get("interactions", ())]
    for version in data["versions"]:
        variants = version.get("variants", ())
        rows += [*version["amounts"], *variants]
        rows += walk([*version["criteria"], *(node for one in variants for node in one["criteria"])])
    yield from (row["source"] for row in rows if row.get("source"))


def depth(data: Data) -> Iterator[str]:
    """Groups in groups that the screen could not show, and so would lose."""
    for version in data["versions"]:
        for node in version["criteria"]:
            if _depth(node) > DEEPEST:
                yield _(
                    "“%(key)s” has groups in groups, more than %(most)s deep: make two conditions of it."
                ) % {
                    "key": node.get("id"),
                    "most": DEEPEST,
                }


def _depth(node: Mapping[str, Any]) -> int:
    inner = node.get("of") or []
    below = max((_depth(each) for each in (inner if isinstance(inner, list) else [inner])), default=0)
    return below + (node["kind"] in {"all", "any", "unless"})


def facts(data: Data) -> Iterator[str]:
    """Conditions that do not say what they ask, or ask a child's fact of the person."""
    for version in data["versions"]:
        child = version.get("each") == "children"
        for node in walk(version["criteria"]):
            said = {"day": version["from"], "fact": node.get("fact")}
            if "fact" in node and not node["fact"] and node["kind"] != "staff":
                yield _("A condition of %(day)s names no fact.") % said
            elif node.get("of") == [] or ("values" in node and not node["values"]):
                yield _("A condition of %(day)s is still empty.") % said
        yield from _of_a_child(version["criteria"], child)


def _of_a_child(criteria, inside: bool) -> Iterator[str]:
    for node in criteria:
        if not inside and str(node.get("fact", "")).startswith("children."):
            yield _("“%(fact)s” belongs to one child: ask for it inside “There is a child who …”.") % {
                "fact": node["fact"]
            }
        inner = node.get("of") or []
        yield from _of_a_child(inner if isinstance(inner, list) else [inner], inside)


def _engine(data: Data) -> Iterator[str]:
    return problems_of(data, {**shipped(), **defined(data.get("facts", ()))})


def needs(programme, data: Data) -> Iterator[str]:
    """Programmes that would wait for each other."""
    from cms.models.programme import Programme

    others = Programme.objects.exclude(pk=programme.pk).rules()
    for chain in circles([Rules.from_json(data), *others]):
        if data["code"] in chain:
            yield _("These programmes need each other: %(chain)s.") % {"chain": " → ".join(chain)}


def red_cases(programme, rules: Rules) -> Iterator[str]:
    """Cases beside the rule that come out otherwise than they say."""
    language = reading.language()
    for row in programme.cases.all():
        case = row.as_data()
        if differs := run(rules, case):
            what = " ".join(one.text(language) for one in differs)
            yield _("The case “%(name)s” is red: %(what)s") % {"name": name_of(case), "what": what}
