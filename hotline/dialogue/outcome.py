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
from cms.eligibility.phrases import listed, rate, yuan
from hotline.dialogue import guide, known
from hotline.dialogue.calling import human
from hotline.dialogue.discretion import gives_away, hurts, kept, kept_verdict
from hotline.dialogue.events import DraftClaim, Told
from hotline.dialogue.turn import Turn, bare, numbered
from hotline.dialogue.words import pick, words

ONE_SEGMENT = 70
GOOD = ("yes", "staff", "elsewhere")
CLAIMABLE = ("yes", "staff", "unknown")
MOST_OFFERED = 5
Judged = tuple[Rules, Verdict]


def tell(turn: Turn, rules: Sequence[Rules], facts: dict[str, Any], said: Mapping[str, Any]) -> None:
    if len(rules) == 1:
        _one(turn, rules[0], judge_fully(rules[0], facts, turn.day), facts, said)
    else:
        _all(turn, list(zip(rules, judge_all(rules, facts, turn.day), strict=True)), facts, said)


def _one(turn: Turn, rules: Rules, verdict: Verdict, facts: dict[str, Any], said: Mapping[str, Any]) -> None:
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
        gentle = for_a_person(verdict, [rules]) or disputed or _hurts(verdict, facts)
        after = words("can_claim", turn.language)
        turn.replies.append(
            words("person_better", turn.language) + "\n" + after
            if gentle
            else guide.desk(rules, turn.language, after)
        )
        turn.open("after", acts=["claim", "call", "howto"], claim=claim)
    elif verdict.verdict == "elsewhere":
        turn.say("after_elsewhere").open("after", acts=["howto", "call", "finish"], claim=claim)
    else:
        turn.say("after_no").open("after", acts=["all", "call", "finish"], claim=claim)


def _hurts(verdict: Verdict, facts: Mapping[str, Any]) -> bool:
    return bool(hurts(facts) & set(verdict.missing))


def _verdict(turn: Turn, rules: Rules, verdict: Verdict, facts: Mapping[str, Any]) -> str:
    language = guide.which(turn.language)
    if _hurts(verdict, facts):
        return words("by_voice", turn.language, name=short_name(rules, language))
    if gives_away(verdict, rules):
        return words("own_business", turn.language, name=short_name(rules, language))
    return say(verdict, rules, language, most=ONE_SEGMENT)


def _disputed(turn: Turn, facts: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """What was told one way and is registered another, in words."""
    return [
        all_facts()[key].label[guide.which(turn.language)]
        for key in said.get("disputed", {})
        if known.at(facts, key) == {"unknown": Why.CONFLICTING.value}
    ]


def _record(turn: Turn, rules, verdict, facts, said, text: str) -> None:
    origins = dict.fromkeys(said.get("register", ()), "register")
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
    text = say(verdict, rules, guide.which(turn.language), most=ONE_SEGMENT)
    turn.replies += [text, rules.data["summary"][guide.which(turn.language)]]
    _record(turn, rules, verdict, {}, {}, text)
    turn.say("after_no").open("after", acts=["all", "call", "finish"], claim={})


def _all(turn: Turn, judged: Sequence[Judged], facts: dict[str, Any], said: Mapping[str, Any]) -> None:
    """All programmes: the good ones first, then what a person must look at, then the rest."""
    language = turn.language
    good = [pair for pair in judged if pair[1].verdict in GOOD]
    open_ = [pair for pair in judged if pair[1].verdict == "unknown"]
    closed = [pair for pair in judged if pair[1].verdict in ("no", "window_closed")]
    first = _good(turn, good) if good else words("none_settled", language)
    second = _names(open_, language, words("maybe_these", language), 1)
    third = _names(closed, language, words("not_these", language), 1)
    turn.replies += [first, "\n".join(filter(None, [second, third])) or words("none_else", language)]
    for rules, verdict in judged:
        _record(turn, rules, verdict, facts, said, "")
    _offer(turn, [*good, *open_], facts, said)


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


def after(turn: Turn) -> bool:
    """One digit: register, call, how to, finish, or one of the programmes named."""
    state, said = turn.session["state"], bare(turn.text)
    if state.get("phone_asked"):
        return _phone(turn, said)
    act = _act_of(state["acts"], said)
    if act is None:
        turn.close()
        return False
    turn.because(act=act)
    ACTS[act.partition(":")[0]](turn, act.partition(":")[2])
    return True


NAMED = {"claim": {"登记", "申请", "替我登记", "帮我登记", "register"}, "call": {"打电话", "请人打电话", "call", "callme"},
         "howto": {"怎么办理", "办理", "怎么办", "apply", "howto"}, "finish": {"结束", "finish", "no", "不用了", "没有了"}}  # fmt: skip


def _act_of(acts: Sequence[str], said: str) -> str | None:
    if said.isdecimal() and 1 <= int(said[:2]) <= len(acts):
        return acts[int(said) - 1]
    return next((act for act in acts if said in NAMED.get(act, ())), None)


def _claim(turn: Turn, _rest: str) -> None:
    if turn.event.channel in {"sms", "voice"}:
        _file(turn, "")
        return
    turn.open("after", **{**turn.session["state"], "phone_asked": 1})
    turn.say("which_phone")


def _phone(turn: Turn, said: str) -> bool:
    """A number to call, or none: then the person calls us."""
    found = guide.phone_in(turn.text)
    if not found and said not in guide.NO_PHONE:
        if turn.session["state"]["phone_asked"] > 1:
            turn.close()
            return False
        turn.say("which_phone_again").open("after", **{**turn.session["state"], "phone_asked": 2})
        return True
    turn.open("after", **{**turn.session["state"], "phone_asked": 0})
    _file(turn, found)
    return True


def _file(turn: Turn, phone: str) -> None:
    claim = turn.session["state"]["claim"]
    name = short_name(turn.knowledge.known(claim["programme"]), guide.which(turn.language))
    turn.wish(DraftClaim(claim["programme"], name, claim["verdict"], claim["facts"], claim["words"], phone))


def _howto(turn: Turn, _rest: str) -> None:
    claim = turn.session["state"]["claim"]
    guide.howto(turn, claim["programme"])
    if claim["verdict"]["verdict"] in CLAIMABLE:
        turn.say("claim_or_call")


def _tell(turn: Turn, code: str) -> None:
    state, rules = turn.session["state"], turn.knowledge.known(code)
    _one(turn, rules, judge_fully(rules, state["facts"], turn.day), state["facts"], state["said"])


def claimed(language: str, effect: DraftClaim, granted: Mapping[str, Any]) -> str:
    """What happens next, once the wish is a row."""
    if not granted.get("made"):
        return words("claim_again", language, name=effect.name)
    key = "claim_filed" if granted.get("can_call") else "claim_filed_no_phone"
    return words(key, language, name=effect.name)


ACTS = {
    "all": lambda turn, _rest: turn.close(),  # the check begins anew, see step
    "claim": _claim,
    "call": lambda turn, _rest: human(turn, turn.text),
    "howto": _howto,
    "finish": lambda turn, _rest: turn.close().say("thanks"),
    "tell": _tell,
}
