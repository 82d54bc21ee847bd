"""What a programme is, what it pays, where to apply and what to bring: short enough for a text message."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cms.eligibility import Rules, short_name
from cms.eligibility.phrases import listed, rate
from hotline.dialogue.turn import Turn
from hotline.dialogue.words import pick, words
from hotline.matching.normal import plain
from portal.segments import fits, split


def which(language: str) -> str:
    return "en" if language == "en" else "zh"


def some(names: Sequence[str], language: str, before: str, after: str, most: int = 2) -> str:
    """As many of these as fit between two texts, at least one."""
    names = list(dict.fromkeys(names))
    for count in range(len(names), 0, -1):
        rest = "" if count == len(names) else pick(("等", " and more"), language)
        text = before + listed(names[:count], which(language)) + rest + after
        if fits(text, most):
            return text
    return before + names[0] + after if names else ""


PHONE = re.compile(r"(?<!\d)(?:\+?86[\s-]?)?(1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)")
NO_PHONE = {"不留", "不想留", "没有", "没有电话", "没电话", "不用", "no", "none", "skip", "nophone"}


def phone_in(text: str) -> str:
    """A mainland mobile number in a text, as the house keeps it; nothing if there is none."""
    found = PHONE.search(plain(text))
    return "+86" + re.sub(r"\D", "", found[1]) if found else ""


def desk(rules: Rules, language: str, after: str, said: str = "") -> str:
    """Which desk, which papers, and what can be answered now: two segments at most."""
    where = rules.data.get("where", {}).get(which(language), "")
    papers = rules.data.get("papers", {}).get(which(language), [])
    place = words("desk", language, where=where) if where and where not in said else ""
    if papers:
        before = place + pick(("要带：", " Bring: "), language)
        text = some(papers, language, before.lstrip(), pick(("。\n", ".\n"), language) + after)
        if fits(text):
            return text
    text = f"{place}\n{after}".strip()
    return text if fits(text) else after


def howto(turn: Turn, code: str) -> None:
    """Where to apply and what to bring."""
    rules, language = turn.knowledge.known(code), turn.language
    where = rules.data["where"][which(language)]
    papers = listed(rules.data["papers"][which(language)], which(language))
    text = words("howto", language, name=short_name(rules, which(language)), where=where, papers=papers)
    turn.replies += split(text)[:2]


def howto_and_check(turn: Turn, code: str) -> None:
    howto(turn, code)
    offer_check(turn, turn.knowledge.known(code))


def info(turn: Turn, code: str) -> None:
    """What the programme is, and by which document."""
    rules, language = turn.knowledge.known(code), turn.language
    source = next((one["document"] for one in rules.data["sources"].values() if one.get("document")), "")
    name, summary = short_name(rules, which(language)), rules.data["summary"][which(language)]
    based = words("based_on", language, source=source) if source else ""
    turn.replies += split(words("info", language, name=name, summary=summary, source=based).strip())[:2]
    offer_check(turn, rules)


def amount(turn: Turn, code: str) -> None:
    """What it pays today, as far as one sum can be named; the check says what this person gets."""
    rules, language = turn.knowledge.known(code), turn.language
    sums = _sums(rules, turn.day, language)
    name, summary = short_name(rules, which(language)), rules.data["summary"][which(language)]
    if sums:
        turn.replies.append(
            some(sums, language, pick((f"{name}：", f"{name}: "), language), pick(("。", "."), language))
        )
    else:
        turn.replies += split(words("info", language, name=name, summary=summary, source="").strip())[:1]
    offer_check(turn, rules)


def _sums(rules: Rules, day: date, language: str) -> list[str]:
    version = rules.version(day)
    rows = [row for row in version.amounts if _in_force(row, day)] if version else []
    if any(row.get("value") is None or row.get("areas") for row in rows):
        rows = [row for row in rows if row.get("value") is not None and not row.get("areas")]
    return [_row(row, language) for row in rows] if len(rows) <= 3 else []


def _row(row: Any, language: str) -> str:
    note = (row.get("note") or {}).get(which(language), "")
    said = rate(Decimal(row["value"]), row.get("period"), row.get("per"), which(language))
    if row.get("per") == "child":
        said = pick((f"每孩{said}", f"{said} per child"), language)
    return said + (pick((f"（{note}）", f" ({note})"), language) if note and len(note) <= 24 else "")


def _in_force(row: Any, day: date) -> bool:
    return (row.get("from") or "") <= day.isoformat() <= (row.get("to") or "9999")


def offer_check(turn: Turn, rules: Rules) -> None:
    if rules.version(turn.day) is not None:
        turn.say("offer_check").open("info", code=rules.code)
    else:
        turn.close()
