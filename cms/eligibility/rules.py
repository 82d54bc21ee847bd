"""A programme's rule: dated versions made of criteria, with sources. Loaded from JSON and checked."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cms.eligibility.amounts import in_force
from cms.eligibility.canonical import fingerprint
from cms.eligibility.criteria import KINDS
from cms.eligibility.facts import NoSuchFact, fact

TEXTS = ("zh", "en")


class BadRule(ValueError):
    """What an editor has to mend, one sentence each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Version:
    """The rule from one day to another, both included."""

    data: Mapping[str, Any]

    @property
    def starts(self) -> date:
        return date.fromisoformat(self.data["from"])

    @property
    def ends(self) -> date | None:
        return date.fromisoformat(self.data["to"]) if self.data.get("to") else None

    @property
    def criteria(self) -> list[Mapping[str, Any]]:
        return self.data["criteria"]

    @property
    def amounts(self) -> list[Mapping[str, Any]]:
        return self.data.get("amounts", [])

    @property
    def each(self) -> str | None:
        """`children` where every child is judged for itself."""
        return self.data.get("each")


@dataclass(frozen=True)
class Rules:
    """One programme."""

    data: Mapping[str, Any]
    code: str
    name: Mapping[str, str]
    versions: tuple[Version, ...]
    hash: str

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Rules":
        """Read a programme; raises BadRule with a sentence for each thing to mend."""
        if problems := list(problems_of(data)):
            raise BadRule(problems)
        versions = tuple(sorted((Version(row) for row in data["versions"]), key=lambda one: one.starts))
        return cls(data, data["code"], data["name"], versions, fingerprint(data))

    def version(self, day: date) -> Version | None:
        return next((one for one in self.versions if in_force(one.data, day)), None)

    def source(self, key: str | None) -> Mapping[str, Any]:
        return self.data.get("sources", {}).get(key or "", {})

    def criterion(self, key: str) -> Mapping[str, Any]:
        """The criterion with this id, in the newest version that has it."""
        for version in reversed(self.versions):
            for node in walk(version.criteria):
                if node.get("id") == key:
                    return node
        return {}


def walk(criteria: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every criterion, the outer ones first."""
    for node in criteria:
        yield node
        inner = node.get("of", [])
        yield from walk(inner if isinstance(inner, list) else [inner])
        if "where" in node:
            yield from walk([node["where"]])


def gaps(rules: Rules) -> list[tuple[date, date]]:
    """Days between versions on which no rule is in force."""
    pairs = zip(rules.versions, rules.versions[1:], strict=False)
    day = timedelta(days=1)
    return [
        (one.ends + day, two.starts - day) for one, two in pairs if one.ends and one.ends + day < two.starts
    ]


def problems_of(data: Mapping[str, Any]) -> Iterator[str]:
    """What keeps this from being a rule, in sentences."""
    for key in ("code", "name", "versions"):
        if not data.get(key):
            yield f"“{key}” is missing."
    if not data.get("versions"):
        return
    yield from _texts(data.get("name", {}), "The name")
    for version in data["versions"]:
        yield from _dates(version)
        yield from _criteria(version.get("criteria", []), "children." if version.get("each") else "")
        for row in version.get("amounts", []):
            yield from _dates(row, start_needed=False)
    yield from _overlaps(data["versions"])


def _texts(texts: Mapping[str, str], what: str) -> Iterator[str]:
    for language in TEXTS:
        if not texts.get(language):
            yield f"{what} has no text in “{language}”."


def _dates(row: Mapping[str, Any], start_needed: bool = True) -> Iterator[str]:
    try:
        starts, ends = (date.fromisoformat(row[key]) if row.get(key) else None for key in ("from", "to"))
    except ValueError as problem:
        yield f"A date is not a date: {problem}."
        return
    if start_needed and not starts:
        yield "A version needs the day it starts."
    if starts and ends and ends < starts:
        yield f"The version of {starts} ends before it begins."


def _criteria(criteria: list[Mapping[str, Any]], prefix: str, top: bool = True) -> Iterator[str]:
    for node in criteria:
        label = node.get("id", "a criterion")
        if node.get("kind") not in KINDS:
            yield f"{label}: “{node.get('kind')}” is not a kind of criterion."
            continue
        if top:
            yield from _texts(node.get("text", {}), label)
        if "fact" in node:
            yield from _fact(node["fact"], prefix, label)
        inner = node.get("of", [])
        yield from _criteria(inner if isinstance(inner, list) else [inner], prefix, top=False)
        if "where" in node:
            yield from _criteria([node["where"]], "children.", top=False)


def _fact(key: str, prefix: str, label: str) -> Iterator[str]:
    try:
        fact(prefix + key)
    except NoSuchFact as problem:
        yield f"{label}: {problem}"


def _overlaps(versions: list[Mapping[str, Any]]) -> Iterator[str]:
    dated = sorted((v for v in versions if v.get("from")), key=lambda v: v["from"])
    for one, two in itertools.pairwise(dated):
        if not one.get("to") or one["to"] >= two["from"]:
            yield f"The versions of {one['from']} and {two['from']} overlap."
