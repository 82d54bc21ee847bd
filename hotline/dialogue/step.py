"""A session and a message in; a session, replies and wishes out.

Order: danger to life, stop, start, language, a person, back, help, the answer to the open question,
menu digits, a case number, then the meaning of free text; at last a person.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hotline.dialogue import benefits, complaint, follow
from hotline.dialogue.events import (
    Alarm,
    AskForHuman,
    Effect,
    Event,
    Knowledge,
    OpenCase,
    Rate,
    Reopen,
    SetLanguage,
    Start,
    Step,
    Stop,
)
from hotline.dialogue.session import recall
from hotline.dialogue.turn import Turn, numbered
from hotline.dialogue.words import INTENTS, words
from hotline.matching import default_matcher, is_urgent, language_of
from hotline.matching.normal import normal, plain

STOP = {
    "退订",
    "td",
    "拒收",
    "取消订阅",
    "不要再发",
    "不要再发了",
    "别再发了",
    "停止",
    "stop",
    "unsubscribe",
    "stopall",
    "optout",
}
STOP_LETTERS = {"t", "r", "n"}
START = {"恢复", "恢复订阅", "订阅", "start", "unstop", "subscribe"}
HUMAN = {"人工", "转人工", "找人工", "人", "工作人员", "客服", "human", "person", "agent", "operator"}
HELP = {"菜单", "帮助", "help", "menu", "?", "主菜单", "功能"}
BACK = {"返回", "重来", "重新开始", "取消", "back", "restart", "cancel", "上一步", "不填了", "算了"}
TO_ENGLISH = {"en", "english", "英文", "英语"}
TO_CHINESE = {"zh", "cn", "chinese", "中文", "汉语", "普通话"}
FLOWS = {"benefits": benefits.answer, "case": complaint.answer, "follow": follow.answer}
BROKEN = re.compile(r"锟斤拷|烫烫烫|屯屯屯|\ufffd")
MANGLED = re.compile(r"[\u00c0-\u00ff\u0080-\u009f]{2,}")


def step(session: dict[str, Any], event: Event, knowledge: Knowledge, now: datetime) -> Step:
    """Answer one message. Never raises on any text."""
    language = session.get("language") or ("en" if language_of(event.text) == "en" else "zh")
    session, stale = recall(session, language, now)
    turn = Turn(event, knowledge, now, session)
    if stale:
        turn.because(stale=True)
    for reader in (_danger, _unreadable, _command, _open_question, _digit, _case, _meaning):
        if reader(turn):
            break
    else:
        _missed(turn)
    return turn.done()


def _bare(text: str) -> str:
    return re.sub(r"[\s，。,.!！~～]", "", plain(text))


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


def _command(turn: Turn) -> bool:
    said = _bare(turn.text)
    number_open = turn.session.get("flow") == "benefits" and "children" in turn.session["state"].get(
        "key", ""
    )
    if said in STOP or (said in STOP_LETTERS and not turn.session.get("flow")):
        turn.close().wish(Stop(turn.text)).say("stopped")
    elif said in START:
        turn.close().wish(Start(turn.text)).say("started")
    elif said in TO_ENGLISH | TO_CHINESE:
        _switch(turn, "en" if said in TO_ENGLISH else "zh")
    elif said in HUMAN or (said == "0" and not number_open and turn.session.get("flow") != "case"):
        _human(turn, turn.text)
    elif said in BACK and not (said in {"取消", "cancel", "算了"} and turn.session.get("flow") == "case"):
        turn.close().say("started_over").say("menu")
    elif said in HELP:
        turn.close().say("menu")
    else:
        return False
    turn.because(layer="command")
    return True


def _switch(turn: Turn, language: str) -> None:
    turn.session["language"] = language
    turn.wish(SetLanguage(language))
    turn.say("language")
    if turn.session.get("flow") == "benefits":
        benefits.ask_again(turn, "language")
        turn.replies = turn.replies[-1:]
    else:
        turn.say("menu")


def _human(turn: Turn, reason: str) -> None:
    turn.close().wish(AskForHuman(reason))
    phone = turn.knowledge.hotline_phone
    turn.say("human", phone=phone) if phone else turn.say("human_no_phone")


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
    if flow == "info" and _bare(turn.text) in {"1", "是", "yes", "y", "好"}:
        benefits.start(turn, [turn.session["state"]["code"]])
        return True
    if flow == "offer":
        return _offered(turn)
    return False


def _not_an_answer(turn: Turn, flow: str) -> bool:
    """A clear other wish leaves the question; anything else hears it again, twice at most."""
    match = default_matcher().understand(turn.text)
    clear = (
        match.decision == "answer"
        and match.why.get("layer") in {"matched", "exact"}
        and match.confidence >= 0.6
    )
    if clear and match.intent not in {"out_of_scope", "menu", "thanks"} and len(normal(turn.text)) >= 4:
        turn.close()
        return False
    turn.session["misses"] = turn.session.get("misses", 0) + 1
    if turn.session["misses"] >= 2:
        turn.say("offer_person")
        return True
    if flow == "benefits":
        benefits.ask_again(turn, turn.why.get("unread", "bad_number"))
    elif flow == "follow":
        turn.say("case_not_found").close()
    else:
        turn.say("bad_number")
    return True


def _after(turn: Turn) -> bool:
    said, codes = _bare(turn.text), turn.session["state"]["codes"]
    if said in {"1", "怎么办理", "办理", "apply"} and codes:
        best = codes[0] if len(codes) == 1 else None
        benefits.howto(turn, best) if best else _which_howto(turn, codes)
    elif said in {"2", "投诉", "complain"}:
        complaint.start(turn)
    elif said in {"3", "结束", "finish", "no", "不用了", "没有了"}:
        turn.close().say("thanks")
    else:
        turn.close()
        return False
    return True


def _which_howto(turn: Turn, codes: list[str]) -> None:
    options = [["howto", code] for code in codes]
    _offer(
        turn,
        options,
        [turn.knowledge.known(code).name["en" if turn.language == "en" else "zh"] for code in codes],
    )


def _offer(turn: Turn, options: Sequence[Sequence[str | None]], lines: list[str]) -> None:
    turn.say("offer", choices=numbered(lines)).open("offer", options=options)


def _offered(turn: Turn) -> bool:
    said, options = _bare(turn.text), turn.session["state"]["options"]
    if not (said.isdigit() and 1 <= int(said) <= len(options)):
        turn.close()
        return False
    intent, topic = options[int(said) - 1]
    turn.close()
    benefits.howto(turn, topic) if intent == "howto" else _act(turn, intent, topic)
    return True


MENU = {
    "1": ("benefit.check", None),
    "2": ("benefit.check", "YE"),
    "3": ("benefit.check", "JF"),
    "4": ("benefit.check", "TF"),
    "6": ("case.status", None),
}


def _digit(turn: Turn) -> bool:
    said = _bare(turn.text)
    if said in MENU:
        _act(turn, *MENU[said])
    elif said == "5":
        complaint.start(turn)
    else:
        return False
    turn.because(layer="digit")
    return True


def _case(turn: Turn) -> bool:
    if found := follow.reference(turn.text):
        follow.look_up(turn, *found)
        return True
    return follow.verdict_on_case(turn)


def _meaning(turn: Turn) -> bool:
    match = default_matcher().understand(turn.text)
    turn.because(**match.why, intent=match.intent, topic=match.topic, decision=match.decision)
    if match.decision == "handover":
        return False
    if match.decision == "answer" or match.intent in {"case.new", "human", "stop", "start"}:
        turn.session["misses"] = 0
        _act(turn, match.intent, match.topic)
        return True
    options = [[intent, topic] for intent, topic in match.others if intent in INTENTS]
    lines = [_line(turn, intent, topic) for intent, topic in match.others if intent in INTENTS]
    if not options:
        return False
    _offer(turn, options, lines)
    return True


def _line(turn: Turn, intent: str, topic: str | None) -> str:
    from hotline.dialogue.words import KINDS

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
        turn.say("other_language") if other else _switch(turn, "en" if english else "zh")
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
        _human(turn, turn.text)
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


def _missed(turn: Turn) -> None:
    misses = turn.session.get("misses", 0) + 1
    turn.session["misses"] = misses
    turn.because(layer="none").say("not_understood" if misses < 2 else "offer_person")


def confirm(session: dict[str, Any], effect: Effect, outcome: dict[str, Any]) -> list[str]:
    """The words after a wish was granted (or not)."""
    language = session.get("language", "zh")
    if isinstance(effect, OpenCase):
        return [complaint.opened(language, outcome)]
    if isinstance(effect, Reopen):
        return [
            words("reopened", language, number=outcome["number"])
            if outcome.get("number")
            else words("too_late", language)
        ]
    if isinstance(effect, Rate):
        return [words("rated" if outcome.get("number") else "no_case", language)]
    return []
