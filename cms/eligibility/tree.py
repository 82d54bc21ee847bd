"""A verdict as a tree for showing: every branch with its words, its colour and why it is open.

`value` is true (green), false (red) or None (grey); branches are weighed one by one, also those the
verdict did not need.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.eligibility.criteria import weigh
from cms.eligibility.facts import look_up
from cms.eligibility.known import Known, read_facts
from cms.eligibility.rules import Rules, Version
from cms.eligibility.values import Span, Unknown, Why
from cms.eligibility.words import default_text

WHY = {
    Why.NOT_ASKED: ("没有问过", "not asked"),
    Why.DOES_NOT_KNOW: ("本人不知道", "does not know"),
    Why.REFUSED: ("不愿说", "would rather not say"),
    Why.STALE: ("资料太旧", "too old"),
    Why.CONFLICTING: ("说法不一", "conflicting"),
}
EVERY, EITHER = ("以下全部", "all of these"), ("以下任一", "any of these")


@dataclass(frozen=True)
class Node:
    """One branch. `why` says what is still open; `source` is the row of the rule's sources."""

    id: str
    text: str
    value: bool | None
    why: str = ""
    source: Mapping[str, Any] | None = None
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


def tree(rules: Rules, facts: Mapping[str, Any], on: date, language: str, area: str = "") -> Node:
    """The rule in force on the day, branch by branch; a rule not in force is a bare node."""
    shower = _Shower(rules, language)
    version = rules.version(on, area)
    if version is None:
        return Node(rules.code, shower.pick("这一天没有实行", "not in force on this day"), False)
    known = Known(read_facts(facts, rules.facts), on, None, rules.facts)
    return (
        shower.each_child(version, known)
        if version.each
        else shower.whole(version, known, rules.code, rules.name[language])
    )


class _Shower:
    def __init__(self, rules: Rules, language: str):
        self.rules, self.language = rules, language

    def pick(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def whole(self, version: Version, known: Known, name: str, text: str) -> Node:
        nodes = tuple(self.node(one, known) for one in version.criteria)
        return Node(name, text, _all_of(nodes), source=self.source(version.data), children=nodes)

    def each_child(self, version: Version, known: Known) -> Node:
        children = known.children()
        name, text = self.rules.code, self.rules.name[self.language]
        if children is None:
            return Node(name, text, None, self.waits(["children"], known), self.source(version.data))
        nodes = tuple(
            self.whole(version, known.child(child), f"{name}:{number}", self.child(number))
            for number, child in enumerate(children, 1)
        )
        return Node(name, text, _any_of(nodes), source=self.source(version.data), children=nodes)

    def node(self, criterion: Mapping[str, Any], known: Known) -> Node:
        weighed = weigh(criterion, known)
        why = self.why(weighed, known) if weighed.value is None else ""
        text = default_text(criterion, self.rules.facts, self.language, True, known.prefix)
        if criterion["kind"] in ("all", "any") and not criterion.get("text"):
            text = self.pick(*(EVERY if criterion["kind"] == "all" else EITHER))
        branches = tuple(self.branches(criterion, known))
        return Node(criterion.get("id", ""), text, weighed.value, why, self.source(criterion), branches)

    def branches(self, criterion: Mapping[str, Any], known: Known) -> Iterator[Node]:
        """What stands inside; for a count each child by itself."""
        inner = criterion.get("of", [])
        for one in inner if isinstance(inner, list) else [inner]:
            yield self.node(one, known)
        if criterion.get("where"):
            for number, child in enumerate(known.children() or [], 1):
                shown = self.node(criterion["where"], known.child(child))
                below = shown.children or (shown,)
                yield Node(f"child:{number}", self.child(number), shown.value, shown.why, None, below)

    def child(self, number: int) -> str:
        return self.pick(f"第{number}个孩子", f"child {number}")

    def source(self, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
        return self.rules.source(row.get("source")) or None

    def why(self, weighed: Any, known: Known) -> str:
        said = [self.waits(sorted(weighed.missing), known)] if weighed.missing else []
        if weighed.staff:
            said.append(self.pick("由工作人员核定：", "staff decide: ") + self.labels(sorted(weighed.staff)))
        return self.pick("；", "; ").join(said)

    def waits(self, keys: list[str], known: Known) -> str:
        """Which facts are missing, each with the kind of its unknown where it is one thing."""
        return self.pick("、", ", ").join(
            f"{self.labels([key])}（{kind}）" if self.language == "zh" else f"{self.labels([key])} ({kind})"
            for key in keys
            for kind in [self.kind(key, known)]
        )

    def labels(self, keys: list[str]) -> str:
        return self.pick("、", ", ").join(look_up(self.rules.facts, key).label[self.language] for key in keys)

    def kind(self, key: str, known: Known) -> str:
        """Of a child's fact the reasons of all children, each once."""
        if key.startswith("children.") and known.member is None:
            holders, key = known.children() or [], key.removeprefix("children.")
        else:
            holders, key = (
                [known.facts if known.member is None else known.member],
                key.removeprefix(known.prefix),
            )
        values = [holder.get(key, Unknown()) for holder in holders] or [Unknown()]
        kinds = dict.fromkeys(self.pick(*WHY[one.why]) for one in values if isinstance(one, Unknown))
        if any(isinstance(one, Span) for one in values):
            kinds[self.pick("只知道大概", "known only roughly")] = None
        return self.pick("、", ", ").join(kinds)


def _all_of(nodes: tuple[Node, ...]) -> bool | None:
    values = [node.value for node in nodes]
    return False if False in values else None if None in values else True


def _any_of(nodes: tuple[Node, ...]) -> bool | None:
    values = [node.value for node in nodes]
    return True if True in values else None if None in values else False
