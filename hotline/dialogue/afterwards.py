"""What can be done about a verdict with one digit: register it, have a person call, how to, another one."""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.eligibility import judge_fully, short_name
from hotline.dialogue import guide, outcome
from hotline.dialogue.calling import human
from hotline.dialogue.events import DraftClaim
from hotline.dialogue.turn import Turn, bare
from hotline.dialogue.words import words


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
    return next((act for act in [*acts, "finish"] if said in NAMED.get(act, ())), None)


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
    if claim["verdict"]["verdict"] in outcome.CLAIMABLE:
        turn.say("claim_or_call")


def _tell(turn: Turn, code: str) -> None:
    state, rules = turn.session["state"], turn.knowledge.known(code)
    outcome.one(turn, rules, judge_fully(rules, state["facts"], turn.day), state["facts"], state["said"])


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
