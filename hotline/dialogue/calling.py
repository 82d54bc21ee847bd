"""A person, please."""

from hotline.dialogue.events import AskForHuman
from hotline.dialogue.turn import Turn


def human(turn: Turn, reason: str) -> None:
    turn.close().wish(AskForHuman(reason))
    phone = turn.knowledge.hotline_phone
    turn.say("human", phone=phone) if phone else turn.say("human_no_phone")
