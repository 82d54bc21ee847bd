"""Words that are commands wherever they are said: stop, start, language, a person, back, help."""

from hotline.dialogue import benefits
from hotline.dialogue.calling import human
from hotline.dialogue.events import SetLanguage, Start, Stop
from hotline.dialogue.turn import Turn, bare

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


def command(turn: Turn) -> bool:
    said = bare(turn.text)
    number_open = turn.session.get("flow") == "benefits" and "children" in turn.session["state"].get(
        "key", ""
    )
    if said in STOP or (said in STOP_LETTERS and not turn.session.get("flow")):
        turn.close().wish(Stop(turn.text)).say("stopped")
    elif said in START:
        turn.close().wish(Start(turn.text)).say("started")
    elif said in TO_ENGLISH | TO_CHINESE:
        switch(turn, "en" if said in TO_ENGLISH else "zh")
    elif said in HUMAN or (said == "0" and not number_open and turn.session.get("flow") != "case"):
        human(turn, turn.text)
    elif said in BACK and not (said in {"取消", "cancel", "算了"} and turn.session.get("flow") == "case"):
        turn.close().say("started_over").say("menu")
    elif said in HELP:
        turn.close().say("menu")
    else:
        return False
    turn.because(layer="command")
    return True


def switch(turn: Turn, language: str) -> None:
    turn.session["language"] = language
    turn.wish(SetLanguage(language))
    turn.say("language")
    if turn.session.get("flow") in {"benefits", "known"}:
        benefits.ask_again(turn, "language")
        turn.replies = turn.replies[-1:]
    else:
        turn.say("menu")
