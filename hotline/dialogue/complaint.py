"""Taking down a complaint, a call for help, a report, a suggestion or praise."""

import re
from typing import Any

from cms.eligibility.answers import LOST, NO, YES
from hotline.dialogue.events import OpenCase, Place
from hotline.dialogue.turn import Turn, numbered
from hotline.dialogue.words import KINDS, pick, words
from hotline.matching import default_matcher, normal
from hotline.matching.normal import plain

ORDER = ["complaint", "help", "report", "suggestion", "praise", "enquiry"]
DONE = {
    "完",
    "完了",
    "说完了",
    "没了",
    "没有了",
    "就这些",
    "好了",
    "结束",
    "done",
    "end",
    "that'sall",
    "thatsall",
    "finish",
}
TOLD_ALREADY = 10  # characters: a message this long is the matter itself


def start(turn: Turn, kind: str | None = None, text: str = "") -> None:
    if not kind:
        turn.say("case_kind").open("case", at="kind", text=text)
    elif len(normal(text)) >= TOLD_ALREADY:
        _place_or_ask(turn, {"kind": kind, "text": text})
    else:
        turn.say("case_what").open("case", at="what", kind=kind, text="")


def answer(turn: Turn) -> bool:
    state = turn.session["state"]
    return {"kind": _kind, "what": _what, "where": _where, "which": _which, "who": _who, "confirm": _confirm}[
        state["at"]
    ](turn, dict(state))


def bare(turn: Turn) -> str:
    return re.sub(r"[\s，。,.!！?？]", "", plain(turn.text))


def _digit(turn: Turn) -> int | None:
    return int(bare(turn)) if re.fullmatch(r"\d", bare(turn)) else None


def _kind(turn: Turn, state: dict[str, Any]) -> bool:
    number = _digit(turn)
    if number is not None:
        if not 1 <= number <= len(ORDER):
            return False
        start(turn, ORDER[number - 1], state.get("text", ""))
        return True
    named = [kind for kind, pair in KINDS.items() if any(word in plain(turn.text) for word in pair)]
    match = default_matcher().understand(turn.text)
    kind = named[0] if named else match.topic if match.intent == "case.new" else None
    start(turn, kind or "complaint", turn.text) if kind or len(
        normal(turn.text)
    ) >= TOLD_ALREADY else turn.say("case_kind")
    return True


def _what(turn: Turn, state: dict[str, Any]) -> bool:
    if bare(turn) in DONE and state["text"]:
        _place_or_ask(turn, state)
        return True
    state["text"] = f"{state['text']}\n{turn.text}".strip()
    turn.open("case", **state).say("case_more")
    return True


def _place_or_ask(turn: Turn, state: dict[str, Any]) -> None:
    named = _places(turn, state["text"])
    if len(named) == 1:
        _ask_who(turn, {**state, "area": named[0].code, "place_text": named[0].names[0]})
    else:
        turn.say("case_where").open("case", **{**state, "at": "where"})


def _places(turn: Turn, text: str) -> list[Place]:
    """Places named in the text; a village hides the township it lies in."""
    said = plain(text)
    named = [
        place for place in turn.knowledge.places if any(name.lower() in said for name in place.names if name)
    ]
    return [p for p in named if not any(o.code != p.code and o.code.startswith(p.code) for o in named)]


def _where(turn: Turn, state: dict[str, Any]) -> bool:
    named = _places(turn, turn.text)
    if len(named) > 1:
        lines = [place.names[0] for place in named[:6]]
        turn.say("case_which", choices=numbered(lines)).open(
            "case", **{**state, "at": "which", "codes": [p.code for p in named[:6]]}
        )
        return True
    area = named[0].code if named else ""
    text = "" if bare(turn) in LOST or bare(turn) == "0" else turn.text.strip()[:200]
    _ask_who(turn, {**state, "area": area, "place_text": named[0].names[0] if named else text})
    return True


def _which(turn: Turn, state: dict[str, Any]) -> bool:
    number = _digit(turn)
    codes = state.pop("codes")
    if number is None or number > len(codes):
        turn.session["state"]["codes"] = codes
        return False
    code = codes[number - 1] if number else ""
    name = next((p.names[0] for p in turn.knowledge.places if p.code == code), "")
    _ask_who(turn, {**state, "area": code, "place_text": name})
    return True


def _ask_who(turn: Turn, state: dict[str, Any]) -> None:
    turn.say("case_who").open("case", **{**state, "at": "who"})


def _who(turn: Turn, state: dict[str, Any]) -> bool:
    said = bare(turn)
    anonymous = {"1": False, "2": True}.get(said)
    if anonymous is None:
        if "匿名" in said or "anonymous" in said or "不留" in said or said in NO:
            anonymous = True
        elif "实名" in said or "留名" in said or said in YES or "name" in said:
            anonymous = False
        else:
            return False
    _ask_confirm(turn, {**state, "anonymous": anonymous})
    return True


def _ask_confirm(turn: Turn, state: dict[str, Any]) -> None:
    language = turn.language
    short = state["text"] if len(state["text"]) <= 30 else state["text"][:28] + "……"
    who = ("匿名", "anonymous") if state["anonymous"] else ("留这个号码", "with this number")
    turn.say(
        "case_confirm", kind=pick(KINDS[state["kind"]], language), place=state["place_text"][:20] or pick(("地点不详", "place unknown"), language),
        who=pick(who, language), text=short.replace("\n", " "),
    ).open("case", **{**state, "at": "confirm"})  # fmt: skip


def _confirm(turn: Turn, state: dict[str, Any]) -> bool:
    said = bare(turn)
    if said in {"2", "重新说", "重说", "startover"}:
        turn.say("case_what").open("case", at="what", kind=state["kind"], text="")
    elif said in {"3", "不提交了", "不提交", "取消", "算了", "cancel", "no", "不"}:
        turn.close().say("case_dropped")
    elif said in YES or said in {"提交", "确认", "发", "send", "submit"}:
        turn.close().wish(
            OpenCase(state["kind"], state["text"], state["place_text"], state["area"], state["anonymous"])
        )
    else:
        return False
    return True


def opened(language: str, outcome: dict[str, Any]) -> str:
    """What a person reads after their case was opened."""
    code = outcome["code"]
    if outcome.get("anonymous"):
        return words("case_receipt", language, code=" ".join(code[at : at + 4] for at in range(0, 16, 4)))
    due = words("case_due", language, day=outcome["due_on"]) if outcome.get("due_on") else ""
    return words("case_opened", language, number=outcome["number"], code=code, due=due)
