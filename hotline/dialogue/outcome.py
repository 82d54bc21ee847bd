"""What came out: said in one or two messages, and what can be done about it with one digit."""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.eligibility import (
    Rules,
    Verdict,
    Why,
    all_facts,
    for_a_person,
    judge,
    judge_all,
    judge_fully,
    say,
    short_name,
)
from cms.eligibility.discretion import gives_away, hurts, kept, kept_verdict, left_to_a_person
from cms.eligibility.phrases import listed, rate, yuan
from hotline.dialogue import guide, known
from hotline.dialogue.events import Told
from hotline.dialogue.turn import Turn, numbered
from hotline.dialogue.words import pick, words

GOOD = ("yes", "staff", "elsewhere")
CLAIMABLE = ("yes", "staff", "unknown")
MOST_OFFERED = 5
Judged = tuple[Rules, Verdict]


def tell(turn: Turn, rules: Sequence[Rules], facts: dict[str, Any], said: Mapping[str, Any]) -> None:
    if len(rules) == 1:
        one(turn, rules[0], judge_fully(rules[0], facts, turn.day), facts, said)
    else:
        _all(turn, list(zip(rules, judge_all(rules, facts, turn.day), strict=True)), facts, said)


def one(turn: Turn, rules: Rules, verdict: Verdict, facts: dict[str, Any], said: Mapping[str, Any]) -> None:
    """The verdict first, then the desk, the papers and three digits."""
    text = _verdict(turn, rules, verdict, facts)
    turn.replies.append(text)
    if disputed := _disputed(turn, facts, said):
        turn.say("conflict", things=listed(disputed, guide.which(turn.language)))
    _record(turn, rules, verdict, facts, said, text)
    claim = {
        "programme": rules.code,
        "verdict": kept_verdict(verdict, rules),
        "facts": kept(facts),
        "words": text,
    }
    if verdict.verdict in CLAIMABLE:
        gentle = for_a_person(verdict, [rules]) or disputed or _by_voice(verdict, rules, facts)
        after = words("can_claim", turn.language)
        turn.replies.append(
            words("person_better", turn.language) + "\n" + after
            if gentle
            else guide.desk(rules, turn.language, after, text)
        )
        turn.open("after", acts=["claim", "call", "howto"], claim=claim)
    elif verdict.verdict == "elsewhere":
        turn.say("after_elsewhere").open("after", acts=["howto", "call", "finish"], claim=claim)
    else:
        turn.say("after_no").open("after", acts=["all", "call", "finish"], claim=claim)


def _by_voice(verdict: Verdict, rules: Rules, facts: Mapping[str, Any]) -> bool:
    if hurts(facts) & set(verdict.missing):
        return True
    return not for_a_person(verdict, [rules]) and left_to_a_person(verdict, rules, facts)


def _verdict(turn: Turn, rules: Rules, verdict: Verdict, facts: Mapping[str, Any]) -> str:
    language = guide.which(turn.language)
    if _by_voice(verdict, rules, facts):
        return words("by_voice", turn.language, name=short_name(rules, language))
    if gives_away(verdict, rules):
        return words("own_business", turn.language, name=short_name(rules, language))
    return say(verdict, rules, language, most=1)


