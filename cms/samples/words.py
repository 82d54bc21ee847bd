"""Sample words as they are written down: read from JSON, turned into rich text and blocks."""

import json
from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def read(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def listed(lines: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</{tag}>" if lines else ""


def stream(lines: list[str]) -> list[tuple[str, str]]:
    """“# ” begins a heading, “- ” a line of a list; everything else is a paragraph."""
    blocks: list[tuple[str, str]] = []
    for kind, group in groupby(lines, key=lambda line: line[:2] if line[:2] in ("# ", "- ") else ""):
        rows = [line.removeprefix(kind) for line in group]
        if kind == "# ":
            blocks += [("heading", row) for row in rows]
        else:
            words = listed(rows) if kind else "".join(f"<p>{escape(row)}</p>" for row in rows)
            blocks.append(("words", words))
    return blocks


def rows(kind: str, names: tuple[str, ...], told: list[list]) -> list[tuple[str, dict]]:
    """Rows of a table of blocks; what is unknown stays empty."""
    return [(kind, dict(zip(names, row, strict=True))) for row in told]
