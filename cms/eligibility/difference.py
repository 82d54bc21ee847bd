"""Two versions of a programme's data compared in words: conditions first, then amounts, dates, the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cms.eligibility.facts import Facts, definitions
from cms.eligibility.words import default_text

Pair = tuple[str, str]
CONDITIONS, AMOUNTS, DATES, TOGETHER, SOURCES, TEXTS = range(6)
WORDING = {"text", "not_met", "states"}
FIELDS: dict[str, Pair] = {
    "name": ("名称", "Name"), "short": ("简称", "Short name"), "also": ("别名", "Other names"),
    "kind": ("类别", "Kind"), "authority": ("主管单位", "Authority"), "channels": ("办理渠道", "Channels"),
    "by_person": ("由人答复", "Answered by a person"), "summary": ("概要", "Summary"), "papers": ("材料", "Papers"),
    "where": ("去哪办", "Where to apply"), "time": ("办理时间", "When"), "notes": ("说明", "Notes"), "code": ("代码", "Code"),
}  # fmt: skip
ROW: dict[str, Pair] = {
    "value": ("金额", "amount"), "from": ("起", "from"), "to": ("止", "to"), "period": ("周期", "period"),
    "per": ("对象", "per"), "guard": ("限定", "only for"), "areas": ("地区", "areas"), "unit": ("单位", "unit"),
    "source": ("来源", "source"), "note": ("说明", "note"), "drop": ("去掉的条件", "conditions left out"), "name": ("名称", "name"),
    "each": ("逐个孩子", "each"), "pays_by": ("按年度计发", "paid by"), "amount_rule": ("多行金额", "several rows"),
}  # fmt: skip
PERIODS = {
    "year": ("每年", "a year"),
    "month": ("每月", "a month"),
    "once": ("一次性", "once"),
    "day": ("每天", "a day"),
}


@dataclass(frozen=True)
class Change:
    """One thing that became otherwise; `weight` orders them, the gravest first."""

    weight: int
    where: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Empty where nothing changed."""
    if old == new:
        return []
    found = [
        *_versions(old, new), *_keyed(old.get("sources", {}), new.get("sources", {}), ("来源", "Source"), SOURCES),
        *_interactions(old, new), *_facts(old, new), *_texts(old, new),
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.weight)


def _pair(weight: int, where: str, what: Pair, old: Any, new: Any) -> Change:
    zh, en = (f"{_shown(old, n)} → {_shown(new, n)}" for n in (0, 1))
    return Change(weight, where, f"{what[0]}：{zh}", f"{what[1]}: {en}")


def _shown(value: Any, language: int) -> str:
    key = ("zh", "en")[language]
    if value in (None, "", [], {}):
        return ("无", "none")[language]
    if isinstance(value, bool):
        return (("否", "是"), ("no", "yes"))[language][value]
    if isinstance(value, Mapping):
        return _shown(value[key], language) if key in value else str(dict(value))
    if isinstance(value, list):
        return ("、", ", ")[language].join(_shown(one, language) for one in value)
    return str(value)


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
    yield from _criteria(one.get("criteria", []), two["criteria"], facts, prefix)
    for row, now in _matched(one.get("variants", []), two.get("variants", []), "id"):
        yield from _variant(row, now, facts, prefix)
    for row, now in _matched(one.get("amounts", []), two.get("amounts", []), *AMOUNT_KEYS):
        yield from _amount(row, now, facts, prefix)
    for key in ("from", "to", "source", "each", "pays_by", "amount_rule", "period", "per"):
        if one.get(key) != two.get(key):
            what = (f"版本{two['from']} {ROW[key][0]}", f"Version {two['from']} {ROW[key][1]}")
            yield _pair(SOURCES if key == "source" else DATES, two["from"], what, one.get(key), two.get(key))


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


def _criteria(
    olds: Sequence[Any], news: Sequence[Any], facts: Facts, prefix: str, where: str = ""
) -> Iterator[Change]:
    before, after = ({node["id"]: node for node in nodes} for nodes in (olds, news))
    for key in (*after, *(key for key in before if key not in after)):
        name = (f"{where}条件 {key}", f"{where and where + ' '}Condition {key}")
        yield from _criterion(key, before.get(key), after.get(key), name, (facts, prefix))
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield Change(
            TEXTS,
            "criteria",
            f"{where}条件的顺序变了",
            f"{where and where + ' '}The order of the conditions changed",
        )


