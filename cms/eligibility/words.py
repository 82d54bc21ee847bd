"""A criterion in words where the editor wrote none: from its kind, the fact's label and the values."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from cms.eligibility.facts import Fact, Facts, look_up

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
COUNTED = {
    "birthday": {"zh": "", "en": ""},
    "calendar_year": {"zh": "（按年计算）", "en": " (counted by calendar year)"},
    "month": {"zh": "（按月计算）", "en": " (counted by month)"},
}
BORN = {"birth_date": "born", "children.birth_date": "the child was born"}
SCHEDULED = {"childcare": {"zh": "今年可以申领育儿补贴", "en": "this year's childcare money can be claimed"}}


def default_text(
    criterion: Mapping[str, Any], facts: Facts, language: str, met: bool = True, prefix: str = ""
) -> str:
    """The sentence for a criterion that holds, or with `met` false for one that fails."""
    return _Sayer(facts, language, prefix).say(criterion, met)


def day_in_words(day: date | str, language: str) -> str:
    day = date.fromisoformat(day) if isinstance(day, str) else day
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def value_in_words(value: Any, known: Fact, language: str) -> str:
    """A value as a person would say it."""
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[language][value]
    if known.value_labels and str(value) in known.value_labels:
        return known.value_labels[str(value)][language]
    if known.type == "date":
        return day_in_words(value, language)
    if known.type == "money":
        return f"{value}元" if language == "zh" else f"{value} yuan"
    return str(value)


class _Sayer:
    """One language, seen from the person or from a child."""

    def __init__(self, facts: Facts, language: str, prefix: str = ""):
        self.facts, self.language, self.prefix = facts, language, prefix

    def say(self, node: Mapping[str, Any], met: bool = True) -> str:
        written = (node.get("text") if met else node.get("not_met")) or {}
        return written.get(self.language) or _KINDS[node["kind"]](self, node, met)

    def fact(self, key: str) -> Fact:
        return look_up(self.facts, self.prefix + key)

    def label(self, key: str) -> str:
        return self.fact(key).label[self.language]

    def pick(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def joined(self, parts: list[str], every: bool) -> str:
        word = self.pick("，并且", ", and ") if every else self.pick("，或者", ", or ")
        return word.join(parts)

    def values(self, node: Mapping[str, Any]) -> str:
        values = node["values"] if "values" in node else [node["value"]]
        return self.pick("、", " or ").join(
            value_in_words(one, self.fact(node["fact"]), self.language) for one in values
        )


def _is(say: _Sayer, node, met):
    known = say.fact(node["fact"])
    if isinstance(node["value"], bool):
        answer = value_in_words(node["value"] is met, known, say.language)
        return say.pick(f"{say.label(node['fact'])}：{answer}", f"{say.label(node['fact'])}: {answer}")
    return _one_of(say, node, met)


def _one_of(say: _Sayer, node, met):
    label, values = say.label(node["fact"]), say.values(node)
    return say.pick(f"{label}{_none(met)}是{values}", f"{label} is {_not(met)}{values}")


def _none(met: bool) -> str:
    return "" if met else "不"


def _not(met: bool) -> str:
    return "" if met else "not "


def _compared(say: _Sayer, node, met):
    """`below` that fails is `at_least` that holds."""
    reaches = (node["kind"] == "at_least") is met
    known, label = say.fact(node["fact"]), say.label(node["fact"])
    limit = _limit(say, node)
    if known.type == "date":
        start = BORN.get(known.key, f"{label} is")
        return say.pick(
            f"{label}在{limit}{'或以后' if reaches else '以前'}",
            f"{start} {'on or after' if reaches else 'before'} {limit}",
        )
    return say.pick(
        f"{label}{'不低于' if reaches else '低于'}{limit}",
        f"{label} is {'at least' if reaches else 'below'} {limit}",
    )


def _limit(say: _Sayer, node) -> str:
    if "than" not in node:
        return value_in_words(node["value"], say.fact(node["fact"]), say.language)
    other, times = say.label(node["than"]), str(node.get("times", "1"))
    if times == "1":
        return other
    return say.pick(f"{other}的{times}倍", f"{times} times the {other}")


def _age(say: _Sayer, node, met):
    reached = bool(node.get("below")) is not met
    years, mode = node["years"], COUNTED[node.get("mode", "birthday")][say.language]
    child = bool(say.prefix) and node["fact"] == "birth_date"
    other = not child and node["fact"] != "birth_date"
    if say.language == "zh":
        whose = "孩子" if child else f"按{say.label(node['fact'])}" if other else ""
        return f"{whose}{'年满' if reached else '未满'}{years}周岁{mode}"
    said = f"{years} or older" if reached else f"younger than {years}"
    by = f" by {say.label(node['fact'])}" if other else ""
    return f"{'the child is ' if child else ''}{said}{by}{mode}"


def _holds(say: _Sayer, node, met):
    name = node["programme"]
    return say.pick(
        f"{'正在' if met else '没有'}享受{name}", f"{'receives' if met else 'does not receive'} {name}"
    )


def _count(say: _Sayer, node, met):
    which, least, most = _children(say, node), node.get("at_least"), node.get("at_most")
    if say.language == "zh":
        return f"{which}{'' if met else '不'}是{_bounds_zh(least, most)}"
    return f"number of children{which}: {_not(met)}{_bounds_en(least, most)}"


def _bounds_zh(least: int | None, most: int | None) -> str:
    if most is None:
        return f"{least or 0}个或以上"
    if not least:
        return "0个" if most == 0 else f"至多{most}个"
    return f"{least}个" if least == most else f"{least}到{most}个"


def _bounds_en(least: int | None, most: int | None) -> str:
    if most is None:
        return f"{least or 0} or more"
    if not least:
        return "none" if most == 0 else f"at most {most}"
    return f"exactly {least}" if least == most else f"{least} to {most}"


def _children(say: _Sayer, node) -> str:
    if not node.get("where"):
        return say.pick("孩子", "")
    inner = _Sayer(say.facts, say.language, "children.").say(node["where"])
    return say.pick(f"符合“{inner}”的孩子", f" with “{inner}”")


def _exists(say: _Sayer, node, met):
    if not node.get("where"):
        return say.pick("有孩子" if met else "没有孩子", "has a child" if met else "has no child")
    inner = _Sayer(say.facts, say.language, "children.").say(node["where"])
    return say.pick(
        f"{'有一个' if met else '没有'}孩子符合“{inner}”", f"{'a' if met else 'no'} child fits “{inner}”"
    )


def _schedule(say: _Sayer, node, met):
    said = SCHEDULED[node["schedule"]][say.language]
    return said if met else say.pick(f"不符合：{said}", f"not so: {said}")


def _staff(say: _Sayer, node, met):
    return say.pick(
        "由工作人员核定" if met else "工作人员核定不符合",
        "staff decide" if met else "staff decided against it",
    )


def _note(say: _Sayer, node, met):
    return say.pick("说明", "a note")


def _joined(say: _Sayer, node, met):
    """All fail where one does: the word between turns with `met`. Joined parts inside stand in brackets."""
    parts = [(one, say.say(one, met)) for one in node["of"]]
    said = [say.pick(f"（{text}）", f"({text})") if _has_parts(one) else text for one, text in parts]
    return say.joined(said, every=(node["kind"] == "all") is met)


def _has_parts(node) -> bool:
    return node["kind"] in ("all", "any") and len(node["of"]) > 1 and not node.get("text")


def _unless(say: _Sayer, node, met):
    return say.say(node["of"], not met)


_KINDS: dict[str, Callable[..., str]] = {
    "is": _is, "one_of": _one_of, "at_least": _compared, "below": _compared, "age": _age, "count": _count,
    "exists": _exists, "place": _is, "holds": _holds, "schedule": _schedule, "staff": _staff, "note": _note,
    "all": _joined, "any": _joined, "unless": _unless,
}  # fmt: skip
