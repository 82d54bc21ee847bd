"""A session and a message in; a session, replies and wishes out.

Order: danger to life, stop, start, language, a person, back, help, the answer to the open question,
menu digits, a case number, then the meaning of free text; at last a person.
"""

import re
from datetime import datetime
from typing import Any

from hotline.dialogue import afterwards, benefits, complaint, follow
from hotline.dialogue.commands import command
from hotline.dialogue.events import Alarm, DraftClaim, Effect, Event, Knowledge, OpenCase, Rate, Reopen, Step
from hotline.dialogue.meaning import digit, meaning, offered
from hotline.dialogue.session import recall
from hotline.dialogue.turn import Turn, bare
from hotline.dialogue.words import words
from hotline.matching import default_matcher, is_urgent, language_of
from hotline.matching.normal import HAN, normal

FLOWS = {
    "known": benefits.confirm_known, "benefits": benefits.answer, "case": complaint.answer, "follow": follow.answer,
}  # fmt: skip
BROKEN = re.compile(r"锟斤拷|烫烫烫|屯屯屯|\ufffd")
WHOLE_WORDS = 4  # characters or English words that show which language somebody writes
MANGLED = re.compile(r"[\u00c0-\u00ff\u0080-\u009f]{2,}")


def step(session: dict[str, Any], event: Event, knowledge: Knowledge, now: datetime) -> Step:
    """Answer one message. Never raises on any text."""
    language = session.get("language") or ("en" if language_of(event.text) == "en" else "zh")
    session, stale = recall(session, language, now)
    if session.get("flow") not in FLOWS:
        session["language"] = _written_in(event.text) or session["language"]
    turn = Turn(event, knowledge, now, session)
    if stale:
        turn.because(stale=True)
    for reader in (_danger, _unreadable, command, _open_question, digit, _case, meaning):
        if reader(turn):
            break
    else:
        _missed(turn)
    return turn.done()


def _written_in(text: str) -> str | None:
    """Whoever begins a new matter in whole words of another language is answered in it."""
    if len(HAN.findall(text)) >= WHOLE_WORDS:
        return "zh"
    english = language_of(text) == "en" and len(re.findall(r"[a-zA-Z]{2,}", text)) >= WHOLE_WORDS
    return "en" if english else None


def _danger(turn: Turn) -> bool:
    matched = is_urgent(turn.text)
    if not matched:
        return False
    turn.because(layer="danger", matched=matched).wish(Alarm(turn.text)).say("urgent")
    if turn.session.get("flow") != "case":
        turn.say("urgent_more").open("urgent")
    return True


def _unreadable(turn: Turn) -> bool:
    text = turn.text.replace("\x00", "").strip()
    if not text:
        turn.say("media" if turn.event.media else "empty")
        return True
    if BROKEN.search(text) or sum(map(len, MANGLED.findall(text))) > len(text) / 3:
        turn.say("garbled").because(layer="garbled")
        return True
    return False


def _open_question(turn: Turn) -> bool:
    flow = turn.session.get("flow")
    if flow in FLOWS:
        if FLOWS[flow](turn):
            turn.because(layer="answer", flow=flow)
            return True
        return _not_an_answer(turn, flow)
    if flow == "urgent":
        turn.close().wish(Alarm(turn.text)).say("urgent_noted")
        return True
    if flow == "after":
        return _after(turn)
    if flow == "info" and bare(turn.text) in {"1", "是", "yes", "y", "好"}:
        benefits.start(turn, [turn.session["state"]["code"]])
        return True
    if flow == "offer":
        return offered(turn)
    return False


def _not_an_answer(turn: Turn, flow: str) -> bool:
    """A clear other wish leaves the question; anything else hears it again, twice at most."""
    if follow.reference(turn.text) or _clear_wish(turn) or turn.session.get("misses", 0) >= 2:
        turn.close()
        return False
    turn.session["misses"] = turn.session.get("misses", 0) + 1
    if turn.session["misses"] >= 2:
        turn.say("offer_person")
        return True
    if flow in {"benefits", "known"}:
        benefits.ask_again(turn, turn.why.get("unread", "bad_number"))
    elif flow == "follow":
        turn.say("case_not_found").close()
    else:
        turn.say("bad_number")
    return True


def _clear_wish(turn: Turn) -> bool:
    match = default_matcher().understand(turn.text)
    sure = match.decision == "answer" and (match.confidence >= 0.6 or match.why.get("layer") == "exact")
    known = match.why.get("layer") in {"matched", "exact"}
    return (
        sure
        and known
        and match.intent not in {"out_of_scope", "menu", "thanks"}
        and len(normal(turn.text)) >= 3
    )


def _after(turn: Turn) -> bool:
    answered = afterwards.after(turn)
    if turn.why.get("act") == "all":
        benefits.start(turn)
    return answered


def _case(turn: Turn) -> bool:
    if found := follow.reference(turn.text):
        follow.look_up(turn, *found)
        return True
    return follow.verdict_on_case(turn)


def _missed(turn: Turn) -> None:
    misses = turn.session.get("misses", 0) + 1
    turn.session["misses"] = misses
    turn.because(layer="none").say("not_understood" if misses < 2 else "offer_person")


def confirm(session: dict[str, Any], effect: Effect, granted: dict[str, Any]) -> list[str]:
    """The words after a wish was granted (or not)."""
    language = session.get("language", "zh")
    if isinstance(effect, OpenCase):
        return [complaint.opened(language, granted)]
    if isinstance(effect, Reopen):
        return [
            words("reopened", language, number=granted["number"])
            if granted.get("number")
            else words("too_late", language)
        ]
    if isinstance(effect, DraftClaim):
        return [afterwards.claimed(language, effect, granted)]
    if isinstance(effect, Rate):
        return [words("rated" if granted.get("number") else "no_case", language)]
    return []
