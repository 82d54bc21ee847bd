"""Do a rule's words fit it: short enough for one message, the figures its thresholds, grades the right way round."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from cms.eligibility.explain import sentences
from cms.eligibility.facts import Facts
from cms.eligibility.finding import Finding, warning
from cms.eligibility.rules import Rules, Version, walk
from cms.eligibility.same import fixed_day
from cms.eligibility.verdict import Verdict
from cms.eligibility.words import MONTHS
from cms.eligibility.worlds import facts_of, leaves

DAY = timedelta(days=1)
ONE_MESSAGE = 70
ZH_AGE, EN_AGE = (
    re.compile(r"([0-9]+|[一二三四五六七八九十]+)周?岁"),
    re.compile(r"\b(\d+)(?= years| or older| years old)"),
)
ZH_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
EN_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")}


def findings(data: Mapping[str, Any], facts: Facts) -> Iterator[Finding]:
    rules = Rules.from_json(data)
    for version in rules.versions:
        yield from _too_long(rules, version)
        prefix = "children." if version.each else ""
        variants = [node for one in version.data.get("variants", []) for node in one.get("criteria", [])]
        for node in [*version.criteria, *variants]:
            yield from _figures(node)
        for nodes in (version.criteria, variants):
            yield from _grades(nodes, facts, prefix)
    used = {
        key
        for version in rules.versions
        for key in facts_of(version.criteria, "children." if version.each else "")
    }
    yield from _questions(used, facts)


def _too_long(rules: Rules, version: Version) -> Iterator[Finding]:
    """The first sentence is all that a resident surely reads."""
    for where, verdict in _verdicts(rules, version):
        said = sentences(verdict, rules, "zh")[0]
        if len(said) > ONE_MESSAGE:
            yield warning(
                where, f"短信第一句有{len(said)}个字，超过{ONE_MESSAGE}个：{said}",
                f"The first sentence of the text message has {len(said)} characters, more than {ONE_MESSAGE}: {said}",
            )  # fmt: skip


def _verdicts(rules: Rules, version: Version) -> Iterator[tuple[str, Verdict]]:
    """Every verdict that could be said: the yes with each amount, the rest for each criterion."""
    blank = Verdict(rules.code, "yes", version.starts, rules.hash)
    yield "yes", blank
    for row in version.amounts:
        if row.get("value"):
            paid = Verdict(
                rules.code,
                "yes",
                version.starts,
                rules.hash,
                Decimal(row["value"]),
                row["period"],
                row["per"],
            )
            yield "yes", paid
    yield "staff", Verdict(rules.code, "staff", version.starts, rules.hash, staff=("staff_decision",))
    for node in version.criteria:
        name = node["id"]
        if node["kind"] == "schedule":
            for state in node.get("states", {}):
                yield (
                    name,
                    Verdict(rules.code, "no", version.starts, rules.hash, reasons=(f"{name}:{state}",)),
                )
            continue
        if node["kind"] not in ("place", "note"):
            yield name, Verdict(rules.code, "no", version.starts, rules.hash, reasons=(name,))
        missing = tuple(sorted(facts_of([node], "children." if version.each else "")))
        if missing:
            yield (
                name,
                Verdict(rules.code, "unknown", version.starts, rules.hash, missing=missing, open=(name,)),
            )


def _questions(keys: Iterable[str], facts: Facts) -> Iterator[Finding]:
    for key in sorted(keys):
        text = (facts[key].question or {}).get("zh", "") if key in facts else ""
        if len(text) > ONE_MESSAGE:
            yield warning(
                f"fact {key}", f"问题有{len(text)}个字，超过{ONE_MESSAGE}个：{text}",
                f"The question has {len(text)} characters, more than {ONE_MESSAGE}: {text}",
            )  # fmt: skip


def _figures(node: Mapping[str, Any]) -> Iterator[Finding]:
    """Ages and days in the sentences that no threshold inside has."""
    inside = list(walk([node]))
    years = {one["years"] for one in inside if one["kind"] == "age"}
    days = {day for one in inside if one["kind"] in ("at_least", "below") if (day := fixed_day(one))}
    # “55 to 59” is the age below 60, “until 31 December” the days before 1 January
    may = years | {one - 1 for one in years}, {str(day - ahead * DAY) for day in days for ahead in (0, 1)}
    for texts in (node.get("text") or {}, node.get("not_met") or {}):
        zh, en = texts.get("zh", ""), texts.get("en", "")
        ages = {number(one) for one in ZH_AGE.findall(zh)} | {int(one) for one in EN_AGE.findall(en)}
        yield from _contradiction(node["id"], sorted(ages - may[0]), sorted(years))
        said = {f"{int(y):04}-{int(m):02}-{int(d):02}" for y, m, d in ZH_DAY.findall(zh)}
        said |= {f"{int(y):04}-{MONTHS.index(m) + 1:02}-{int(d):02}" for d, m, y in EN_DAY.findall(en)}
        yield from _contradiction(node["id"], sorted(said - may[1]), sorted(map(str, days)))


def _contradiction(where: str, said: list[Any], meant: list[Any]) -> Iterator[Finding]:
    if said and meant:
        zh, en = (
            ("、".join(map(str, said)), "、".join(map(str, meant))),
            (", ".join(map(str, said)), ", ".join(map(str, meant))),
        )
        yield warning(
            where,
            f"{where}的文字说{zh[0]}，条件却是{zh[1]}",
            f"{where} says {en[0]}, but the condition has {en[1]}",
        )


def number(text: str) -> int:
    """六十五 → 65."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def _grades(nodes: Iterable[Mapping[str, Any]], facts: Facts, prefix: str) -> Iterator[Finding]:
    """“Grade 3 or more severe” is below 4, where 1 is the worst: `at_least 3` alone is the wrong way round."""
    for node in nodes:
        looked = list(leaves([node], prefix))
        bounded = {key for key, leaf in looked if leaf["kind"] in ("below", "one_of", "is")}
        for key, leaf in looked:
            if key not in facts or facts[key].direction != "low_is_severe" or key in bounded:
                continue
            if leaf["kind"] == "at_least" and Decimal(str(leaf.get("value", 0))) > 1:
                label = facts[key].label
                yield warning(
                    node["id"], f"{node['id']}：“{label['zh']}”数字越小越重，“至少{leaf['value']}”只算轻的",
                    f"{node['id']}: of “{label['en']}” the lowest is the most severe, “at least {leaf['value']}” takes only the mild",
                )  # fmt: skip
