"""The chain of fingerprints: what is published can be recomputed by anybody, and nothing drops out unseen. Pure.

A record's fingerprint is the SHA-256 of its canonical content together with the fingerprint of the record
before it in the same area. Changing, adding or removing one breaks every later one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from cms.eligibility.canonical import fingerprint

FIRST = "0" * 64


def content(record) -> dict:
    """What a published record says, in an order and spelling that do not depend on the machine."""
    tables = [
        {"key": one.key, "title": one.title, "title_en": one.title_en, "columns": one.columns, "rows": one.rows,
         "totals": one.totals}
        for one in record.tables.all()
    ]  # fmt: skip
    files = [
        {"kind": one.kind, "title": one.title, "sha256": one.sha256}
        for one in record.files.all()
        if one.kind != "posted"
    ]
    return {
        "area": record.area_id, "number": record.number, "item": record.item.code, "title": record.title,
        "title_en": record.title_en, "summary": record.summary, "summary_en": record.summary_en,
        "period": [str(record.period_start), str(record.period_end)], "figures": record.figures,
        "published_at": record.published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "notice": [str(record.notice_from or ""), str(record.notice_until or "")],
        "corrects": record.corrects.hash if record.corrects else "", "correction_reason": record.correction_reason,
        "tables": tables, "files": sorted(files, key=lambda one: (one["kind"], one["sha256"], one["title"])),
    }  # fmt: skip


def fingerprint_of(record) -> str:
    return fingerprint({"content": content(record), "previous": record.previous_hash})


@dataclass(frozen=True)
class Link:
    """One record as the check found it."""

    record: object
    content_whole: bool
    follows: bool

    @property
    def whole(self) -> bool:
        return self.content_whole and self.follows


def checked(records: Iterable) -> list[Link]:
    """Each record of one area, in the order of its numbers, recomputed."""
    links, expected, number = [], FIRST, 1
    for record in records:
        follows = record.previous_hash == expected and record.number == number
        links.append(Link(record, record.hash == fingerprint_of(record), follows))
        expected, number = record.hash, number + 1
    return links


def is_whole(links: list[Link]) -> bool:
    return all(link.whole for link in links)
