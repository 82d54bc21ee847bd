"""An answer given long ago, judged and said once more by the very rule that was kept with it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility import (
    BadRule,
    Fact,
    Rules,
    Together,
    Verdict,
    judge,
    judge_all,
    judge_fully,
    say,
    sentences,
)
from cms.models import Answer, KeptRule

# What counts as the verdict; the rest (a trace, say) is how it was reached.
OUTCOME = (
    "verdict", "amount", "period", "per", "later", "missing", "staff", "reasons", "opens_on", "amount_if_confirmed",
    "together",
)  # fmt: skip
DAYS, SUMS = {"on", "opens_on", "may_open_on"}, {"amount", "amount_if_confirmed"}
_DEFINED = {one.name for one in fields(Fact)}


class RuleLost(LookupError):
    """The rule's text is not here, or no longer readable. The text says so."""


@dataclass(frozen=True)
class Replay:
    """What the kept rule says today about the kept facts and day."""

    verdict: Verdict
    words: str
    same_verdict: bool
    same_words: bool


def replay(answer: Answer) -> Replay:
    rules = rules_of(answer)
    tried = list(_judged(answer, rules))
    same = next(
        (one for one in tried if outcome(one.to_json(), answer.verdict) == outcome(answer.verdict)), None
    )
    verdict = same or tried[0]
    said = renderings(verdict, rules, answer.language)
    words = answer.words if answer.words in said else said[0]
    return Replay(verdict, words, same is not None, not answer.words or answer.words == words)


def renderings(verdict: Verdict, rules: Rules, language: str) -> list[str]:
    """The ways in which the house says a verdict: as one text, as lines, as one paragraph. Callers of
    `Answer.objects.keep` pass one of these as `words`, so that a replay can find it again."""
    lines, glue = sentences(verdict, rules, language), "" if language == "zh" else " "
    return [
        say(verdict, rules, language),
        "\n".join(lines),
        glue.join(lines),
        say(verdict, rules, language, most=1),
    ]


def outcome(data: Mapping[str, Any], like: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The part of a verdict's JSON that must come out the same; `like` an older row, what that row has."""
    return {key: data.get(key) for key in OUTCOME if key in (data if like is None else like)}


def _judged(answer: Answer, rules: Rules):
    """As it may have been judged: with its neighbours, alone, alone without a look ahead."""
    if answer.beside:
        others = [kept(name) for name in answer.beside.values()]
        yield next(one for one in judge_all([rules, *others], answer.facts, answer.on, answer.area))
    yield judge_fully(rules, answer.facts, answer.on, answer.area)
    yield judge(rules, answer.facts, answer.on, answer.area)


def rules_of(answer: Answer) -> Rules:
    """The rule as it was, with its facts called what they were called that day."""
    return kept(answer.rule, answer.meanings)


def kept(name: str, meanings=()) -> Rules:
    row = KeptRule.objects.filter(pk=name).first()
    if row is None:
        raise RuleLost(f"The text of rule {name[:12]} is not kept here.")
    brought = {one["key"]: one for one in row.data.get("facts", ())}
    brought |= {one["key"]: {key: one[key] for key in one if key in _DEFINED} for one in meanings}
    data = {**row.data, "facts": list(brought.values())} if brought else row.data
    try:
        return replace(Rules.from_json(data), hash=name)
    except (BadRule, TypeError, KeyError, AttributeError) as problem:
        raise RuleLost(f"The text of rule {name[:12]} can no longer be read: {problem}") from None


def as_verdict(data: Mapping[str, Any]) -> Verdict:
    """A verdict from its JSON."""
    names = {one.name for one in fields(Verdict)}
    return Verdict(**{key: _read(key, value) for key, value in data.items() if key in names})


def _read(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in DAYS:
        return date.fromisoformat(value)
    if key in SUMS:
        return Decimal(value)
    if key == "later":
        return tuple((year, Decimal(amount)) for year, amount in value)
    if key == "together":
        return tuple(Together(*one) for one in value)
    return (
        tuple(tuple(one) if isinstance(one, list) else one for one in value)
        if isinstance(value, list)
        else value
    )
