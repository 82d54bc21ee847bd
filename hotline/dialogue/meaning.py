"""What free text and menu digits mean, and doing it."""

import re
from collections.abc import Sequence

from hotline.dialogue import benefits, complaint, follow, guide
from hotline.dialogue.calling import human
from hotline.dialogue.commands import switch
from hotline.dialogue.events import Start, Stop
from hotline.dialogue.turn import Turn, bare, numbered
from hotline.dialogue.words import INTENTS, KINDS
from hotline.matching import default_matcher, language_of
from hotline.matching.normal import plain
from portal.segments import split

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
    if not _leads_on(match) and _in_the_questions(turn, match):
        return True
    if match.decision == "handover":
        return False
    if match.decision == "answer" or _hurts_to_miss(match):
        turn.session["misses"] = 0
        _act(turn, match.intent, match.named if match.intent == "policy.info" else match.topic)
        return True
    options = [[intent, topic] for intent, topic in match.others if intent in INTENTS]
    lines = [_line(turn, intent, topic) for intent, topic in match.others if intent in INTENTS]
    if not options:
        return False
    _offer(turn, options, lines)
    return True


# These lead somewhere, as questions about one programme do; no ready answer stands in their way.
LEADS_ON = {"urgent", "human", "stop", "start", "case.new", "case.status"}


def _leads_on(match) -> bool:
    if match.decision == "handover":
        return False
    return match.intent in LEADS_ON or (match.intent in {"policy.info", *BENEFIT} and match.named is not None)


def _in_the_questions(turn: Turn, match) -> bool:
    """The editors' own question, in its words; in other words only where nothing else is understood."""
    asked = turn.knowledge.questions()
    lost = match.decision != "answer" or match.intent == "out_of_scope"
    found = asked.find(turn.text) if lost else asked.same(turn.text)
    if found is None:
        return False
    turn.because(layer="question", question=found.asked)
    turn.close().replies.extend(split(found.answer)[:2])
    return True


def _hurts_to_miss(match) -> bool:
    """A complaint or a call for a person is taken at its likeliest, unless it may be a question about money.

    So is a wish about one programme alone: a wrong guess there still says something about it.
    """
    if match.intent in {"benefit.check", "benefit.howto", "benefit.amount"} and match.topic:
        return all(topic == match.topic for _intent, topic in match.others)
    if match.intent == "case.new":
        return not any(intent.startswith("benefit") for intent, _topic in match.others)
    return match.intent in {"human", "stop", "start"}


def _line(turn: Turn, intent: str, topic: str | None) -> str:
    if intent == "case.new" and topic in KINDS:
        return turn.word(KINDS[topic])
    named = f"（{_topic_name(turn, topic)}）" if topic else ""
    return turn.word(INTENTS[intent]) + named


TOPICS = {"TF": ("特别扶助", "special support"), "TF-B": ("并发症扶助", "complication support"), "CERT": ("光荣证", "one-child certificate"), "YQ": ("孕前检查", "pre-pregnancy check"), "DB": ("低保", "living allowance"), "TK": ("特困供养", "support for the poorest"), "BX": ("计生保险", "family insurance"), "RET1": ("退休一次性补助", "retirement sum"), "SF": ("少生快富", "fewer births reward"), "SHF": ("社会抚养费", "social maintenance fee"), "DJ": ("生育登记", "birth registration"), "AID": ("慰问救助", "relief money"), "YE": ("育儿补贴", "childcare subsidy"), "JF": ("奖励扶助", "rural reward")}  # fmt: skip


def _topic_name(turn: Turn, topic: str | None) -> str:
    return turn.word(TOPICS.get(topic or "", ("", "")))


RULES_OF = {"TF": ["TF-D", "TF-C"], "BX": ["BX-H"], "CERT": ["CERT", "CERT-M"]}
WITHOUT_RULE = {"AID": "about_aid", "BX": "about_insurance"}


def _codes(turn: Turn, topic: str | None) -> list[str]:
    wanted = RULES_OF.get(topic or "", [topic])
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
        turn.close().say(WITHOUT_RULE.get(topic, "no_programme"), name=_topic_name(turn, topic))
    elif intent == "benefit.status":
        turn.say("status_money")
    elif codes and turn.knowledge.known(codes[0]).version(turn.day) is None:
        benefits.start(turn, codes)
    elif codes and intent in ABOUT and not (len(codes) > 1 and intent == "benefit.amount"):
        ABOUT[intent](turn, codes[0])
    elif intent == "policy.info":
        turn.say("later_part", phone=turn.knowledge.hotline_phone or "12345")
    else:
        benefits.start(turn, codes)


BENEFIT = {"benefit.check", "benefit.howto", "benefit.amount", "benefit.status"}
ABOUT = {"benefit.howto": guide.howto_and_check, "benefit.amount": guide.amount, "policy.info": guide.info}


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


def _offer(turn: Turn, options: Sequence[Sequence[str | None]], lines: list[str]) -> None:
    turn.say("offer", choices=numbered(lines)).open("offer", options=options)


def offered(turn: Turn) -> bool:
    said, options = bare(turn.text), turn.session["state"]["options"]
    if not (said.isdecimal() and 1 <= int(said) <= len(options)):
        turn.close()
        return False
    intent, topic = options[int(said) - 1]
    turn.close()
    _act(turn, intent, topic)
    return True
