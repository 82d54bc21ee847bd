"""A verdict in words: one object, said by text message, voice and page, in Chinese and English."""

from collections.abc import Iterator

from cms.eligibility.ask import for_a_person, labels
from cms.eligibility.phrases import PER, PERIOD, in_words, listed, rate, yuan
from cms.eligibility.rules import Rules
from cms.eligibility.verdict import Verdict
from cms.eligibility.words import default_text
from portal.segments import fits

__all__ = [
    "PER",
    "PERIOD",
    "document",
    "reason",
    "reasons",
    "say",
    "sentences",
    "short_name",
    "yuan",
]

Pair = dict[str, str]
NO_CHILD: Pair = {"zh": "没有要领补助的孩子", "en": "there is no child to claim for"}
NEEDS: Pair = {"zh": "要先享受相关的另一项政策", "en": "another programme has to be received first"}


def sentences(verdict: Verdict, rules: Rules, language: str) -> list[str]:
    """The verdict, most important sentence first; a short message keeps the first that fit."""
    return [line for line in _SAY[verdict.verdict](verdict, rules, language) if line]


def say(verdict: Verdict, rules: Rules, language: str, most: int = 2) -> str:
    """As many sentences as fit `most` joined text messages, whatever alphabet they need; the first always."""
    text, *rest = sentences(verdict, rules, language)
    for line in rest:
        joined = text + ("" if language == "zh" else " ") + line
        text = joined if fits(joined, most) else text
    return text


def short_name(rules: Rules, language: str) -> str:
    return rules.data.get("short", rules.name)[language]


def document(rules: Rules, verdict: Verdict) -> str:
    version = rules.version(verdict.on, verdict.area)
    source = rules.source(version.data.get("source")) if version else {}
    if not source.get("document"):
        source = next((one for one in rules.data.get("sources", {}).values() if one.get("document")), {})
    return source.get("document", "")


def reasons(verdict: Verdict, rules: Rules, language: str) -> list[str]:
    """The criteria that prove the verdict, in words."""
    met = verdict.verdict == "yes"
    found = [reason(rules, key, language, met, verdict) for key in verdict.reasons]
    return [one for one in found if one]


def reason(rules: Rules, key: str, language: str, met: bool, verdict: Verdict | None = None) -> str:
    """One criterion in words, as it stood on the verdict's day and place; `id:state` names a state of a schedule."""
    if key in ("no_child", "needs"):
        return (rules.data.get("no_child", NO_CHILD) if key == "no_child" else NEEDS)[language]
    name, _colon, state = key.partition(":")
    node = rules.criterion(name, verdict.on, verdict.area) if verdict else rules.criterion(name)
    if state:
        return node.get("states", {}).get(state, node.get("not_met", {})).get(language, "")
    prefix = "children." if rules.versions[-1].each else ""
    return default_text(node, rules.facts, language, met, prefix) if node else ""


def _amount(verdict: Verdict, language: str) -> str:
    if verdict.amount is None:
        return ""
    if verdict.per == "child":
        sum_ = yuan(verdict.amount, language)
        return f"今年{sum_}" if language == "zh" else f"{sum_} this year"
    return rate(verdict.amount, verdict.period, verdict.per, language)


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


def together(verdict: Verdict, language: str) -> Iterator[str]:
    """How this one meets another; `other` and `pays` are codes, so the words name no programme but this."""
    kinds = {note.kind: note.pays for note in verdict.together}
    if "higher_of" in kinds:
        lower = kinds["higher_of"] not in (None, verdict.programme)
        if language == "zh":
            yield "与另一项只发高的，您按高的那项领。" if lower else "与同类补助不能都领，只发高的。"
        else:
            yield "Of two such payments only the higher is made" + (": the other one." if lower else ".")
    if "excludes" in kinds:
        yield (
            "与同类救助只能选一项，请乡镇帮您看哪项合适。"
            if language == "zh"
            else "Only one of two such kinds of support is given; the township helps you choose."
        )


