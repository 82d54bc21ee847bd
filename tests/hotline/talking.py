"""Conversations in plain text: `> ` what a person says, `< ` what Linli answers, `* ` what it wishes."""

import json
from datetime import UTC, datetime, timedelta

from cms.eligibility import Rules
from cms.eligibility.facts import PROGRAMMES
from hotline.dialogue import Event, Knowledge, Place, Told, confirm, step

RULES = [
    Rules.from_json(json.loads(path.read_text(encoding="utf-8")))
    for path in sorted(PROGRAMMES.glob("*.json"))
    if path.stem.isupper()
]
PLACES = [
    Place("990001101", ("青石镇",)),
    Place("990001101001", ("青石村", "Qingshi Village")),
    Place("990001102001", ("柳河村", "Liuhe Village")),
]
KNOWLEDGE = Knowledge(RULES, PLACES, hotline_phone="0990-7110029")
OUTCOME = {"made": True, "can_call": True, "number": "C26-000001-7", "code": "8841", "due_on": "2026-12-01"}
MORNING = datetime(2026, 11, 24, 10, tzinfo=UTC)


def outcome_of(effect):
    anonymous = getattr(effect, "anonymous", False)
    return {**OUTCOME, "anonymous": True, "code": "1234567890123456"} if anonymous else OUTCOME


def transcript(lines):
    """The whole conversation that follows from what the person says in `lines`."""
    session, said, now = {}, [], MORNING
    for line in lines:
        now += timedelta(seconds=30)
        done = step(session, Event(line), KNOWLEDGE, now)
        session = json.loads(json.dumps(done.session))
        said.append(f"> {line}")
        replies = list(done.replies)
        for effect in done.effects:
            if not isinstance(effect, Told):
                said.append(f"* {type(effect).__name__}")
            replies += confirm(session, effect, outcome_of(effect))
        said += ["< " + reply.replace("\n", " / ") for reply in replies]
    return "\n".join(said) + "\n"
