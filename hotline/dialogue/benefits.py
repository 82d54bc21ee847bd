"""Which benefit can I get: confirms what is known, asks what settles most, at most six questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.eligibility import BadAnswer, Question, Rules, judge, question, record_answer
from cms.eligibility.answers import NO, YES, Unread, read_answer
from cms.eligibility.discretion import is_own_business, next_to_ask, own_business
from hotline.dialogue import known, outcome
from hotline.dialogue.events import Forget
from hotline.dialogue.turn import Turn, bare, numbered
from hotline.dialogue.words import words

MOST_QUESTIONS = 6
Said = Mapping[str, Any]  # how the facts came: `register` confirmed, `disputed`, `stale`


def start(turn: Turn, codes: Sequence[str] = ()) -> None:
    """Check these programmes, or all that may concern anybody."""
    asked = (turn.knowledge.rules(code) for code in codes)
    rules = [one for one in asked if one] if codes else _for_anybody(turn)
    if codes and rules and all(one.version(turn.day) is None for one in rules):
        outcome.not_in_force(turn, rules[0])
    elif rules and all(one.data.get("by_person") for one in rules):
        outcome.gently(turn, rules)
    else:
        _confirm_or_ask(turn, rules)


def _for_anybody(turn: Turn) -> list[Rules]:
    """What may be worth something to anybody; a service is for who asks for it."""
    return [
        one
        for one in turn.knowledge.programmes
        if one.version(turn.day) and one.data.get("kind") != "service" and not own_business(one)
    ]


def _confirm_or_ask(turn: Turn, rules: Sequence[Rules]) -> None:
    needed = {key for one in _by_machine(rules) for key in judge(one, {}, turn.day).missing}
    fresh, stale = known.fresh_and_stale(turn.knowledge.register(), needed, turn.day)
    codes = [one.code for one in rules]
    if not fresh:
        _go_on(turn, codes, {}, 0, {"stale": stale})
        return
    turn.open("known", codes=codes, fresh=fresh, stale=stale)
    turn.replies.append(_confirmation(turn))


def _by_machine(rules: Sequence[Rules]) -> list[Rules]:
    """Those worth a question: no paper alone where there is money to ask about, and nothing that is a person's."""
    mine = [one for one in rules if not one.data.get("by_person")]
    return [one for one in mine if one.data.get("kind") != "letter"] or mine


def _confirmation(turn: Turn) -> str:
    fresh, language = turn.session["state"]["fresh"], turn.language
    things = [known.in_words(key, value, language) for key, value in fresh.items()]
    return words("known", language, things=("，" if language != "en" else ", ").join(things))


def confirm_known(turn: Turn) -> bool:
    """Right: used. Wrong: which; only that is asked. Anything else: let others look at the text."""
    state, said = turn.session["state"], bare(turn.text)
    fresh = state["fresh"]
    if state.get("which"):
        return _which_is_wrong(turn, said)
    if said in YES:
        _take(turn, fresh, {})
    elif said in NO and len(fresh) == 1:
        _take(turn, {}, fresh)
    elif said in NO:
        turn.open("known", **{**state, "which": True})
        turn.replies.append(_which(turn))
    else:
        return False
    return True


def _which(turn: Turn) -> str:
    fresh = turn.session["state"]["fresh"]
    lines = [known.in_words(key, value, turn.language) for key, value in fresh.items()]
    return words("known_wrong", turn.language, choices=numbered([*lines, words("all_wrong", turn.language)]))


def _which_is_wrong(turn: Turn, said: str) -> bool:
    fresh = turn.session["state"]["fresh"]
    digits = {int(digit) for digit in said if digit.isdecimal()}
    if not digits or not digits <= set(range(1, len(fresh) + 2)):
        return False
    every = len(fresh) + 1 in digits
    wrong = {key: value for number, (key, value) in enumerate(fresh.items(), 1) if every or number in digits}
    _take(turn, {key: value for key, value in fresh.items() if key not in wrong}, wrong)
    return True


def _take(turn: Turn, right: Said, wrong: Said) -> None:
    state = turn.session["state"]
    facts: dict[str, Any] = {}
    for key, value in right.items():
        facts = known.put(facts, key, value)
    _go_on(turn, state["codes"], facts, 0,
           {"register": list(right), "disputed": dict(wrong), "stale": state["stale"]})  # fmt: skip


def _go_on(turn: Turn, codes: Sequence[str], facts: dict[str, Any], asked: int, said: Said) -> None:
    rules = [one for one in turn.knowledge.programmes if one.code in codes]
    coming = next_to_ask(_by_machine(rules), facts, turn.day) if asked < MOST_QUESTIONS else None
    if coming is None:
        outcome.tell(turn, rules, known.mark_stale(facts, said.get("stale", ())), said)
        return
    turn.replies.append(ask(coming, turn.language))
    turn.open("benefits", codes=list(codes), facts=facts, asked=asked, key=coming.key, member=coming.member,
              said=dict(said))  # fmt: skip


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
    asked = _open_question(turn)
    try:
        value = read_answer(asked.kind, turn.text, turn.day, asked.options)
        facts = record_answer(state["facts"], asked, value, turn.day)
    except BadAnswer as problem:
        turn.replies.append(problem.text["en" if turn.language == "en" else "zh"])
        return True
    except Unread as problem:
        turn.because(unread=problem.key)
        return False
    if is_own_business(asked):
        turn.wish(Forget())
    facts = known.conflicts(facts, state["said"].get("disputed", {}))
    _go_on(turn, state["codes"], facts, state["asked"] + 1, state["said"])
    return True


def _open_question(turn: Turn) -> Question:
    state = turn.session["state"]
    rules = [one for one in turn.knowledge.programmes if one.code in state["codes"]]
    return question(state["key"], state["facts"], turn.day, state["member"], _by_machine(rules))


def ask_again(turn: Turn, problem: str) -> None:
    """The same question once more, with how to answer it."""
    if turn.session["flow"] == "known":
        turn.replies.append(_which(turn) if turn.session["state"].get("which") else _confirmation(turn))
        return
    asked = _open_question(turn)
    hint = problem if asked.kind != "choice" else "bad_number"
    turn.replies.append(f"{words(hint, turn.language)}\n{ask(asked, turn.language)}")
