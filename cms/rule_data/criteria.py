"""One criterion: the block an editor fills in ↔ its JSON.

A block is Wagtail's raw form {"type", "value", "id"?}. Its types are those of the rule, only that `is` comes
in three, by the kind of answer. Inside one child (`where`, and a version judged for each child) the JSON
leaves out the "children." that the editor's fact names carry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from cms.rule_data.words import filled, pair

CHILD = "children."
SHARED = ("id", "source", "sensitivity")


@dataclass(frozen=True)
class Scope:
    """Whose facts are meant, and which types they have."""

    types: Mapping[str, str] = field(default_factory=dict)
    member: bool = False

    def short(self, key: str) -> str:
        return key.removeprefix(CHILD) if self.member else key

    def long(self, key: str) -> str:
        return f"{CHILD}{key}" if self.member else key

    @property
    def child(self) -> "Scope":
        return Scope(self.types, member=True)


def criterion(block: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    """The JSON of one block."""
    value = block["value"]
    node = {"kind": "is" if block["type"] in {"yes_no", "choice", "amount_is"} else block["type"]}
    node |= filled({key: value.get(key) for key in SHARED if value.get(key) != 0})
    node |= filled({"text": pair(value, "text"), "not_met": pair(value, "not_met")})
    return node | OUT[block["type"]](value, scope)


def criteria(blocks, scope: Scope) -> list[dict[str, Any]]:
    return [criterion(block, scope) for block in blocks or ()]


def one(blocks, scope: Scope) -> dict[str, Any] | None:
    """Several conditions in one place all have to hold."""
    nodes = criteria(blocks, scope)
    return nodes[0] if len(nodes) == 1 else {"kind": "all", "of": nodes} if nodes else None


def _yes_no(value, scope):
    return {"fact": scope.short(value.get("fact") or ""), "value": value.get("value") in ("yes", True)}


def _choice(value, scope):
    key, _equals, word = (value.get("is") or "").partition("=")
    return {"fact": scope.short(key), "value": word}


def _one_of(value, scope):
    pairs = [each.partition("=") for each in value.get("values") or ()]
    return {"fact": scope.short(pairs[0][0]) if pairs else "", "values": [word for _key, _is, word in pairs]}


def _measure(value, scope):
    key = value.get("fact") or ""
    node: dict[str, Any] = {"fact": scope.short(key)}
    if value.get("than"):
        return node | {"than": scope.short(value["than"])} | filled({"times": _text(value.get("times"))})
    return node | {"value": typed(value.get("value"), scope.types.get(key, ""))}


def typed(text: Any, kind: str) -> Any:
    """As the JSON writes it: a number as a number, money and days as text."""
    text = str(text or "").strip()
    if kind != "number":
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else text


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _age(value, scope):
    extra = {"mode": value.get("mode"), "below": value.get("below") or None}
    return {"fact": scope.short(value.get("fact") or ""), "years": value.get("years")} | filled(extra)


def _count(value, scope):
    numbers = {key: value.get(key) for key in ("at_least", "at_most") if value.get(key) is not None}
    return numbers | _exists(value, scope)


def _exists(value, scope):
    where = one(value.get("where"), scope.child)
    return {"where": where} if where else {}


def _schedule(value, scope):
    rows = [row.get("value", row) for row in value.get("states") or ()]
    states = {row.get("state"): pair(row, "text") for row in rows}
    return filled({"schedule": value.get("schedule"), "states": states})


def _staff(value, scope):
    return filled({"fact": value.get("fact")})


def _unless(value, scope):
    return {"of": one(value.get("of"), scope) or {"kind": "all", "of": []}}


def _group(value, scope):
    return {"of": criteria(value.get("of"), scope)}


OUT = {
    "yes_no": _yes_no, "place": _yes_no, "choice": _choice, "amount_is": _measure, "one_of": _one_of,
    "at_least": _measure, "below": _measure, "age": _age, "count": _count, "exists": _exists,
    "holds": lambda value, scope: {"programme": value.get("programme")}, "schedule": _schedule,
    "staff": _staff, "note": lambda value, scope: {}, "all": _group, "any": _group, "unless": _unless,
}  # fmt: skip
