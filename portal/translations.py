"""Reads .po files and writes the .mo files Django wants, so that nobody needs gettext installed."""

import ast
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")
MAGIC = 0x950412DE


@dataclass
class Entry:
    """One sentence and its translation."""

    parts: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        return self.parts.get("msgid", "")

    @property
    def key(self) -> str:
        """As the .mo has it: context and plural are joined to the sentence."""
        context = f"{self.parts['msgctxt']}\4" if "msgctxt" in self.parts else ""
        plural = f"\0{self.parts['msgid_plural']}" if "msgid_plural" in self.parts else ""
        return f"{context}{self.id}{plural}"

    @property
    def strings(self) -> list[str]:
        return [text for name, text in sorted(self.parts.items()) if name.startswith("msgstr")]

    @property
    def translated(self) -> bool:
        return "fuzzy" not in self.flags and all(self.strings)


def read(po: Path) -> Iterator[Entry]:
    """Every entry of a .po file, its header (the empty msgid) too."""
    entry, name = Entry(), ""
    for line in [*po.read_text(encoding="utf-8").splitlines(), ""]:
        word, _space, rest = line.strip().partition(" ")
        ends = not word or (entry.parts and word.startswith("#"))
        if ends and entry.parts:
            yield entry
            entry = Entry()
        if word == "#,":
            entry.flags |= {flag.strip() for flag in rest.split(",")}
        elif word.startswith('"'):
            entry.parts[name] += ast.literal_eval(line.strip())
        elif word.startswith(KEYWORDS):
            name = word
            entry.parts[name] = ast.literal_eval(rest)


def packed(entries: list[Entry]) -> bytes:
    """The .mo file: two tables of lengths and places, sorted by sentence, then the texts."""
    pairs = sorted((entry.key.encode(), "\0".join(entry.strings).encode()) for entry in entries)
    start = 28 + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(texts))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables[0] + tables[1] + texts


def catalogues() -> list[Path]:
    """Every .po of our packages."""
    packages = sorted(app.parent for app in ROOT.glob("*/apps.py"))
    return [po for package in packages for po in sorted(package.glob("locale*/*/LC_MESSAGES/*.po"))]


def compile_stale() -> list[Path]:
    """Write the .mo of each .po that is newer than it; a reader never meets half a file."""
    stale = []
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        half = po.with_suffix(f".{os.getpid()}.half")
        half.write_bytes(packed([entry for entry in read(po) if entry.translated]))
        os.replace(half, mo)
        stale.append(mo)
    return stale
