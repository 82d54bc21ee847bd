"""A whole programme: its fields ↔ its JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.rule_data.words import codes, filled, from_codes, from_lines, from_pair, lines, pair

TEXTS = ("name", "short", "authority", "summary", "where", "time", "no_child")
LISTS = ("also", "channels", "papers", "notes")
SOURCE = ("issuer", "document", "article", "date", "title", "link", "confidence")


def as_data(fields: Mapping[str, Any], versions: Iterable[dict[str, Any]]) -> dict[str, Any]:
    data = {"code": fields["code"], "kind": fields.get("kind"), "by_person": fields.get("by_person") or None}
    data |= {name: pair(fields, name) for name in TEXTS} | {name: lines(fields, name) for name in LISTS}
    data["interactions"] = [_interaction(row["value"]) for row in fields.get("interactions") or ()]
    data["sources"] = {
        row["value"].get("key") or "": filled({key: row["value"].get(key) for key in SOURCE})
        for row in fields.get("sources") or ()
    }
    return filled(data) | {"versions": list(versions)}


def fields_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """All but the versions."""
    fields: dict[str, Any] = {"code": data["code"], "kind": data.get("kind", "")}
    fields["by_person"] = bool(data.get("by_person"))
    for name in TEXTS:
        fields |= from_pair(data.get(name), name)
    for name in LISTS:
        fields |= from_lines(data.get(name), name)
    fields["sources"] = [
        {"type": "source", "value": {"key": key, **source}} for key, source in data.get("sources", {}).items()
    ]
    fields["interactions"] = [
        {
            "type": "interaction",
            "value": {
                "kind": row["kind"],
                "programmes": row["programmes"],
                "source": row.get("source", ""),
                "areas": from_codes(row.get("areas")),
                **from_pair(row.get("text"), "text"),
            },
        }
        for row in data.get("interactions", ())
    ]
    return fields


def _interaction(value: Mapping[str, Any]) -> dict[str, Any]:
    rest = {"source": value.get("source"), "areas": codes(value.get("areas")), "text": pair(value, "text")}
    return {"kind": value.get("kind") or "", "programmes": list(value.get("programmes") or ())} | filled(rest)


def used_facts(data: Mapping[str, Any]) -> set[str]:
    """Keys of every fact the rule may ask for, a child's as "children.x"."""
    keys: set[str] = set()
    for version in data.get("versions", ()):
        child = "children." if version.get("each") == "children" else ""
        nodes = [*version.get("criteria", ())]
        nodes += [row["guard"] for row in version.get("amounts", ()) if row.get("guard")]
        nodes += [node for local in version.get("variants", ()) for node in local.get("criteria", ())]
        keys |= {"children"} if child else set()
        keys |= {key for node in nodes for key in _named(node, child)}
    return keys


SCHEDULED = ("birth_date", "alive", "death_date", "claimed_years")
OF_ITSELF = {"holds": "receiving", "staff": "staff_decision", "count": "children", "exists": "children"}


def _named(node: Mapping[str, Any], prefix: str) -> Iterator[str]:
    own = "" if node["kind"] == "staff" else prefix
    yield from (own + node[name] for name in ("fact", "than") if node.get(name))
    if node["kind"] in OF_ITSELF and not node.get("fact"):
        yield OF_ITSELF[node["kind"]]
    if node["kind"] == "schedule":
        yield from (f"children.{key}" for key in SCHEDULED)
    inner = node.get("of") or []
    for each in inner if isinstance(inner, list) else [inner]:
        yield from _named(each, prefix)
    if node.get("where"):
        yield from _named(node["where"], "children.")
