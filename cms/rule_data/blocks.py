"""The other way: the JSON of one criterion → the block an editor sees."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from cms.rule_data.criteria import SHARED, Scope
from cms.rule_data.words import from_pair


def block(node: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    """The raw block of one criterion."""
    kind = _kind(node)
    value = {key: node[key] for key in SHARED if key in node}
    value |= from_pair(node.get("text"), "text") | from_pair(node.get("not_met"), "not_met")
    return {"type": kind, "value": value | IN[kind](node, scope)}


def blocks(nodes, scope: Scope) -> list[dict[str, Any]]:
    return [block(node, scope) for node in nodes or ()]


def spread(node: Mapping[str, Any] | None, scope: Scope) -> list[dict[str, Any]]:
    """A bare “all” is what several conditions in one place mean anyway."""
    if not node:
        return []
    return blocks(node["of"] if set(node) == {"kind", "of"} and node["kind"] == "all" else [node], scope)


def _kind(node) -> str:
    if node["kind"] != "is":
        return node["kind"]
    value = node.get("value")
    if isinstance(value, bool):
        return "yes_no"
    return "choice" if isinstance(value, str) and not value.replace(".", "").isdigit() else "amount_is"


def _yes_no(node, scope):
    return {"fact": scope.long(node["fact"]), "value": "yes" if node["value"] else "no"}


def _choice(node, scope):
    return {"is": f"{scope.long(node['fact'])}={node['value']}"}


def _one_of(node, scope):
    return {"values": [f"{scope.long(node['fact'])}={word}" for word in node["values"]]}


def _measure(node, scope):
    than = {"than": scope.long(node["than"])} if "than" in node else {}
    rest = {key: str(node[key]) for key in ("value", "times") if key in node}
    return {"fact": scope.long(node["fact"])} | than | rest


def _age(node, scope):
    rest = {key: node[key] for key in ("years", "mode", "below") if key in node}
    return {"fact": scope.long(node["fact"])} | rest


def _count(node, scope):
    numbers = {key: node[key] for key in ("at_least", "at_most") if key in node}
    return numbers | {"where": spread(node.get("where"), scope.child)}


def _schedule(node, scope):
    states = [
        {
            "type": "item",
            "id": str(uuid5(NAMESPACE_OID, state)),
            "value": {"state": state, **from_pair(texts, "text")},
        }
        for state, texts in node.get("states", {}).items()
    ]
    return {"schedule": node["schedule"], "states": states}


def _staff(node, scope):
    return {"fact": node["fact"]} if "fact" in node else {}


def _group(node, scope):
    return {"of": blocks(node["of"], scope)}


IN = {
    "yes_no": _yes_no, "place": _yes_no, "choice": _choice, "amount_is": _measure, "one_of": _one_of,
    "at_least": _measure, "below": _measure, "age": _age, "count": _count, "exists": _count,
    "holds": lambda node, scope: {"programme": node["programme"]}, "schedule": _schedule, "staff": _staff,
    "note": lambda node, scope: {}, "all": _group, "any": _group,
    "unless": lambda node, scope: {"of": spread(node["of"], scope)},
}  # fmt: skip
