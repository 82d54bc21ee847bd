"""One version of a rule: its fields and rows ↔ its JSON."""

from collections.abc import Mapping
from typing import Any

from cms.rule_data.blocks import blocks, spread
from cms.rule_data.criteria import Scope, criteria, one
from cms.rule_data.words import codes, day, filled, from_codes, from_pair, pair

WORDS = ("source", "each", "pays_by", "period", "per", "amount_rule")


def version_as_data(fields: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
    scope = Scope(types, member=fields.get("each") == "children")
    data: dict[str, Any] = {"from": day(fields.get("valid_from")), "to": day(fields.get("valid_to"))}
    data |= filled({key: fields.get(key) for key in WORDS})
    data |= {
        "criteria": criteria(fields.get("criteria"), scope),
        "amounts": [_amount(row["value"], scope) for row in fields.get("amounts") or ()],
    }
    return data | filled(
        {"variants": [_variant(row["value"], scope) for row in fields.get("variants") or ()]}
    )


def version_fields_of(data: Mapping[str, Any]) -> dict[str, Any]:
    scope = Scope(member=data.get("each") == "children")
    return {
        "valid_from": data["from"],
        "valid_to": data.get("to"),
        **{key: data.get(key, "") for key in WORDS},
        "criteria": blocks(data.get("criteria"), scope),
        "amounts": [{"type": "row", "value": _row(row, scope)} for row in data.get("amounts", ())],
        "variants": [{"type": "variant", "value": _local(row, scope)} for row in data.get("variants", ())],
    }


def _amount(value: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    amount = value.get("value")
    data = {
        "from": day(value.get("starts")),
        "to": day(value.get("ends")),
        "value": None if amount in (None, "") else str(amount),
        "period": value.get("period") or "",
        "per": value.get("per") or "",
    }
    return data | filled(
        {
            "unit": value.get("unit"),
            "guard": one(value.get("guard"), scope),
            "areas": codes(value.get("areas")),
            "source": value.get("source"),
            "note": pair(value, "note"),
        }
    )


def _row(data: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    return {
        "starts": data.get("from"),
        "ends": data.get("to"),
        "value": data.get("value"),
        **{key: data.get(key, "") for key in ("period", "per", "unit", "source")},
        "guard": spread(data.get("guard"), scope),
        "areas": from_codes(data.get("areas")),
        **from_pair(data.get("note"), "note"),
    }


def _variant(value: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    return filled(
        {
            "id": value.get("id"),
            "name": pair(value, "name"),
            "areas": codes(value.get("areas")),
            "source": value.get("source"),
            "drop": codes(value.get("drop")),
        }
    ) | {"criteria": criteria(value.get("criteria"), scope)}


def _local(data: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    return {
        "id": data["id"],
        **from_pair(data.get("name"), "name"),
        "areas": from_codes(data.get("areas")),
        "source": data.get("source", ""),
        "criteria": blocks(data.get("criteria"), scope),
        "drop": from_codes(data.get("drop")),
    }
