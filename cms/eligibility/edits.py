"""Every small change of a rule, one at a time: the raw material of the mutation check.

A change is a path into the rule's data and what stands there afterwards; `put` copies only along
the path, so that hundreds of changed rules share the rest.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cms.eligibility.facts import Fact, Facts, look_up

Path = tuple[str | int, ...]
Pair = tuple[str, str]
REMOVED: Any = object()
DAY = timedelta(days=1)
OUTER = ("id", "text", "not_met", "source", "sensitivity")
MODES = {
    "birthday": ("按生日", "by birthday"),
    "calendar_year": ("按年", "by calendar year"),
    "month": ("按月", "by month"),
}
AMOUNT_RULES = {
    "first": ("第一行", "first row"),
    "highest": ("最高", "highest"),
    "sum": ("合计", "sum"),
}


@dataclass(frozen=True)
class Edit:
    """`changes` are made together; `what` says them."""

    what: Pair
    changes: tuple[tuple[Path, Any], ...]


def put(data: Any, path: Path, value: Any) -> Any:
    """The data with another value at the path."""
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(data, list):
        if not rest and value is REMOVED:
            return [one for place, one in enumerate(data) if place != key]
        return [put(one, rest, value) if place == key else one for place, one in enumerate(data)]
    if not rest and value is REMOVED:
        return {name: one for name, one in data.items() if name != key}
    return {**data, key: put(data.get(key, {}), rest, value)}


def of_criteria(nodes: list[Mapping[str, Any]], path: Path, see: "See") -> Iterator[tuple[int, Edit]]:
    """The edits of a list of whole criteria, each with the place of its criterion."""
    for place, node in enumerate(nodes):
        here = (*path, place)
        if node["kind"] != "note":
            yield place, Edit(("整个条件去掉", "criterion removed"), ((here, REMOVED),))
        yield from ((place, edit) for edit in of_criterion(node, here, see))


@dataclass(frozen=True)
class See:
    """How facts are named where we stand: of the person, or of a child."""

    facts: Facts
    prefix: str = ""

    def fact(self, key: str) -> Fact:
        return look_up(self.facts, self.prefix + key)

    def child(self) -> "See":
        return See(self.facts, "children.")


def of_criterion(node: Mapping[str, Any], path: Path, see: See) -> Iterator[Edit]:
    """What can be turned in one criterion and in those inside it."""
    yield from _KINDS.get(node["kind"], _nothing)(node, path, see)
    if "where" in node:
        yield from of_criterion(node["where"], (*path, "where"), see.child())


def _nothing(node, path, see) -> Iterator[Edit]:
    yield from ()


def _label(node, see: See) -> Pair:
    label = see.fact(node["fact"]).label
    return label["zh"], label["en"]


def _arrow(what: Pair, old: Any, new: Any) -> Pair:
    return f"{what[0]}：{old} → {new}", f"{what[1]}: {old} → {new}"


def _turned(what: Pair, old: Any, new: Any) -> Pair:
    return f"{what[0]} {old} → {new}", f"{what[1]} {old} → {new}"


def _is(node, path, see):
    known, value = see.fact(node["fact"]), node["value"]
    others = [not value] if isinstance(value, bool) else [one for one in known.values if one != value]
    for other in others[:1]:
        yield Edit(_arrow(_label(node, see), value, other), (((*path, "value"), other),))
    if len(others) != 1 and node["kind"] != "place":
        yield Edit(_arrow(_label(node, see), value, f"≠ {value}"), ((path, _negated(node)),))


def _one_of(node, path, see):
    for place, value in enumerate(node["values"]):
        what = _label(node, see)
        yield Edit(
            (f"{what[0]}：去掉“{value}”", f"{what[1]}: “{value}” dropped"),
            (((*path, "values", place), REMOVED),),
        )


def _compared(node, path, see):
    what, kind = _label(node, see), node["kind"]
    flipped = {"at_least": "below", "below": "at_least"}[kind]
    signs = {"at_least": "≥", "below": "<"}
    yield Edit(_arrow(what, signs[kind], signs[flipped]), (((*path, "kind"), flipped),))
    if "than" in node:
        times = Decimal(str(node.get("times", 1)))
        for new in (times - Decimal("0.1"), times + Decimal("0.1")):
            yield Edit(_arrow(what, f"× {times}", f"× {new}"), (((*path, "times"), str(new)),))
        return
    for new in stepped(node["value"], see.fact(node["fact"]).type):
        yield Edit(_arrow(what, node["value"], new), (((*path, "value"), new),))


def stepped(value: Any, kind: str) -> Iterator[Any]:
    """The neighbours of a threshold: a day for dates, one for numbers and money."""
    for step in (-1, 1):
        if kind == "date":
            yield (date.fromisoformat(value) + step * DAY).isoformat()
        elif isinstance(value, str):
            yield str(Decimal(value) + step)
        else:
            yield value + step


def _age(node, path, see):
    what, years = _label(node, see), node["years"]
    aged = (f"{what[0]}：年龄", f"{what[1]}: age")
    for new in (years - 1, years + 1):
        yield Edit(_turned(aged, years, new), (((*path, "years"), new),))
    old, new = ("<", "≥") if node.get("below") else ("≥", "<")
    yield Edit(
        _turned(aged, f"{old} {years}", f"{new} {years}"), (((*path, "below"), not node.get("below")),)
    )
    mode = node.get("mode", "birthday")
    for other in MODES:
        if other != mode:
            words = (
                f"{aged[0]}{MODES[mode][0]} → {MODES[other][0]}",
                f"{aged[1]} {MODES[mode][1]} → {MODES[other][1]}",
            )
            yield Edit(words, (((*path, "mode"), other),))


def _count(node, path, see):
    for key, what in (("at_least", ("至少", "at least")), ("at_most", ("至多", "at most"))):
        if (bound := node.get(key)) is None:
            continue
        # a count is never below 0: “at least −1” is no change of “at least 0”
        for new in (bound - 1, bound + 1):
            if key == "at_most" or new >= 0:
                yield Edit(_arrow((f"人数{what[0]}", f"count {what[1]}"), bound, new), (((*path, key), new),))


def _exists(node, path, see):
    where = node.get("where", {"kind": "all", "of": []})
    every = {"kind": "unless", "of": {"kind": "exists", "where": {"kind": "unless", "of": where}}}
    yield Edit(("有一个孩子 → 每个孩子", "one child → every child"), ((path, {**_outer(node), **every}),))


def _holds(node, path, see):
    yield Edit(
        (f"享受{node['programme']} → 未享受", f"receives {node['programme']} → does not"),
        ((path, _negated(node)),),
    )


def _joined(node, path, see):
    flipped = {"all": "any", "any": "all"}[node["kind"]]
    words = {"all": ("全部", "all"), "any": ("任一", "any")}
    if len(node["of"]) > 1:
        old, new = words[node["kind"]], words[flipped]
        what = (f"{old[0]} → {new[0]}", f"{old[1]} → {new[1]}")
        yield Edit(what, (((*path, "kind"), flipped),))
    for place, inner in enumerate(node["of"]):
        here = (*path, "of", place)
        if len(node["of"]) > 1 and not (inner["kind"] == "note" and node["kind"] == "all"):
            yield Edit(_removed(inner, see), ((here, REMOVED),))
        yield from of_criterion(inner, here, see)


def _removed(inner, see: See) -> Pair:
    what = (
        _label(inner, see) if "fact" in inner and inner["kind"] != "staff" else (inner["kind"], inner["kind"])
    )
    return f"去掉分支（{what[0]}）", f"branch removed ({what[1]})"


def _unless(node, path, see):
    yield Edit(("“除非”去掉", "“unless” removed"), ((path, {**node["of"], **_outer(node)}),))
    yield from of_criterion(node["of"], (*path, "of"), see)


def _outer(node) -> dict[str, Any]:
    return {key: node[key] for key in OUTER if key in node}


def _negated(node) -> dict[str, Any]:
    inner = {key: value for key, value in node.items() if key not in OUTER}
    return {**_outer(node), "kind": "unless", "of": inner}


_KINDS: dict[str, Callable[..., Iterator[Edit]]] = {
    "is": _is, "place": _is, "one_of": _one_of, "at_least": _compared, "below": _compared, "age": _age,
    "count": _count, "exists": _exists, "holds": _holds, "all": _joined, "any": _joined, "unless": _unless,
}  # fmt: skip


def of_guard(row: Mapping[str, Any], path: Path, see: See) -> Iterator[Edit]:
    """An amount row's guard turned, left out, and everything inside it."""
    guard, here = row["guard"], (*path, "guard")
    yield Edit(("限定取反", "guard negated"), ((here, {"kind": "unless", "of": guard}),))
    yield Edit(("限定去掉", "guard removed"), ((here, REMOVED),))
    yield from of_criterion(guard, here, see)


def of_value(row: Mapping[str, Any], path: Path) -> Edit:
    new = "1" if row.get("value") is None else str(Decimal(row["value"]) + 1)
    return Edit(_arrow(("金额", "amount"), row.get("value") or "—", new), (((*path, "value"), new),))


def of_days(row: Mapping[str, Any], path: Path, what: Pair) -> Iterator[Edit]:
    """Both ends a day earlier and later."""
    for key, label in (("from", ("起", "from")), ("to", ("止", "to"))):
        if not row.get(key):
            continue
        day = date.fromisoformat(row[key])
        for new in (day - DAY, day + DAY):
            words = _arrow((what[0] + label[0], f"{what[1]} {label[1]}"), day, new)
            yield Edit(words, (((*path, key), new.isoformat()),))
