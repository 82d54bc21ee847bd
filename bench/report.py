"""docs/benchmarks.md in sections: whoever measures writes its own and leaves the others."""

import os
import platform
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def here_and_now() -> str:
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    return f"{date.today()}, {machine}"  # noqa: DTZ011


def write(sections: Mapping[str, str], head: str | None = None) -> None:
    """Put these sections in the place of those of the same name, or at the end; and the head, if given."""
    old_head, *parts = re.split(r"(?m)^## ", PATH.read_text() if PATH.exists() else "# Benchmarks\n\n")
    kept = dict(part.split("\n", 1) for part in parts)
    whole = {**kept, **{name: f"\n{text.strip()}\n\n" for name, text in sections.items()}}
    text = (head or old_head).rstrip() + "\n\n"
    PATH.write_text(text + "\n".join(f"## {name}\n{body.rstrip()}\n" for name, body in whole.items()))