def _criterion(key: str, one: Any, two: Any, name: Pair, see: tuple[Facts, str]) -> Iterator[Change]:
    if one is None or two is None:
        said = tuple(default_text(one or two, see[0], language, True, see[1]) for language in ("zh", "en"))
        what = ("增加", "added") if one is None else ("去掉", "removed")
        yield Change(CONDITIONS, key, f"{name[0]}{what[0]}：{said[0]}", f"{name[1]} {what[1]}: {said[1]}")
        return
    if _bare(one) != _bare(two):
        yield _pair(CONDITIONS, key, *_condition(one, two, name, see))
    for part, what in (("source", ("来源", "source")), ("sensitivity", ("敏感度", "sensitivity"))):
        if one.get(part) != two.get(part):
            yield _pair(
                SOURCES, key, (f"{name[0]} {what[0]}", f"{name[1]} {what[1]}"), one.get(part), two.get(part)
            )
    for part, what in (
        ("text", ("符合时的话", "words when met")),
        ("not_met", ("不符合时的话", "words when not met")),
        ("states", ("各情形的话", "words of its states")),
    ):
        if one.get(part) != two.get(part):
            yield _pair(
                TEXTS, key, (f"{name[0]} {what[0]}", f"{name[1]} {what[1]}"), one.get(part), two.get(part)
            )


def _condition(one: Any, two: Any, name: Pair, see: tuple[Facts, str]) -> tuple[Pair, Any, Any]:
    """“age 60 → 61” where only a figure changed, else both sentences."""
    changed = [key for key in {**one, **two} if one.get(key) != two.get(key) and key not in OUTSIDE]
    if one["kind"] == two["kind"] == "age" and changed == ["years"]:
        olds = {"zh": f"年龄 {one['years']}", "en": f"age {one['years']}"}
        return name, olds, {"zh": f"{two['years']} 周岁", "en": str(two["years"])}
    said = [
        {language: default_text(_bare(node), see[0], language, True, see[1]) for language in ("zh", "en")}
        for node in (one, two)
    ]
    return name, said[0], said[1]


OUTSIDE = {"id", "source", "sensitivity", *WORDING}


def _bare(node: Any) -> Any:
    """The condition without its words: what it does."""
    if isinstance(node, list):
        return [_bare(one) for one in node]
    if not isinstance(node, Mapping):
        return node
    return {key: _bare(value) for key, value in node.items() if key not in OUTSIDE}


def _variant(one: Any, two: Any, facts: Facts, prefix: str) -> Iterator[Change]:
    row = two or one
    name = (f"变体 {row['id']}", f"Variant {row['id']}")
    if one is None or two is None:
        what = ("增加", "added") if one is None else ("去掉", "removed")
        yield Change(
            CONDITIONS,
            row["id"],
            f"{name[0]}{what[0]}：{_shown(row.get('name'), 0)}",
            f"{name[1]} {what[1]}: {_shown(row.get('name'), 1)}",
        )
        return
    yield from _criteria(one.get("criteria", []), two.get("criteria", []), facts, prefix, f"{row['id']}:")
    for key, weight in (("areas", CONDITIONS), ("drop", CONDITIONS), ("source", SOURCES), ("name", TEXTS)):
        if one.get(key) != two.get(key):
            yield _pair(
                weight,
                row["id"],
                (f"{name[0]} {ROW[key][0]}", f"{name[1]} {ROW[key][1]}"),
                one.get(key),
                two.get(key),
            )


def _amount(one: Any, two: Any, facts: Facts, prefix: str) -> Iterator[Change]:
    row = two or one
    since = row.get("from") or ""
    name = (f"{since}起的金额" if since else "金额", f"Amount from {since}" if since else "Amount")
    where = f"amount {since}".strip()
    if one is None or two is None:
        what = ("新增", "new") if one is None else ("去掉", "removed")
        yield Change(
            AMOUNTS, where, f"{name[0]}：{what[0]}，{_sum(row, 0)}", f"{name[1]}: {what[1]}, {_sum(row, 1)}"
        )
        return
    if _sum(one, 1) != _sum(two, 1):
        yield _pair(
            AMOUNTS,
            where,
            name,
            {"zh": _sum(one, 0), "en": _sum(one, 1)},
            {"zh": _sum(two, 0), "en": _sum(two, 1)},
        )
    for key, weight in (
        ("from", DATES),
        ("to", DATES),
        ("per", AMOUNTS),
        ("areas", AMOUNTS),
        ("source", SOURCES),
        ("note", TEXTS),
    ):
        if one.get(key) != two.get(key):
            yield _pair(
                weight,
                where,
                (f"{name[0]} {ROW[key][0]}", f"{name[1]} {ROW[key][1]}"),
                one.get(key),
                two.get(key),
            )
    if one.get("guard") != two.get("guard"):
        said = [
            row.get("guard") and {n: default_text(row["guard"], facts, n, True, prefix) for n in ("zh", "en")}
            for row in (one, two)
        ]
        yield _pair(AMOUNTS, where, (f"{name[0]} {ROW['guard'][0]}", f"{name[1]} {ROW['guard'][1]}"), *said)


def _sum(row: Mapping[str, Any], language: int) -> str:
    if row.get("value") is None:
        return ("未定", "no sum")[language]
    period = PERIODS.get(row.get("period", ""), ("", ""))[language]
    number = f"{float(row['value']):,.2f}".removesuffix(".00")
    return f"{period}{number}元" if language == 0 else f"{number} yuan {period}".strip()


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
                yield _pair(
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
    yield _pair(TEXTS, key, what, old, new)
