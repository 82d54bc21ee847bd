"""A case beside the rule: a person, a day and what must come out. No difference means green."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility.ask import next_question
from cms.eligibility.judge import Verdict, judge
from cms.eligibility.opening import judge_fully
from cms.eligibility.rules import Rules

VERDICTS = {
    "yes": ("符合", "yes"),
    "no": ("不符合", "no"),
    "unknown": ("还不能确定", "not certain"),
    "staff": ("由工作人员核定", "staff decide"),
    "elsewhere": ("到户口所在地办", "to be applied for elsewhere"),
    "window_closed": ("申领期已过", "window closed"),
    "not_in_force": ("当天没有实行", "not in force"),
}
PERIODS = {
    "year": ("每年", "a year"),
    "month": ("每月", "a month"),
    "once": ("一次性", "once"),
    "day": ("每天", "a day"),
}
PER = {
    "person": ("每人", "per person"),
    "couple": ("每对夫妻", "per couple"),
    "child": ("每个孩子", "per child"),
    "household": ("每户", "per household"),
}


@dataclass(frozen=True)
class Differs:
    """One thing that came out otherwise than the case expects; says itself."""

    key: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


def name_of(case: Mapping[str, Any]) -> str:
    """What an editor calls the case: its name, else its id, else its note."""
    return str(case.get("name") or case.get("id") or case.get("note") or case.get("on") or "?")


def run(rules: Rules, case: Mapping[str, Any]) -> list[Differs]:
    """Everything in which the rule's answer differs from what the case expects."""
    try:
        return list(_differences(rules, case))
    except (KeyError, ValueError, TypeError, ArithmeticError, AttributeError) as problem:
        return [Differs("case", f"这条用例读不了：{problem}", f"This case cannot be read: {problem}")]


def is_red(rules: Rules, case: Mapping[str, Any]) -> bool:
    """Stops at the first difference."""
    try:
        return next(_differences(rules, case), None) is not None
    except (KeyError, ValueError, TypeError, ArithmeticError, AttributeError):
        return True


def _differences(rules: Rules, case: Mapping[str, Any]) -> Iterator[Differs]:
    """The cheap comparisons first."""
    on, facts = date.fromisoformat(str(case["on"])), case.get("facts") or {}
    area = case.get("area") or ""
    verdict = judge(rules, facts, on, area)
    yield from _outcome(case, verdict)
    yield from _missing(case, verdict)
    if "opens_on" in case:
        opens = judge_fully(rules, facts, on, area).opens_on
        wanted = case["opens_on"] and date.fromisoformat(str(case["opens_on"]))
        if wanted != opens:
            yield _pair("opens_on", ("符合之日", "the day it opens"), wanted, opens)
    if "next_question" in case:
        asked = next_question([rules], facts, on, area)
        if (asked and asked.key) != (case["next_question"] or None):
            yield _pair(
                "next_question", ("下一问", "the next question"), case["next_question"], asked and asked.key
            )


def _outcome(case: Mapping[str, Any], verdict: Verdict) -> Iterator[Differs]:
    """Verdict, amount, period and per are one answer, so one difference."""
    wanted = [
        case["verdict"],
        _money(case.get("amount")),
        case.get("period") or None,
        case.get("per") or None,
    ]
    got = [verdict.verdict, verdict.amount, verdict.period, verdict.per]
    checked = [True, *(key in case for key in ("amount", "period", "per"))]
    if any(check and one != two for check, one, two in zip(checked, wanted, got, strict=True)):
        zh = f"应为{_said(wanted, 0)}；规则得出{_said(got, 0)}"
        en = f"expected {_said(wanted, 1)}; the rule says {_said(got, 1)}"
        yield Differs("verdict" if wanted[0] != got[0] else "amount", zh, en)


def _money(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _said(outcome: list[Any], language: int) -> str:
    verdict, amount, period, per = outcome
    words = [VERDICTS.get(verdict, (verdict, verdict))[language]]
    if amount is not None:
        sum_ = f"{amount:,.2f}" + ("元" if language == 0 else "")
        unit = [PER.get(per, ("", ""))[language], PERIODS.get(period, ("", ""))[language]]
        parts = [*unit, sum_] if language == 0 else [sum_, *unit]
        words.append(("" if language == 0 else " ").join(part for part in parts if part))
    return ("，" if language == 0 else ", ").join(words)


def _missing(case: Mapping[str, Any], verdict: Verdict) -> Iterator[Differs]:
    any_of, exactly = case.get("missing_any") or [], case.get("missing")
    if any_of and not set(any_of) & set(verdict.missing):
        yield _pair("missing_any", ("所缺至少有一项", "at least one missing of"), any_of, verdict.missing)
    if exactly is not None and set(exactly) != set(verdict.missing):
        yield _pair("missing", ("所缺", "missing"), sorted(exactly), verdict.missing)


def _pair(key: str, what: tuple[str, str], wanted: Any, got: Any) -> Differs:
    zh = f"{what[0]}：应为{_shown(wanted, '无')}；规则得出{_shown(got, '无')}"
    en = f"{what[1]}: expected {_shown(wanted, 'none')}; the rule says {_shown(got, 'none')}"
    return Differs(key, zh, en)


def _shown(value: Any, nothing: str) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(value) or nothing
    return str(value or nothing)
