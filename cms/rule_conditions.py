"""The conditions of one version as a page shows them: a tree of sentences with their sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.eligibility.rules import Rules, Version
from cms.eligibility.words import default_text

JOINED = {
    "all": {"zh": "以下都要符合", "en": "all of these"},
    "any": {"zh": "以下有一项就行", "en": "one of these"},
    "unless": {"zh": "没有下面的情况", "en": "not in this case"},
}


@dataclass(frozen=True)
class Condition:
    """`join` says how the parts go together; `own` is the editor's sentence, which says it all by itself."""

    text: str
    source: Mapping[str, Any]
    join: str = ""
    own: bool = True
    parts: list["Condition"] = field(default_factory=list)


def conditions(rules: Rules, version: Version, language: str) -> list[Condition]:
    return trees(rules, version.criteria, language, "children." if version.each else "")


def trees(rules: Rules, nodes: list[Mapping[str, Any]], language: str, prefix: str) -> list[Condition]:
    made = [_tree(rules, node, language, prefix) for node in nodes]
    return [one for one in made if one.text or one.parts]


def _tree(rules: Rules, node: Mapping[str, Any], language: str, prefix: str) -> Condition:
    own = bool(node.get("text", {}).get(language))
    join = JOINED[node["kind"]][language] if node["kind"] in JOINED else ""
    return Condition(
        text=default_text(node, rules.facts, language, prefix=prefix) if own or not join else join,
        source=rules.source(node.get("source")),
        join=join if own else "",
        own=own,
        parts=[one for one in _parts(rules, node, language, prefix) if one.text or one.parts],
    )


def _parts(rules: Rules, node: Mapping[str, Any], language: str, prefix: str) -> Iterator[Condition]:
    if node["kind"] in JOINED:
        inner = node["of"]
        for one in inner if isinstance(inner, list) else [inner]:
            yield _tree(rules, one, language, prefix)
