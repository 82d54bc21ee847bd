"""What keeps a programme's data from being a rule, in sentences."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from cms.eligibility.criteria import KINDS
from cms.eligibility.dates import MODES
from cms.eligibility.facts import Facts, NoSuchFact, look_up, shipped
from cms.eligibility.schedules import SCHEDULES
from cms.eligibility.values import read

TEXTS = ("zh", "en")
PERIODS = ("year", "month", "once", "day")
PER = ("person", "couple", "child", "household")
TOGETHER = ("higher_of", "excludes", "needs")
NEEDED = {
    "is": ("fact", "value"), "one_of": ("fact", "values"), "at_least": ("fact",), "below": ("fact",),
    "age": ("fact", "years"), "place": ("fact", "value"), "holds": ("programme",), "exists": ("where",),
    "schedule": ("schedule",), "all": ("of",), "any": ("of",), "unless": ("of",),
}  # fmt: skip


def problems_of(data: Mapping[str, Any], facts: Facts | None = None) -> Iterator[str]:
    """One sentence for each thing to mend; none: it is a rule."""
    for key in ("code", "name", "versions"):
        if not data.get(key):
            yield f"“{key}” is missing."
    if not data.get("versions"):
        return
    yield from _texts(data.get("name", {}), "The name")
    known = shipped() if facts is None else facts
    for version in data["versions"]:
        yield from _version(version, known)
    yield from _overlaps(data["versions"])
    for row in data.get("interactions", ()):
        if row.get("kind") not in TOGETHER or not row.get("programmes"):
            yield f"“{row.get('kind')}” with {row.get('programmes') or 'nobody'} is not how programmes meet."


def _version(version: Mapping[str, Any], facts: Facts) -> Iterator[str]:
    prefix = "children." if version.get("each") else ""
    yield from _dates(version)
    yield from _criteria(version.get("criteria", []), prefix, facts)
    yield from _twice(version.get("criteria", []), version.get("from"))
    for row in version.get("amounts", []):
        yield from _dates(row, start_needed=False)
        yield from _amount(row, prefix, facts)
    for variant in version.get("variants", ()):
        if not variant.get("areas"):
            yield f"The variant “{variant.get('id')}” names no area."
        yield from _criteria(variant.get("criteria", []), prefix, facts)
    if version.get("pays_by") not in (None, *SCHEDULES):
        yield f"“{version['pays_by']}” is not a way of paying."


def _twice(criteria: Iterable[Mapping[str, Any]], day: Any) -> Iterator[str]:
    seen: set[str] = set()
    for node in criteria:
        if node.get("id") in seen:
            yield f"The version of {day} has two criteria called “{node['id']}”."
        seen.add(node.get("id", ""))


def _amount(row: Mapping[str, Any], prefix: str, facts: Facts) -> Iterator[str]:
    if row.get("period") not in PERIODS or row.get("per") not in PER:
        yield f"An amount needs a period ({', '.join(PERIODS)}) and for whom it is ({', '.join(PER)})."
    if row.get("value") is not None:
        try:
            Decimal(row["value"])
        except (InvalidOperation, TypeError, ValueError):
            yield f"“{row['value']}” is not a sum of money."
    if row.get("guard"):
        yield from _criteria([row["guard"]], prefix, facts, top=False)


def _texts(texts: Mapping[str, str], what: str) -> Iterator[str]:
    for language in TEXTS:
        if not texts.get(language):
            yield f"{what} has no text in “{language}”."


def _dates(row: Mapping[str, Any], start_needed: bool = True) -> Iterator[str]:
    try:
        starts, ends = (date.fromisoformat(row[key]) if row.get(key) else None for key in ("from", "to"))
    except (ValueError, TypeError) as problem:
        yield f"A date is not a date: {problem}."
        return
    if start_needed and not starts:
        yield "A version needs the day it starts."
    if starts and ends and ends < starts:
        yield f"What holds from {starts} ends before it begins."


def _criteria(
    criteria: Iterable[Mapping[str, Any]], prefix: str, facts: Facts, top: bool = True
) -> Iterator[str]:
    for node in criteria:
        label = node.get("id") or "a criterion"
        if top and not node.get("id"):
            yield f"A criterion of the kind “{node.get('kind')}” has no id."
        for key in ("text", "not_met"):
            if node.get(key):  # left out whole, the sentence is generated
                yield from _texts(node[key], label)
        missing = [key for key in NEEDED.get(node.get("kind", ""), ()) if node.get(key) is None]
        if node.get("kind") not in KINDS:
            yield f"{label}: “{node.get('kind')}” is not a kind of criterion."
        elif missing:
            yield f"{label}: {', '.join(missing)} is missing."
        else:
            yield from _compared(node, prefix, facts, label)
            inner = node.get("of", [])
            yield from _criteria(inner if isinstance(inner, list) else [inner], prefix, facts, top=False)
            if "where" in node:
                yield from _criteria([node["where"]], "children.", facts, top=False)


def _compared(node: Mapping[str, Any], prefix: str, facts: Facts, label: str) -> Iterator[str]:
    """Does it compare things that can be compared?"""
    if node["kind"] == "schedule" and node["schedule"] not in SCHEDULES:
        yield f"{label}: there is no schedule “{node['schedule']}”."
    if node.get("mode", "birthday") not in MODES:
        yield f"{label}: “{node['mode']}” is not a way of counting age."
    if node["kind"] in ("at_least", "below") and node.get("value") is None and not node.get("than"):
        yield f"{label}: compared with nothing."
    try:
        named = [
            look_up(facts, prefix + node[key])
            for key in ("fact", "than")
            if node.get(key) and node["kind"] != "staff"
        ]
        for value in [*([node["value"]] if node.get("value") is not None else []), *node.get("values", ())]:
            read(value, named[0].type)
            if named[0].values and value not in named[0].values and named[0].type == "choice":
                yield f"{label}: “{value}” is none of {', '.join(named[0].values)}."
    except NoSuchFact as problem:
        yield f"{label}: {problem}"
    except (ValueError, TypeError) as problem:
        yield f"{label}: {problem}."


def _overlaps(versions: list[Mapping[str, Any]]) -> Iterator[str]:
    dated = sorted((v for v in versions if v.get("from")), key=lambda v: v["from"])
    for one, two in itertools.pairwise(dated):
        if not one.get("to") or one["to"] >= two["from"]:
            yield f"The versions of {one['from']} and {two['from']} overlap."
