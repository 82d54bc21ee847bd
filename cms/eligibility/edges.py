"""One person's facts moved to every edge of a rule: each comparison, choice, count and unknown in turn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cms.eligibility.criteria import weigh
from cms.eligibility.dates import youngest_birth
from cms.eligibility.edits import REMOVED, Path, put
from cms.eligibility.facts import Fact, Facts, look_up
from cms.eligibility.known import Known, read_facts
from cms.eligibility.rules import Version, walk
from cms.eligibility.words import day_in_words, value_in_words
from cms.eligibility.worlds import leaves

DAY = timedelta(days=1)
MOST_CHILDREN = 12


@dataclass(frozen=True)
class Edge:
    """The facts with one thing moved, and what stands at the edge in words."""

    facts: Mapping[str, Any]
    zh: str
    en: str


def edges_of(version: Version, facts: Mapping[str, Any], on: date, definitions: Facts) -> Iterator[Edge]:
    """In the order of the criteria and amount guards."""
    nodes = [*version.criteria, *(row["guard"] for row in version.amounts if row.get("guard"))]
    seen: set[str] = set()
    for key, leaf in leaves(nodes, "children." if version.each else ""):
        known = definitions.get(key)
        if known is None or known.type not in _MOVES:
            continue
        for path, who in _places(key, facts):
            moves = _MOVES[known.type](leaf, known, on, _at(facts, path), facts)
            for value, zh, en in [*moves, *_blank(known, _at(facts, path), key not in seen)]:
                yield Edge(_fitted(put(facts, path, value)), who[0] + zh, who[1] + en)
        seen.add(key)
    yield from _counts(version, facts, on, definitions)


def _fitted(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """What can no longer be beside what was moved goes: a single person's spouse, a living child's death."""
    if facts.get("marital_status") == "single" and "spouse" in facts:
        facts = put(facts, ("spouse",), REMOVED)
    children = facts.get("children")
    for number, child in enumerate(children if isinstance(children, list) else []):
        if child.get("alive") and "death_date" in child:
            facts = put(facts, ("children", number, "death_date"), REMOVED)
    return facts


Move = tuple[Any, str, str]


def _places(key: str, facts: Mapping[str, Any]) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Where the fact stands: of the person, the spouse, or each child named so far."""
    if not key.startswith("children."):
        yield tuple(key.split(".")), ("", "")
        return
    children = facts.get("children")
    children = children if isinstance(children, list) else []
    for number in range(len(children)):
        who = (f"第{number + 1}个孩子，", f"child {number + 1}, ") if len(children) > 1 else ("", "")
        yield ("children", number, key.removeprefix("children.")), who


def _at(facts: Any, path: Path) -> Any:
    for part in path:
        facts = facts[int(part)] if isinstance(facts, list) else (facts or {}).get(part)
    return facts


def _blank(known: Fact, value: Any, first: bool) -> Iterator[Move]:
    if first and value is not None:
        yield REMOVED, f"不知道{known.label['zh']}", f"{known.label['en']} unknown"


def _dates(leaf, known: Fact, on: date, value: Any, facts: Any) -> Iterator[Move]:
    if leaf["kind"] == "age":
        years, edge = leaf["years"], youngest_birth(on, leaf["years"], leaf.get("mode", "birthday"))
        zh, en = known.label["zh"], known.label["en"]
        yield (edge + DAY).isoformat(), f"{zh}：差一天满{years}周岁", f"{en}: one day before {years}"
        yield edge.isoformat(), f"{zh}：刚好满{years}周岁", f"{en}: {years} on the day"
        yield (edge - DAY).isoformat(), f"{zh}：满{years}周岁后一天", f"{en}: one day past {years}"
    elif "value" in leaf:
        edge = date.fromisoformat(leaf["value"])
        zh, en = (day_in_words(edge, language) for language in ("zh", "en"))
        yield (
            (edge - DAY).isoformat(),
            f"{known.label['zh']}：{zh}前一天",
            f"{known.label['en']}: one day before {en}",
        )
        yield edge.isoformat(), f"{known.label['zh']}：正好{zh}", f"{known.label['en']}: on {en}"
        yield (
            (edge + DAY).isoformat(),
            f"{known.label['zh']}：{zh}后一天",
            f"{known.label['en']}: one day after {en}",
        )


