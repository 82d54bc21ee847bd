"""What an import did to the register, so that it can be taken back; and whether anything changed since."""

import json
from hashlib import sha256
from typing import Any

from django.apps import apps

UNWATCHED = {"id", "pinyin", "initials", "version", "made_at", "changed_at", "number", "token"}


def print_of(row) -> str:
    """A fingerprint of everything somebody could have changed."""
    fields = [field for field in row._meta.concrete_fields if field.name not in UNWATCHED]
    said = {field.name: field.value_to_string(row) for field in fields}
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:20]


def set_to(row, values: dict[str, Any]) -> dict[str, Any]:
    """Changes a row in memory; gives what stood there."""
    before = {name: row._meta.get_field(name.removesuffix("_id")).value_to_string(row) for name in values}
    empty = [name for name in values if getattr(row, name) is None]
    for name, value in values.items():
        setattr(row, name, value)
    return before | dict.fromkeys(empty)


class Deeds:
    """Of one row of a roll: [model, key, made or changed, fingerprint afterwards]."""

    def __init__(self) -> None:
        self.done: list[list[Any]] = []
        self.before: dict[str, dict[str, Any]] = {}

    def made(self, row) -> None:
        self.done.append([row._meta.model_name, str(row.pk), "made", print_of(row)])

    def changed(self, row, values: dict[str, Any]) -> None:
        self.before[f"{row._meta.model_name}:{row.pk}"] = set_to(row, values)
        self.done.append([row._meta.model_name, str(row.pk), "changed", print_of(row)])


def model_of(name: str):
    return apps.get_model("membership", name)


def put_back(row, before: dict[str, Any]) -> None:
    """The values of before the import."""
    for name, value in before.items():
        field = row._meta.get_field(name.removesuffix("_id"))
        setattr(row, field.attname, None if value is None else field.to_python(value))
