"""A criterion in words where its editor wrote none: made from the names of its facts and values."""

from collections.abc import Mapping
from typing import Any

from cms.eligibility.facts import Fact, Facts

Node = Mapping[str, Any]
JOINED = {
    "all": {"zh": "以下都要符合", "en": "all of these"},
    "any": {"zh": "以下有一项就行", "en": "one of these"},
    "unless": {"zh": "没有下面的情况", "en": "not in this case"},
}
AND, OR = {"zh": "，并且", "en": " and "}, {"zh": "或", "en": " or "}
YES_NO = {True: {"zh": "是", "en": "yes"}, False: {"zh": "否", "en": "no"}}
STAFF = {"zh": "由乡镇核定", "en": "the township decides"}
IN_TIME = {"zh": "在发放的年份内", "en": "within the years of payment"}


def wording(node: Node, facts: Facts, language: str, prefix: str = "") -> str:
    """The node's own text, else one made for it; `prefix` "children." where it is about a child."""
    return node.get("text", {}).get(language) or MADE[node["kind"]](node, facts, language, prefix)


def inline(node: Node, facts: Facts, language: str, prefix: str) -> str:
    """With its parts in one line."""
    if node.get("text") or node["kind"] not in JOINED:
        return wording(node, facts, language, prefix)
    inner = node["of"] if isinstance(node["of"], list) else [node["of"]]
    parts = [inline(one, facts, language, prefix) for one in inner]
    if node["kind"] == "unless":
        return f"不是（{parts[0]}）" if language == "zh" else f"not ({parts[0]})"
    return (AND if node["kind"] == "all" else OR)[language].join(parts)


def _fact(key: str, facts: Facts, prefix: str) -> Fact:
    return next(facts[name] for name in (prefix + key, key, f"children.{key}") if name in facts)


def _label(node: Node, facts: Facts, language: str, prefix: str) -> str:
    return _fact(node["fact"], facts, prefix).label[language]


def _value(node: Node, value: Any, facts: Facts, language: str, prefix: str) -> str:
    if isinstance(value, bool):
        return YES_NO[value][language]
    labels = _fact(node["fact"], facts, prefix).value_labels or {}
    return labels.get(value, {}).get(language) or str(value)


def _is(node, facts, language, prefix):
    return f"{_label(node, facts, language, prefix)}{_colon(language)}{_value(node, node['value'], facts, language, prefix)}"


def _one_of(node, facts, language, prefix):
    values = [_value(node, value, facts, language, prefix) for value in node["values"]]
    return f"{_label(node, facts, language, prefix)}{_colon(language)}{OR[language].join(values)}"


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def _limit(node, facts, language, prefix) -> str:
    if "than" not in node:
        return str(node["value"])
    other, times = _fact(node["than"], facts, prefix).label[language], node.get("times")
    if not times:
        return other
    return f"{other}的{times}倍" if language == "zh" else f"{times} times the {other}"


def _compared(words: Mapping[str, str], of_days: Mapping[str, str]):
    def made(node, facts, language, prefix):
        date = _fact(node["fact"], facts, prefix).type == "date"
        pattern = (of_days if date else words)[language]
        return pattern.format(
            label=_label(node, facts, language, prefix), limit=_limit(node, facts, language, prefix)
        )

    return made


def _age(node, facts, language, prefix):
    label, years, below = _label(node, facts, language, prefix), node["years"], node.get("below")
    if language == "zh":
        return f"{label.replace('出生日期', '') or '本人'}{'未满' if below else '年满'}{years}周岁"
    return f"{label}: {'younger than ' + str(years) if below else str(years) + ' years or older'}"


def _holds(node, facts, language, prefix):
    return f"正在享受{node['programme']}" if language == "zh" else f"receiving {node['programme']}"


def _count(node, facts, language, prefix):
    where = inline(node["where"], facts, language, "children.") if node.get("where") else ""
    low = node.get("at_least", 1 if node["kind"] == "exists" else 0)
    how_many = _range(low, node.get("at_most"), language)
    if language == "zh":
        return f"孩子{how_many}{f'（{where}）' if where else ''}"
    return f"children: {how_many}{f' ({where})' if where else ''}"


def _range(low: int, high: int | None, language: str) -> str:
    if high is None:
        return f"至少{low}个" if language == "zh" else f"at least {low}"
    if low == high:
        return f"正好{low}个" if language == "zh" else f"exactly {low}"
    return f"{low}到{high}个" if language == "zh" else f"{low} to {high}"


def _said(pair: Mapping[str, str]):
    return lambda node, facts, language, prefix: pair[language]


MADE = {
    "is": _is, "place": _is, "one_of": _one_of, "age": _age, "holds": _holds, "count": _count, "exists": _count,
    "at_least": _compared({"zh": "{label}不低于{limit}", "en": "{label}: at least {limit}"},
                          {"zh": "{label}在{limit}或以后", "en": "{label}: on or after {limit}"}),
    "below": _compared({"zh": "{label}低于{limit}", "en": "{label}: below {limit}"},
                       {"zh": "{label}在{limit}以前", "en": "{label}: before {limit}"}),
    "schedule": _said(IN_TIME), "staff": _said(STAFF), "note": _said({"zh": "", "en": ""}),
    **{kind: _said(pair) for kind, pair in JOINED.items()},
}  # fmt: skip