def _numbers(leaf, known: Fact, on: date, value: Any, facts: Any) -> Iterator[Move]:
    for edge in _limits(leaf, known, facts):
        for step, zh, en in ((-1, "差一，", "one below: "), (0, "正好", "at "), (1, "多一，", "one above: ")):
            new = edge + step
            if new >= 0:
                said = str(new) if known.type == "money" else int(new)
                words = [value_in_words(said, known, language) for language in ("zh", "en")]
                yield said, f"{known.label['zh']}：{zh}{words[0]}", f"{known.label['en']}: {en}{words[1]}"


def _limits(leaf, known: Fact, facts: Any) -> Iterator[Decimal]:
    if "than" not in leaf:
        yield from (Decimal(str(one)) for one in leaf.get("values", [leaf["value"]]))
    elif known.key.endswith(leaf["fact"]):
        other = _at(facts, tuple(leaf["than"].split(".")))
        if isinstance(other, (str, int)):
            yield Decimal(str(other)) * Decimal(str(leaf.get("times", 1)))


def _flipped(leaf, known: Fact, on: date, value: Any, facts: Any) -> Iterator[Move]:
    for other in (True, False):
        if other is not value:
            words = [value_in_words(other, known, language) for language in ("zh", "en")]
            yield other, f"{known.label['zh']}：{words[0]}", f"{known.label['en']}: {words[1]}"


def _chosen(leaf, known: Fact, on: date, value: Any, facts: Any) -> Iterator[Move]:
    for other in known.values:
        if other != value:
            words = [value_in_words(other, known, language) for language in ("zh", "en")]
            yield other, f"{known.label['zh']}：{words[0]}", f"{known.label['en']}: {words[1]}"


def _listed(leaf, known: Fact, on: date, value: Any, facts: Any) -> Iterator[Move]:
    name, now = leaf.get("programme"), value if isinstance(value, list) else []
    if name in now:
        yield [one for one in now if one != name], f"没有享受{name}", f"does not receive {name}"
    elif name:
        yield [*now, name], f"正在享受{name}", f"receives {name}"


_MOVES = {
    "date": _dates, "number": _numbers, "money": _numbers, "bool": _flipped, "choice": _chosen, "list": _listed,
}  # fmt: skip


def _counts(version: Version, facts: Mapping[str, Any], on: date, definitions: Facts) -> Iterator[Edge]:
    """One child fewer, as many, one more than each bound; and the children not told at all."""
    counts = [node for node in walk(version.criteria) if node["kind"] in ("count", "exists")]
    if not counts and not version.each:
        return
    if facts.get("children") is not None:
        label = look_up(definitions, "children").label
        yield Edge(put(facts, ("children",), REMOVED), f"不知道{label['zh']}", f"{label['en']} unknown")
        yield Edge(put(facts, ("children",), []), "没有孩子", "no child")
    for node in counts:
        fits = _fitting(node, facts, on, definitions)
        bounds = {node.get("at_least", 1), node.get("at_most", node.get("at_least", 1))}
        for number in sorted({bound + step for bound in bounds if bound is not None for step in (-1, 0, 1)}):
            children = _with(fits, facts, number)
            if children is not None:
                yield Edge(
                    put(facts, ("children",), children), f"这样的孩子{number}个", f"{number} such children"
                )


def _fitting(node, facts: Mapping[str, Any], on: date, definitions: Facts) -> list[int]:
    """Which of the children count."""
    told = read_facts(facts, definitions)
    known = Known(told, on, None, definitions)
    where = node.get("where", {"kind": "all", "of": []})
    children = known.children() or []
    return [number for number, child in enumerate(children) if weigh(where, known.child(child)).value]


def _with(fits: list[int], facts: Mapping[str, Any], number: int) -> list[Any] | None:
    """The children with so many of the fitting kind; None where there is no pattern to go by."""
    children = facts.get("children")
    if not isinstance(children, list) or not fits or not 0 <= number <= MOST_CHILDREN:
        return None
    spare = set(fits[number:])
    kept = [child for place, child in enumerate(children) if place not in spare]
    return kept + [children[fits[-1]]] * max(0, number - len(fits))