def _disputed(turn: Turn, facts: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """What was told one way and is registered another, in words."""
    return [
        all_facts()[key].label[guide.which(turn.language)]
        for key in said.get("disputed", {})
        if known.at(facts, key) == {"unknown": Why.CONFLICTING.value}
    ]


def _record(turn: Turn, rules, verdict, facts, said, text: str) -> None:
    origins = dict.fromkeys(said.get("register", ()), "confirmed")
    turn.wish(Told(rules.code, kept_verdict(verdict, rules), kept(facts), text, origins))
    turn.because(programme=rules.code, verdict=verdict.verdict, rule=verdict.rule)


def gently(turn: Turn, rules: Sequence[Rules]) -> None:
    """Some programmes touch a grief: what they are is said, the questions are a person's."""
    first, language = rules[0], guide.which(turn.language)
    turn.replies += [one.data["summary"][language] for one in rules[:2]]
    text = "\n".join(turn.replies)
    turn.replies.append(words("person_better", turn.language) + "\n" + words("can_claim", turn.language))
    claim = {
        "programme": first.code,
        "verdict": judge(first, {}, turn.day).to_json(),
        "facts": {},
        "words": text,
    }
    turn.open("after", acts=["claim", "call", "howto"], claim=claim)


def not_in_force(turn: Turn, rules: Rules) -> None:
    """Since when, by which document, and what is so now: no shrug."""
    verdict = judge(rules, {}, turn.day)
    text = say(verdict, rules, guide.which(turn.language), most=1)
    turn.replies += [text, rules.data["summary"][guide.which(turn.language)]]
    _record(turn, rules, verdict, {}, {}, text)
    turn.say("after_no").open("after", acts=["all", "call", "finish"], claim={})


def _all(turn: Turn, judged: Sequence[Judged], facts: dict[str, Any], said: Mapping[str, Any]) -> None:
    """All programmes: the good ones first, then what a person must look at, then the rest."""
    language = turn.language
    good = [pair for pair in judged if pair[1].verdict in GOOD]
    open_ = sorted((pair for pair in judged if pair[1].verdict == "unknown"), key=_worth_a_look)
    closed = [pair for pair in judged if pair[1].verdict in ("no", "window_closed")]
    closed = [pair for pair in closed if not _named_among(pair, [*good, *open_], language)]
    first = _good(turn, good) if good else words("none_settled", language)
    second = _names(open_, language, words("maybe_these", language), 1)
    third = _names(closed, language, words("not_these", language), 1)
    turn.replies += [first, "\n".join(filter(None, [second, third])) or words("none_else", language)]
    for rules, verdict in judged:
        _record(turn, rules, verdict, facts, said, "")
    _offer(turn, [*good, *open_], facts, said)


def _worth_a_look(pair: Judged) -> tuple[bool, bool]:
    """Money anybody may ask for comes first, what touches a grief last."""
    data = pair[0].data
    return bool(data.get("by_person")), data.get("kind") != "cash"


def _named_among(pair: Judged, others: Sequence[Judged], language: str) -> bool:
    """Two rules of one name, one of them still open: the name is not said twice."""
    return short_name(pair[0], guide.which(language)) in {
        short_name(other, guide.which(language)) for other, _verdict in others
    }


def _good(turn: Turn, good: Sequence[Judged]) -> str:
    language = turn.language
    sure = [_with_sum(pair, language) for pair in good if pair[1].verdict == "yes"]
    rest = [_with_sum(pair, language) for pair in good if pair[1].verdict != "yes"]
    texts = [
        _list_after(words("all_yes", language), sure, language),
        _list_after(words("all_staff", language), rest, language),
    ]
    return "\n".join(filter(None, texts))


def _list_after(before: str, names: Sequence[str], language: str) -> str:
    return guide.some(names, language, before, pick(("。", "."), language), 1) if names else ""


def _with_sum(pair: Judged, language: str) -> str:
    rules, verdict = pair
    name = short_name(rules, guide.which(language))
    amount = verdict.amount or verdict.amount_if_confirmed
    if amount is None:
        return name
    if "child" in (verdict.per, verdict.per_if_confirmed):
        said = words("this_year", language, amount=yuan(amount, guide.which(language)))
    else:
        period, per = verdict.period or verdict.period_if_confirmed, verdict.per or verdict.per_if_confirmed
        said = rate(amount, period, per, guide.which(language))
    return f"{name} ({said})" if language == "en" else f"{name}（{said}）"


def _names(pairs: Sequence[Judged], language: str, before: str, most: int) -> str:
    return _list_after(
        before, [short_name(rules, guide.which(language)) for rules, _verdict in pairs], language
    )


def _offer(turn: Turn, pairs: Sequence[Judged], facts: dict[str, Any], said: Mapping[str, Any]) -> None:
    """A digit for each programme that may pay."""
    offered: dict[str, str] = {}
    for rules, _verdict in pairs:
        offered.setdefault(short_name(rules, guide.which(turn.language)), rules.code)
    names = list(offered)[:MOST_OFFERED]
    if not names:
        turn.say("after_nothing").close()
        return
    turn.say("which_one", choices=numbered(names))
    turn.open("after", acts=[f"tell:{offered[name]}" for name in names], facts=kept(facts), said=dict(said))
