"""Two versions of a programme's data compared in words: conditions first, then amounts, dates, the rest."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cms.eligibility.compared import (
    DATES,
    ROW,
    SOURCES,
    TEXTS,
    TOGETHER,
    Change,
    Pair,
    amount,
    criteria,
    pair,
    variant,
)
from cms.eligibility.facts import Facts, definitions

__all__ = ["Change", "differences"]

FIELDS: dict[str, Pair] = {
    "name": ("名称", "Name"), "short": ("简称", "Short name"), "also": ("别名", "Other names"),
    "kind": ("类别", "Kind"), "authority": ("主管单位", "Authority"), "channels": ("办理渠道", "Channels"),
    "by_person": ("由人答复", "Answered by a person"), "summary": ("概要", "Summary"), "papers": ("材料", "Papers"),
    "where": ("去哪办", "Where to apply"), "time": ("办理时间", "When"), "notes": ("说明", "Notes"), "code": ("代码", "Code"),
}  # fmt: skip


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Empty where nothing changed."""
    if old == new:
        return []
    found = [
        *_versions(old, new), *_keyed(old.get("sources", {}), new.get("sources", {}), ("来源", "Source"), SOURCES),
        *_interactions(old, new), *_facts(old, new), *_texts(old, new),
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.weight)


def _versions(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Versions are the same by their first day; one moved alone is the same moved."""
    facts = {**definitions(old), **definitions(new)}
    for one, two in _matched(old.get("versions", []), new.get("versions", []), "from"):
        if one is None or two is None:
            row = one or two or {}
            what = ("版本去掉", "version removed") if two is None else ("新版本", "new version")
            yield Change(
                DATES,
                row["from"],
                f"{what[0]}：{row['from']}起",
                f"{what[1].capitalize()}: from {row['from']}",
            )
        if one is None:
            one = {
                key: value
                for key, value in (two or {}).items()
                if key not in ("criteria", "amounts", "variants")
            }
        if two is not None:
            yield from _inside(one, two, facts)


def _inside(one: Mapping[str, Any], two: Mapping[str, Any], facts: Facts) -> Iterator[Change]:
    prefix = "children." if two.get("each") else ""
    yield from criteria(one.get("criteria", []), two["criteria"], facts, prefix)
    for row, now in _matched(one.get("variants", []), two.get("variants", []), "id"):
        yield from variant(row, now, facts, prefix)
    for row, now in _matched(one.get("amounts", []), two.get("amounts", []), *AMOUNT_KEYS):
        yield from amount(row, now, facts, prefix)
    for key in ("from", "to", "source", "each", "pays_by", "amount_rule", "period", "per"):
        if one.get(key) != two.get(key):
            what = (f"版本{two['from']} {ROW[key][0]}", f"Version {two['from']} {ROW[key][1]}")
            yield pair(SOURCES if key == "source" else DATES, two["from"], what, one.get(key), two.get(key))


AMOUNT_KEYS = ("from", "guard", "areas")


def _matched(olds: Sequence[Any], news: Sequence[Any], *keys: str) -> Iterator[tuple[Any, Any]]:
    """Rows that are the same by their keys, each once; single leftovers on both sides are one row that moved."""
    waiting, pairs = list(olds), []
    for row in news:
        same = next((one for one in waiting if all(one.get(key) == row.get(key) for key in keys)), None)
        if same is not None:
            waiting.remove(same)
        pairs.append((same, row))
    fresh = [place for place, (same, _row) in enumerate(pairs) if same is None]
    if len(waiting) == len(fresh) == 1:
        pairs[fresh[0]] = (waiting.pop(), pairs[fresh[0]][1])
    yield from pairs
    yield from ((row, None) for row in waiting)


def _keyed(olds: Mapping[str, Any], news: Mapping[str, Any], what: Pair, weight: int) -> Iterator[Change]:
    for key in (*news, *(key for key in olds if key not in news)):
        one, two = olds.get(key), news.get(key)
        name = (f"{what[0]} {key}", f"{what[1]} {key}")
        if one is None or two is None:
            words = ("增加", "added") if one is None else ("去掉", "removed")
            yield Change(weight, key, f"{name[0]}{words[0]}", f"{name[1]} {words[1]}")
            continue
        for part in {**one, **two}:
            if one.get(part) != two.get(part):
                yield pair(
                    weight, key, (f"{name[0]} {part}", f"{name[1]} {part}"), one.get(part), two.get(part)
                )


def _interactions(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    words = {
        "higher_of": ("取高的一项", "the higher of"),
        "excludes": ("不能同享", "excludes"),
        "needs": ("以此为前提", "needs"),
    }
    before, after = old.get("interactions", []), new.get("interactions", [])
    for rows, others, what in ((after, before, ("增加", "added")), (before, after, ("去掉", "removed"))):
        for row in (row for row in rows if row not in others):
            zh, en = words.get(row["kind"], (row["kind"], row["kind"]))
            codes = row["programmes"]
            yield Change(
                TOGETHER,
                "interactions",
                f"政策关系{what[0]}：{zh} {'、'.join(codes)}",
                f"Interaction {what[1]}: {en} {', '.join(codes)}",
            )


def _facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = ({row["key"]: row for row in data.get("facts", ())} for data in (old, new))
    yield from _keyed(before, after, ("事实", "Fact"), SOURCES)


def _texts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    known = {"versions", "sources", "interactions", "facts"}
    for key in (key for key in {**new, **old} if key not in known):
        if old.get(key) != new.get(key):
            what = FIELDS.get(key, (key, key))
            yield from _languages(key, what, old.get(key), new.get(key))


def _languages(key: str, what: Pair, old: Any, new: Any) -> Iterator[Change]:
    """A text that changed in one language only says in which."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        changed = [one for one in ("zh", "en") if old.get(one) != new.get(one)]
        if len(changed) == 1:
            names = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}[changed[0]]
            what, old, new = (
                (f"{what[0]}（{names[0]}）", f"{what[1]} ({names[1]})"),
                old.get(changed[0]),
                new.get(changed[0]),
            )
    yield pair(TEXTS, key, what, old, new)
