"""A session and a message in; replies and wishes out. Pure: no framework, no clock, no database."""

from hotline.dialogue.events import (
    Alarm,
    AskForHuman,
    CaseView,
    DraftClaim,
    Effect,
    Event,
    Forget,
    Knowledge,
    OpenCase,
    Place,
    Rate,
    Reopen,
    SetLanguage,
    Start,
    Step,
    Stop,
    Told,
)
from hotline.dialogue.step import confirm, step

__all__ = [
    "Alarm", "AskForHuman", "CaseView", "DraftClaim", "Effect", "Event", "Forget", "Knowledge", "OpenCase", "Place",
    "Rate", "Reopen", "SetLanguage", "Start", "Step", "Stop", "Told", "confirm", "step",
]  # fmt: skip
