"""What free text and menu digits mean, and doing it."""

import re
from collections.abc import Sequence

from hotline.dialogue import benefits, complaint, follow
from hotline.dialogue.commands import bare, human, switch
from hotline.dialogue.events import Start, Stop
from hotline.dialogue.turn import Turn, numbered
from hotline.dialogue.words import INTENTS, KINDS
from hotline.matching import default_matcher, language_of
from hotline.matching.normal import plain

MENU = {
    "1": ("benefit.check", None),
    "2": ("benefit.check", "YE"),
    "3": ("benefit.check", "JF"),
    "4": ("benefit.check", "TF"),
    "6": ("case.status", None),
}


def digit(turn: Turn) -> bool:
    said = bare(turn.text)
    if said in MENU:
        _act(turn, *MENU[said])
    elif said == "5":
        complaint.start(turn)
    else:
        return False
    turn.because(layer="digit")
    return True


def meaning(turn: Turn) -> bool:
    match = default_matcher().understand(turn.text)
    turn.because(**match.why, intent=match.intent, topic=match.topic, decision=match.decision)
    if match.decision == "handover":
        return False
    if match.decision == "answer" or _hurts_to_miss(match):
        turn.session["misses"] = 0
        _act(turn, match.intent, match.topic)
        return True
    options = [[intent, topic] for intent, topic in match.others if intent in INTENTS]
    lines = [_line(turn, intent, topic) for intent, topic in match.others if intent in INTENTS]
    if not options:
        return False
    _offer(turn, options, lines)
    return True


def _hurts_to_miss(match) -> bool:
    """A complaint or a call for a person is taken at its likeliest, unless it may be a question about money."""
    if match.intent == "case.new":
        return not any(intent.startswith("benefit") for intent, _topic in match.others)
    return match.intent in {"human", "stop", "start"}


def _line(turn: Turn, intent: str, topic: str | None) -> str:
    if intent == "case.new" and topic in KINDS:
        return turn.word(KINDS[topic])
    named = f"（{_topic_name(turn, topic)}）" if topic else ""
    return turn.word(INTENTS[intent]) + named


TOPICS = {"TF": ("特别扶助", "special support"), "TF-B": ("并发症扶助", "complication support"), "CERT": ("光荣证", "one-child certificate"), "YQ": ("孕前检查", "pre-pregnancy check"), "DB": ("低保", "living allowance"), "TK": ("特困供养", "support for the poorest"), "BX": ("计生保险", "family insurance"), "RET1": ("退休一次性补助", "retirement sum"), "DJ": ("生育登记", "birth registration"), "AID": ("慰问救助", "relief money"), "YE": ("育儿补贴", "childcare subsidy"), "JF": ("奖励扶助", "rural reward")}  # fmt: skip


def _topic_name(turn: Turn, topic: str | None) -> str:
    return turn.word(TOPICS.get(topic or "", ("", "")))


def _codes(turn: Turn, topic: str | None) -> list[str]:
    wanted = {"TF": ["TF-D", "TF-C"]}.get(topic or "", [topic])
    return [code for code in wanted if code and turn.knowledge.rules(code)]


def _act(turn: Turn, intent: str, topic: str | None) -> None:
    """Do what is meant."""
    if intent.startswith("benefit") or intent == "policy.info":
        _benefit(turn, intent, topic)
    elif intent == "case.new":
        complaint.start(turn, topic, turn.text)
    elif intent == "language":
        english = (language_of(turn.text) == "en" and "chinese" not in plain(turn.text)) or "英" in turn.text
        other = re.search(r"粤|广东话|方言|繁|cantonese|dialect", plain(turn.text))
        turn.say("other_language") if other else switch(turn, "en" if english else "zh")
    else:
        _simple(turn, intent)


def _benefit(turn: Turn, intent: str, topic: str | None) -> None:
    codes = _codes(turn, topic)
    if topic and not codes:
        turn.say("no_programme", name=_topic_name(turn, topic))
    elif intent == "benefit.howto" and codes:
        benefits.howto(turn, codes[0])
    elif intent == "policy.info" and codes:
        benefits.info(turn, codes[0])
    elif intent == "benefit.status":
        turn.say("status_money")
    elif intent == "policy.info":
        turn.say("later_part", phone=turn.knowledge.hotline_phone or "12345")
    else:
        benefits.start(turn, codes)


def _simple(turn: Turn, intent: str) -> None:
    if intent == "human":
        human(turn, turn.text)
    elif intent == "stop":
        turn.close().wish(Stop(turn.text)).say("stopped")
    elif intent == "start":
        turn.close().wish(Start(turn.text)).say("started")
    elif intent == "case.status":
        follow.ask(turn)
    elif intent in {"thanks", "menu", "out_of_scope"}:
        turn.close().say(intent)
    else:
        turn.say("later_part", phone=turn.knowledge.hotline_phone or "12345")


def which_howto(turn: Turn, codes: list[str]) -> None:
    options = [["howto", code] for code in codes]
    _offer(
        turn,
        options,
        [turn.knowledge.known(code).name["en" if turn.language == "en" else "zh"] for code in codes],
    )


def _offer(turn: Turn, options: Sequence[Sequence[str | None]], lines: list[str]) -> None:
    turn.say("offer", choices=numbered(lines)).open("offer", options=options)


def offered(turn: Turn) -> bool:
    said, options = bare(turn.text), turn.session["state"]["options"]
    if not (said.isdecimal() and 1 <= int(said) <= len(options)):
        turn.close()
        return False
    intent, topic = options[int(said) - 1]
    turn.close()
    benefits.howto(turn, topic) if intent == "howto" else _act(turn, intent, topic)
    return True
