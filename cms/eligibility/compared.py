"""One criterion or amount row beside what it became, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cms.eligibility.facts import Facts
from cms.eligibility.words import default_text

Pair = tuple[str, str]
CONDITIONS, AMOUNTS, DATES, TOGETHER, SOURCES, TEXTS = range(6)
WORDING = {"text", "not_met", "states"}
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


def pair(weight: int, where: str, what: Pair, old: Any, new: Any) -> Change:
    zh, en = (f"{shown(old, n)} → {shown(new, n)}" for n in (0, 1))
    return Change(weight, where, f"{what[0]}：{zh}", f"{what[1]}: {en}")


def shown(value: Any, language: int) -> str:
    key = ("zh", "en")[language]
    if value in (None, "", [], {}):
        return ("无", "none")[language]
    if isinstance(value, bool):
        return (("否", "是"), ("no", "yes"))[language][value]
    if isinstance(value, Mapping):
        return shown(value[key], language) if key in value else str(dict(value))
    if isinstance(value, list):
        return ("、", ", ")[language].join(shown(one, language) for one in value)
    return str(value)


def criteria(
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
        yield pair(CONDITIONS, key, *_condition(one, two, name, see))
    for part, what in (("source", ("来源", "source")), ("sensitivity", ("敏感度", "sensitivity"))):
        if one.get(part) != two.get(part):
            yield pair(
                SOURCES, key, (f"{name[0]} {what[0]}", f"{name[1]} {what[1]}"), one.get(part), two.get(part)
            )
    for part, what in (
        ("text", ("符合时的话", "words when met")),
        ("not_met", ("不符合时的话", "words when not met")),
        ("states", ("各情形的话", "words of its states")),
    ):
        if one.get(part) != two.get(part):
            yield pair(
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


def variant(one: Any, two: Any, facts: Facts, prefix: str) -> Iterator[Change]:
    row = two or one
    name = (f"变体 {row['id']}", f"Variant {row['id']}")
    if one is None or two is None:
        what = ("增加", "added") if one is None else ("去掉", "removed")
        yield Change(
            CONDITIONS,
            row["id"],
            f"{name[0]}{what[0]}：{shown(row.get('name'), 0)}",
            f"{name[1]} {what[1]}: {shown(row.get('name'), 1)}",
        )
        return
    yield from criteria(one.get("criteria", []), two.get("criteria", []), facts, prefix, f"{row['id']}:")
    for key, weight in (("areas", CONDITIONS), ("drop", CONDITIONS), ("source", SOURCES), ("name", TEXTS)):
        if one.get(key) != two.get(key):
            yield pair(
                weight,
                row["id"],
                (f"{name[0]} {ROW[key][0]}", f"{name[1]} {ROW[key][1]}"),
                one.get(key),
                two.get(key),
            )


def amount(one: Any, two: Any, facts: Facts, prefix: str) -> Iterator[Change]:
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
        yield pair(
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
            yield pair(
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
        yield pair(AMOUNTS, where, (f"{name[0]} {ROW['guard'][0]}", f"{name[1]} {ROW['guard'][1]}"), *said)


def _sum(row: Mapping[str, Any], language: int) -> str:
    if row.get("value") is None:
        return ("未定", "no sum")[language]
    period = PERIODS.get(row.get("period", ""), ("", ""))[language]
    number = f"{float(row['value']):,.2f}".removesuffix(".00")
    return f"{period}{number}元" if language == 0 else f"{number} yuan {period}".strip()
