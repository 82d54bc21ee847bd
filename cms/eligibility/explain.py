"""A verdict in words: one object, said by text message, voice and page, in Chinese and English."""

from collections.abc import Sequence
from decimal import Decimal

from cms.eligibility.ask import for_a_person, labels
from cms.eligibility.judge import Verdict
from cms.eligibility.rules import Rules

PERIOD = {
    "zh": {"year": "每年", "month": "每月", "once": "一次性"},
    "en": {"year": "a year", "month": "a month", "once": "once"},
}
PER = {
    "zh": {"person": "每人", "child": "", "couple": "每对夫妻"},
    "en": {"person": " per person", "child": "", "couple": " per couple"},
}


def yuan(amount: Decimal, language: str) -> str:
    number = f"{amount:.2f}".rstrip("0").rstrip(".")
    return f"{number}元" if language == "zh" else f"{number} yuan"


def sentences(verdict: Verdict, rules: Rules, language: str) -> list[str]:
    """The verdict, most important sentence first; a short message keeps the first that fit."""
    return [line for line in _SAY[verdict.verdict](verdict, rules, language) if line]


def say(verdict: Verdict, rules: Rules, language: str, most: int = 134) -> str:
    """As many sentences as fit `most` characters (two joined UCS-2 segments), the first always."""
    room = most if language == "zh" else most * 2
    first, *rest = sentences(verdict, rules, language)
    text = first
    for line in rest:
        joined = text + ("" if language == "zh" else " ") + line
        text = joined if len(joined) <= room else text
    return text


def short_name(rules: Rules, language: str) -> str:
    return rules.data.get("short", rules.name)[language]


def document(rules: Rules, verdict: Verdict) -> str:
    version = rules.version(verdict.on)
    source = rules.source(version.data.get("source")) if version else {}
    if not source.get("document"):
        source = next((one for one in rules.data["sources"].values() if one.get("document")), {})
    return source.get("document", "")


def reason(rules: Rules, key: str, language: str, met: bool) -> str:
    """One criterion in words; `id:state` names a state of a schedule."""
    if key == "no_child":
        return {
            "zh": "没有2022年1月1日或以后出生的孩子",
            "en": "there is no child born on or after 1 January 2022",
        }[language]
    name, _colon, state = key.partition(":")
    node = rules.criterion(name)
    if state:
        return node["states"][state][language]
    return node.get("text" if met else "not_met", node.get("text", {})).get(language, "")


def _amount(verdict: Verdict, language: str) -> str:
    if verdict.amount is None:
        return ""
    period, per = PERIOD[language][verdict.period or "once"], PER[language][verdict.per or "person"]
    if verdict.per == "child":
        return {"zh": f"今年{yuan(verdict.amount, 'zh')}", "en": f"{yuan(verdict.amount, 'en')} this year"}[
            language
        ]
    return (
        f"{per}{period}{yuan(verdict.amount, 'zh')}"
        if language == "zh"
        else f"{yuan(verdict.amount, 'en')}{per} {period}"
    )


def _later(verdict: Verdict, language: str) -> str:
    if not verdict.later:
        return ""
    if language == "zh":
        return "以后：" + "，".join(f"{year}年{yuan(amount, 'zh')}" for year, amount in verdict.later) + "。"
    return "Later: " + ", ".join(f"{yuan(amount, 'en')} in {year}" for year, amount in verdict.later) + "."


def _where(rules: Rules, language: str) -> str:
    where = rules.data.get("where", {}).get(language, "")
    return (f"去哪办：{where}。" if language == "zh" else f"Apply at {where}.") if where else ""


def _source(rules: Rules, verdict: Verdict, language: str) -> str:
    number = document(rules, verdict)
    return (f"依据：{number}。" if language == "zh" else f"Source: {number}.") if number else ""


def _yes(verdict, rules, language):
    name, amount = short_name(rules, language), _amount(verdict, language)
    if language == "zh":
        yield (
            f"按您说的，可以领{name}，{amount}。" if amount else f"按您说的，可以领{name}。数额请问办理单位。"
        )
    else:
        yield (
            f"From what you say, you can get the {name}: {amount}."
            if amount
            else (f"From what you say, you can get the {name}. Ask the office for the amount.")
        )
    yield from (_later(verdict, language), _source(rules, verdict, language), _where(rules, language))


def _no(verdict, rules, language):
    name = short_name(rules, language)
    why = reason(rules, verdict.reasons[0], language, met=False) if verdict.reasons else ""
    yield (
        f"按您说的，现在还不能领{name}：{why}。"
        if language == "zh"
        else (f"From what you say, you cannot get the {name} now: {why}.")
    )
    if verdict.opens_on:
        day = verdict.opens_on
        yield (
            f"到{day.year}年{day.month}月{day.day}日就符合了。"
            if language == "zh"
            else f"You will fit on {day.isoformat()}."
        )
    yield _source(rules, verdict, language)
    yield (
        "情况有出入的，请问乡镇窗口。"
        if language == "zh"
        else "If anything is different, ask the township desk."
    )


def _unknown(verdict, rules, language):
    name = short_name(rules, language)
    if for_a_person(verdict):
        yield (
            f"{name}：可能符合，有几件事由工作人员当面或电话问您比较好。"
            if language == "zh"
            else (
                f"{name}: you may fit. A few things are better asked by a person, face to face or by phone."
            )
        )
    else:
        open_ = _list(labels(verdict.missing, language, rules.fact)[:4], language)
        yield (
            f"{name}：还不能确定，可能符合。还缺：{open_}。"
            if language == "zh"
            else (f"{name}: not certain yet, you may fit. Still open: {open_}.")
        )
    if verdict.amount_if_confirmed:
        yield _if_confirmed(verdict, language)
    yield _source(rules, verdict, language)


def _staff(verdict, rules, language):
    name = short_name(rules, language)
    yield (
        f"您说的都符合{name}，还要由乡镇看材料核定。"
        if language == "zh"
        else (f"All you say fits the {name}; the township still has to check the papers.")
    )
    yield _if_confirmed(verdict, language)
    yield from (_source(rules, verdict, language), _where(rules, language))


def _if_confirmed(verdict, language):
    if not verdict.amount_if_confirmed:
        return ""
    amount = yuan(verdict.amount_if_confirmed, language)
    return f"核定后的标准是{amount}。" if language == "zh" else f"Once confirmed the rate is {amount}."


def _elsewhere(verdict, rules, language):
    name = short_name(rules, language)
    yield (
        f"条件符合{name}，但户口在外地，请到户口所在的乡镇办。"
        if language == "zh"
        else (
            f"You fit the {name}, but the registration is elsewhere: apply at the township of registration."
        )
    )
    yield _source(rules, verdict, language)


def _window_closed(verdict, rules, language):
    name = short_name(rules, language)
    yield f"{name}：申领的年份已经过了。" if language == "zh" else f"{name}: the years for claiming are over."
    yield _source(rules, verdict, language)
    yield "有特殊情况请问乡镇窗口。" if language == "zh" else "In a special situation ask the township desk."


def _not_in_force(verdict, rules, language):
    name = short_name(rules, language)
    yield f"{name}在这一天没有实行。" if language == "zh" else f"The {name} is not in force on that day."


def _list(words: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(words)


_SAY = {
    "yes": _yes, "no": _no, "unknown": _unknown, "staff": _staff, "elsewhere": _elsewhere,
    "window_closed": _window_closed, "not_in_force": _not_in_force,
}  # fmt: skip
