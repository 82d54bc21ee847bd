"""Pairs of texts, lists written one a line, and codes written in one box."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

LANGUAGES = ("zh", "en")


def filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was left blank."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def pair(fields: Mapping[str, Any], name: str) -> dict[str, str]:
    """`name_zh` and `name_en` as {zh, en}."""
    return filled({language: fields.get(f"{name}_{language}") for language in LANGUAGES})


def from_pair(texts: Mapping[str, str] | None, name: str) -> dict[str, str]:
    return {f"{name}_{language}": (texts or {}).get(language, "") for language in LANGUAGES}


def lines(fields: Mapping[str, Any], name: str) -> dict[str, list[str]]:
    """The same for texts with one item a line."""
    texts = pair(fields, name)
    return filled(
        {key: [row.strip() for row in text.splitlines() if row.strip()] for key, text in texts.items()}
    )


def from_lines(items: Mapping[str, Iterable[str]] | None, name: str) -> dict[str, str]:
    return {f"{name}_{language}": "\n".join((items or {}).get(language, ())) for language in LANGUAGES}


def codes(text: str | None) -> list[str]:
    """“51, 3418” as ["51", "3418"]; any comma or blank will do."""
    return [code for code in re.split(r"[\s,，、;；]+", text or "") if code]


def from_codes(items: Iterable[str] | None) -> str:
    return ", ".join(items or ())


def day(value: Any) -> str | None:
    """A date, or a text that is one already."""
    return (value.isoformat() if hasattr(value, "isoformat") else value) or None
