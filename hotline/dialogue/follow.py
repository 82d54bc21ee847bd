"""Following a case: where it stands, was it solved, how good was it."""

import re

from hotline.dialogue.events import CaseView, Rate, Reopen
from hotline.dialogue.turn import Turn
from hotline.dialogue.words import STATES, pick, words
from hotline.matching.normal import plain

NUMBER = re.compile(r"c\s*(\d{2})\s*[-－—]?\s*(\d{6})\s*[-－—]?\s*(\d)(?:\D+(\d{4})(?!\d))?")
RECEIPT = re.compile(r"(?<!\d)(\d{4})[\s-]?(\d{4})[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)")
STARS = re.compile(r"^(?:满意度?|评价|打分|rate|rating)\s*[:：]?\s*([1-5])(?:分|星)?$")
NOT_SOLVED = re.compile(r"^(还)?(没|没有|未)(解决|办好|处理好|办成)|^not\s*solved|^still not|^不满意")
SATISFIED = re.compile(r"^(很|非常)?满意$|^satisfied$")


def reference(text: str) -> tuple[str, str] | None:
    """A case number with its code, or an anonymous receipt, anywhere in a text."""
    text = plain(text)
    if found := NUMBER.search(text):
        return f"C{found[1]}-{found[2]}-{found[3]}", found[4] or ""
    if found := RECEIPT.search(text):
        return "", "".join(found.groups())
    return None


def look_up(turn: Turn, number: str, code: str) -> None:
    view = turn.knowledge.find_case(number, code) if code else None
    if view is None:
        turn.say("case_not_found")
    else:
        turn.replies.append(tell(view, turn.language))
        if view.state in {"answered", "closed"}:
            turn.say("case_rate")
    turn.close()


def tell(view: CaseView, language: str) -> str:
    due = (
        words("case_due", language, day=view.due_on)
        if view.due_on and view.state not in {"answered", "closed"}
        else ""
    )
    answer = view.answer if len(view.answer) <= 60 else view.answer[:58] + "……"
    number = view.number or pick(("您的诉求", "Your case"), language)
    return words(
        "case_state",
        language,
        number=number,
        state=pick(STATES[view.state], language),
        due=due,
        answer=answer,
    )


def ask(turn: Turn) -> None:
    turn.say("case_ask_number").open("follow")


def answer(turn: Turn) -> bool:
    if found := reference(turn.text):
        look_up(turn, *found)
        return True
    return False


def verdict_on_case(turn: Turn) -> bool:
    """ "Rate 5", "not solved": only for somebody who has a case."""
    said = plain(turn.text)
    stars = STARS.match(said)
    unsolved, satisfied = NOT_SOLVED.match(said), SATISFIED.match(said)
    if not (stars or unsolved or satisfied):
        return False
    if turn.knowledge.latest_case() is None:
        turn.say("no_case")
    elif unsolved:
        turn.wish(Reopen(turn.text))
    else:
        turn.wish(Rate(int(stars[1]) if stars else 5))
    return True
