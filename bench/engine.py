"""The eligibility engine and the dialogue against floors written in plain Python."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from bench.measure import cpu, table
from cms.eligibility import Rules, judge, next_question
from cms.eligibility.facts import PROGRAMMES
from hotline.dialogue import Event, Knowledge, step
from hotline.matching import default_matcher

CASES = Path(__file__).resolve().parent.parent / "tests" / "cms" / "cases"
ON, NOW = date(2026, 11, 24), datetime(2026, 11, 24, 10, tzinfo=UTC)
UTTERANCES = [
    "育儿补贴我家能领吗",
    "我要投诉村里不公开账目",
    "失独家庭有什么补助",
    "怎么查我的办理进度",
    "你好",
]


def by_hand(facts: dict) -> bool:
    """The childcare subsidy as a programmer would hard-code it: the floor, without reasons or unknowns."""
    child = facts["children"][0]
    born = date.fromisoformat(child["birth_date"])
    return (
        born >= date(2022, 1, 1) and (ON.year - born.year) < 3 and child["alive"]
        and child["nationality"] == "CN" and child["hukou_here"]
    )  # fmt: skip


def measure() -> str:
    programmes = [Rules.from_json(json.loads(path.read_text())) for path in sorted(PROGRAMMES.glob("??*.json"))
                  if path.stem not in {"facts", "questions"}]  # fmt: skip
    childcare = next(rules for rules in programmes if rules.code == "YE")
    facts = json.loads((CASES / "YE.jsonl").read_text().splitlines()[0])["facts"]
    knowledge, matcher = Knowledge(programmes), default_matcher()
    measured = cpu(
        {
            "hard-coded childcare rule": lambda: by_hand(facts),
            "traced verdict, childcare": lambda: judge(childcare, facts, ON),
            "traced verdicts, all programmes": lambda: [judge(rules, facts, ON) for rules in programmes],
            "next question over all programmes": lambda: next_question(programmes, {}, ON),
            "free text understood": lambda: [matcher.understand(text) for text in UTTERANCES],
            "one turn of the dialogue": lambda: step({}, Event(UTTERANCES[0]), knowledge, NOW),
        },
        20,
    )
    measured["free text understood"] /= len(UTTERANCES)
    return table(measured, "hard-coded childcare rule", {"free text understood": "≤ 1,000 µs"})