def _yes(verdict, rules, language):
    name, amount = short_name(rules, language), _amount(verdict, language)
    if rules.data.get("kind", "cash") not in ("cash", "insurance"):
        yield (
            f"按您说的，可以办{name}。" if language == "zh" else f"From what you say, you can get the {name}."
        )
    elif language == "zh":
        yield (
            f"按您说的，可以领{name}，{amount}。" if amount else f"按您说的，可以领{name}。数额请问办理单位。"
        )
    elif amount:
        yield f"From what you say, you can get the {name}: {amount}."
    else:
        yield f"From what you say, you can get the {name}. Ask the office for the amount."
    yield from together(verdict, language)
    yield from (_later(verdict, language), _source(rules, verdict, language), _where(rules, language))


def _no(verdict, rules, language):
    name = short_name(rules, language)
    why = next(iter(reasons(verdict, rules, language)), "")
    if language == "zh":
        yield f"按您说的，现在还不能领{name}：{why}。"
    else:
        yield f"From what you say, you cannot get the {name} now: {why}."
    if verdict.opens_on:
        day = in_words(verdict.opens_on, language)
        yield f"到{day}就符合了。" if language == "zh" else f"You will fit on {day}."
    if verdict.may_open_on:
        day = in_words(verdict.may_open_on, language)
        yield (
            f"到{day}就可以申请，由乡镇核定。"
            if language == "zh"
            else f"From {day} you can apply; the township then checks the papers."
        )
    yield _source(rules, verdict, language)
    yield (
        "情况有出入的，请问乡镇窗口。"
        if language == "zh"
        else "If anything is different, ask the township desk."
    )


def _unknown(verdict, rules, language):
    name = short_name(rules, language)
    open_ = listed(labels(verdict.missing, language, rules.facts)[:4], language)
    if for_a_person(verdict, [rules]) or not open_:
        yield (
            f"{name}：可能符合，有几件事由工作人员当面或电话问您比较好。"
            if language == "zh"
            else f"{name}: you may fit. A few things are better asked by a person, face to face or by phone."
        )
    elif language == "zh":
        yield f"{name}：还不能确定，可能符合。还缺：{open_}。"
    else:
        yield f"{name}: not certain yet, you may fit. Still open: {open_}."
    yield _if_confirmed(verdict, language)
    yield _source(rules, verdict, language)


def _staff(verdict, rules, language):
    name = short_name(rules, language)
    yield (
        f"您说的都符合{name}，还要由乡镇看材料核定。"
        if language == "zh"
        else f"All you say fits the {name}; the township still has to check the papers."
    )
    yield _if_confirmed(verdict, language)
    yield from together(verdict, language)
    yield from (_source(rules, verdict, language), _where(rules, language))


def _if_confirmed(verdict, language):
    if not verdict.amount_if_confirmed:
        return ""
    sum_ = rate(verdict.amount_if_confirmed, verdict.period_if_confirmed, verdict.per_if_confirmed, language)
    return f"核定后{sum_}。" if language == "zh" else f"Once confirmed: {sum_}."


def _elsewhere(verdict, rules, language):
    name = short_name(rules, language)
    if language == "zh":
        yield f"条件符合{name}，但户口在外地，请到户口所在的乡镇办。"
    else:
        yield f"You fit the {name}, but the registration is elsewhere: apply at the township of registration."
    yield _source(rules, verdict, language)


def _window_closed(verdict, rules, language):
    name = short_name(rules, language)
    yield f"{name}：申领的年份已经过了。" if language == "zh" else f"{name}: the years for claiming are over."
    yield _source(rules, verdict, language)
    yield "有特殊情况请问乡镇窗口。" if language == "zh" else "In a special situation ask the township desk."


def _not_in_force(verdict, rules, language):
    name, last = short_name(rules, language), rules.versions[-1]
    ended = last.ends if last.ends and last.ends < verdict.on else None
    if language == "zh":
        yield (
            f"{name}已经不再实行（到{in_words(ended, 'zh')}为止）。" if ended else f"{name}在这一天没有实行。"
        )
    elif ended:
        yield f"The {name} is no longer in force (it ended on {ended.isoformat()})."
    else:
        yield f"The {name} is not in force on that day."
    yield _source(rules, verdict, language)


_SAY = {
    "yes": _yes, "no": _no, "unknown": _unknown, "staff": _staff, "elsewhere": _elsewhere,
    "window_closed": _window_closed, "not_in_force": _not_in_force,
}  # fmt: skip
