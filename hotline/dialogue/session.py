"""What is remembered between two messages: plain JSON, with a version and an age."""

from datetime import datetime, timedelta
from typing import Any

VERSION = 1
FORGET_AFTER = timedelta(minutes=45)


def fresh(language: str) -> dict[str, Any]:
    return {"v": VERSION, "language": language, "flow": None, "misses": 0}


def recall(session: dict[str, Any], language: str, now: datetime) -> tuple[dict[str, Any], bool]:
    """The session to go on with, and whether an open question was forgotten for its age."""
    if session.get("v") != VERSION:
        return fresh(language), False
    last = session.get("at")
    if last and now - datetime.fromisoformat(last) > FORGET_AFTER and session.get("flow"):
        return fresh(session["language"]), True
    return {**session}, False


def leave(session: dict[str, Any]) -> dict[str, Any]:
    """End the open flow; the language stays."""
    return fresh(session["language"])
