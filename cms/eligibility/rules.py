"""A programme's rule: dated versions made of criteria, with sources. Loaded from JSON and checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from cms.eligibility.canonical import fingerprint
from cms.eligibility.facts import Fact, Facts, definitions, look_up, shipped
from cms.eligibility.shape import problems_of
from cms.eligibility.spans import lies_in

__all__ = ["BadRule", "Rules", "Version", "gaps", "problems_of", "walk"]


class BadRule(ValueError):
    """What an editor has to mend, one sentence each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Version:
    """The rule from one day to another, both included, as it holds in one area."""

    data: Mapping[str, Any]

    @cached_property
    def starts(self) -> date:
        return date.fromisoformat(self.data["from"])

    @cached_property
    def ends(self) -> date | None:
        return date.fromisoformat(self.data["to"]) if self.data.get("to") else None

    @cached_property
    def criteria(self) -> list[Mapping[str, Any]]:
        return self.data["criteria"]

    @cached_property
    def amounts(self) -> list[Mapping[str, Any]]:
        return self.data.get("amounts", [])

    @property
    def each(self) -> str | None:
        """`children` where every child is judged for itself."""
        return self.data.get("each")

    def holds_on(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def in_area(self, area: str) -> "Version":
        """With the variant of this area: its criteria replace those of the same id, whole, or are added."""
        fits = [one for one in self.data.get("variants", ()) if lies_in(one.get("areas"), area)]
        if not area or not fits:
            return self
        variant = max(fits, key=lambda one: max(len(code) for code in one["areas"] if area.startswith(code)))
        return Version({**self.data, "criteria": _replaced(self.criteria, variant), "variant": variant["id"]})


def _replaced(criteria: list[Mapping[str, Any]], variant: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    own = {one["id"]: one for one in variant.get("criteria", ())}
    kept = [own.pop(one.get("id"), one) for one in criteria if one.get("id") not in variant.get("drop", ())]
    return [*kept, *own.values()]


@dataclass(frozen=True)
class Rules:
    """One programme. `facts` are its definitions: the shipped ones, and over them those it brings along."""

    data: Mapping[str, Any]
    code: str
    name: Mapping[str, str]
    versions: tuple[Version, ...]
    hash: str
    facts: Facts = field(default_factory=shipped, compare=False)
    _in_area: dict = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Rules":
        """Read a programme; raises BadRule with a sentence for each thing to mend."""
        facts = definitions(data)
        if problems := list(problems_of(data, facts)):
            raise BadRule(problems)
        once = interned(data["versions"], {})
        versions = tuple(sorted((Version(row) for row in once), key=lambda one: one.starts))
        return cls(data, data["code"], data["name"], versions, fingerprint(data), facts)

    def version(self, day: date, area: str = "") -> Version | None:
        """The version in force, with the variant of the area; None: not in force."""
        number = next((n for n, one in enumerate(self.versions) if one.holds_on(day)), None)
        if number is None:
            return None
        if (number, area) not in self._in_area:
            self._in_area[number, area] = self.versions[number].in_area(area)
        return self._in_area[number, area]

    def fact(self, key: str) -> Fact:
        return look_up(self.facts, key)

    def source(self, key: str | None) -> Mapping[str, Any]:
        return self.data.get("sources", {}).get(key or "", {})

    def criterion(self, key: str, day: date | None = None, area: str = "") -> Mapping[str, Any]:
        """The criterion with this id: of the version of a day and place, else of the newest that has it."""
        version = self.version(day, area) if day else None
        for one in [*([version] if version else []), *reversed(self.versions)]:
            for node in walk(one.criteria):
                if node.get("id") == key:
                    return node
        return {}


def interned(data: Any, seen: dict[Any, Any]) -> Any:
    """The same data, where equal parts are one object: an evaluator weighs it once (`Known.memo`)."""
    if isinstance(data, Mapping):
        data = {key: interned(value, seen) for key, value in data.items()}
        name: Any = ("{", *((key, _name(data[key])) for key in sorted(data)))
    elif isinstance(data, list):
        data = [interned(value, seen) for value in data]
        name = ("[", *map(_name, data))
    else:
        return data
    return seen.setdefault(name, data)


def _name(value: Any) -> Any:
    """An inner part is already one object, so its identity names it; 1 and True are told apart."""
    return ("#", id(value)) if isinstance(value, dict | list) else (type(value), value)


def walk(criteria: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
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
