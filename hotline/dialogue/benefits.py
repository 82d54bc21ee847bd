"""Which benefit can I get: asks what settles most, at most six questions, and says what came out."""

from collections.abc import Sequence
from typing import Any

from cms.eligibility import (
    BadAnswer,
    Question,
    Rules,
    Verdict,
    for_a_person,
    judge_fully,
    next_question,
    question,
    record_answer,
    say,
    short_name,
)
from cms.eligibility.answers import Unread, read_answer
from hotline.dialogue.events import Told
from hotline.dialogue.turn import Turn, numbered
from hotline.dialogue.words import words

MOST_QUESTIONS = 6
GOOD = ("yes", "staff", "elsewhere")


def start(turn: Turn, codes: Sequence[str] = ()) -> None:
    """Check these programmes, or all."""
    rules = [one for one in turn.knowledge.programmes if not codes or one.code in codes]
    if rules and all(one.data.get("by_person") for one in rules):
        _gently(turn, rules)
        return
    _go_on(turn, [one.code for one in rules], {}, 0)


def _go_on(turn: Turn, codes: Sequence[str], facts: dict[str, Any], asked: int) -> None:
    rules = [one for one in turn.knowledge.programmes if one.code in codes]
    by_machine = [one for one in rules if not one.data.get("by_person")]
    coming = next_question(by_machine, facts, turn.day) if asked < MOST_QUESTIONS else None
    if coming is None:
        _finish(turn, rules, facts, asked)
        return
    turn.replies.append(ask(coming, turn.language))
    turn.open("benefits", codes=list(codes), facts=facts, asked=asked, key=coming.key, member=coming.member)


def _gently(turn: Turn, rules: Sequence[Rules]) -> None:
    """Some programmes touch a grief: what they are is said, the questions are a person's."""
    language = "en" if turn.language == "en" else "zh"
    turn.replies += [one.data["summary"][language] for one in rules[:2]]
    turn.say("person_better").open("after", codes=[rules[0].code])


def ask(asked: Question, language: str) -> str:
    """A question as it is sent: with its numbered choices."""
    which = "en" if language == "en" else "zh"
    text = asked.text[which]
    if asked.kind == "choice":
        return f"{text}\n{numbered([*(option[which] for option in asked.options), words('dont_know', language)])}"
    return f"{text}\n{words('yes_no', language)}" if asked.kind == "bool" else text


def answer(turn: Turn) -> bool:
    """Read the answer to the open question. False: it was none, let others look at the text."""
    state = turn.session["state"]
    facts, day = state["facts"], turn.day
    asked = question(state["key"], facts, day, state["member"])
    try:
        value = read_answer(asked.kind, turn.text, day, asked.options)
        facts = record_answer(facts, asked, value, day)
    except BadAnswer as problem:
        turn.replies.append(problem.text["en" if turn.language == "en" else "zh"])
        return True
    except Unread as problem:
        turn.because(unread=problem.key)
        return False
    _go_on(turn, state["codes"], facts, state["asked"] + 1)
    return True


def ask_again(turn: Turn, problem: str) -> None:
    """The same question once more, with how to answer it."""
    state = turn.session["state"]
    asked = question(state["key"], state["facts"], turn.day, state["member"])
    hint = problem if asked.kind != "choice" else "bad_number"
    turn.replies.append(f"{words(hint, turn.language)}\n{ask(asked, turn.language)}")


def _finish(turn: Turn, rules: Sequence[Rules], facts: dict[str, Any], asked: int) -> None:
    judged = [(one, judge_fully(one, facts, turn.day)) for one in rules]
    language = "en" if turn.language == "en" else "zh"
    if len(judged) == 1:
        _tell(turn, *judged[0], facts, language)
        _offer_person(turn, judged, asked)
    else:
        _tell_all(turn, judged, facts, language)
    turn.open("after", codes=[one.code for one in rules])


def _tell(turn: Turn, rules: Rules, verdict: Verdict, facts: dict[str, Any], language: str) -> None:
    text = say(verdict, rules, language)
    turn.replies.append(text)
    turn.wish(Told(rules.code, verdict.to_json(), facts, text))
    turn.because(programme=rules.code, verdict=verdict.verdict, rule=verdict.rule)


def _offer_person(turn: Turn, judged, asked: int) -> None:
    verdict = judged[0][1]
    if for_a_person(verdict):
        turn.say("person_better")
    elif verdict.missing and asked >= MOST_QUESTIONS:
        turn.say("six_asked")
    else:
        turn.say("after")


def _tell_all(turn: Turn, judged, facts: dict[str, Any], language: str) -> None:
    good = [pair for pair in judged if pair[1].verdict in GOOD]
    for rules, verdict in good[:2]:
        _tell(turn, rules, verdict, facts, language)
    for rules, verdict in judged:
        if verdict.verdict not in GOOD:
            turn.wish(Told(rules.code, verdict.to_json(), facts, ""))
    lines = [] if good else [words("none_settled", turn.language)]
    maybe = _names([rules for rules, verdict in judged if verdict.missing], language)
    never = _names(
        [rules for rules, verdict in judged if verdict.verdict in ("no", "window_closed")], language
    )
    lines += [words("maybe_these", turn.language, names=maybe)] if maybe else []
    lines += [words("not_these", turn.language, names=never)] if never else []
    turn.replies.append("\n".join([*lines, words("after", turn.language)]))


def _names(rules: Sequence[Rules], language: str) -> str:
    names = list(dict.fromkeys(short_name(one, language) for one in rules))
    return ("、" if language == "zh" else ", ").join(names)


def howto(turn: Turn, code: str) -> None:
    """Where to apply and what to bring."""
    rules, language = turn.knowledge.known(code), "en" if turn.language == "en" else "zh"
    papers = ("、" if language == "zh" else ", ").join(rules.data["papers"][language])
    name = short_name(rules, language)
    text = words("howto", turn.language, name=name, where=rules.data["where"][language], papers=papers)
    turn.replies += _two_texts(text, language)
    turn.close()


def _two_texts(text: str, language: str) -> list[str]:
    from portal.segments import split

    return split(text)[:3]


def info(turn: Turn, code: str) -> None:
    """What the programme is, and by which document."""
    rules, language = turn.knowledge.known(code), "en" if turn.language == "en" else "zh"
    source = next((one["document"] for one in rules.data["sources"].values() if one.get("document")), "")
    name = short_name(rules, language)
    summary = rules.data["summary"][language]
    turn.replies += _two_texts(
        words("info", turn.language, name=name, summary=summary, source=source), language
    )
    turn.open("info", code=code)
