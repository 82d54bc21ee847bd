"""Reads what a program sends; whatever is wrong with it is named, with what is allowed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cms.eligibility import Rules
from cms.eligibility.plausible import DAY, OBJECT, Problem, problems, shown
from cms.published import areas, fact_definitions, programmes
from portal.models import Area

MOST_BYTES = 8_000
FIELDS = ("on", "facts", "area", "programmes", "language")
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
PLACE = re.compile(r"[0-9]{2}([0-9]{2}){0,2}([0-9]{3}){0,3}", re.ASCII)


class Refused(Exception):
    """Nothing was judged; here is what to mend."""

    def __init__(self, found: list[Problem]):
        self.problems = found
        super().__init__(", ".join(one.field for one in found))


@dataclass(frozen=True)
class Asked:
    on: date
    area: str
    rules: list[Rules]
    facts: dict[str, Any]
    language: str | None


def read(body: bytes) -> Asked:
    """The question, or Refused with everything that is wrong with it."""
    data = _parsed(body)
    found = list(_unknown_names(data))
    on = _day(data, found)
    codes = _codes(data, found)
    area = _area(data, found)
    language = data.get("language")
    if language not in (None, "zh", "en"):
        found.append(Problem("language", shown(language), {"zh": "zh 或 en", "en": "zh or en"}))
    if "facts" not in data:
        found.append(Problem("facts", None, OBJECT))
    else:
        known = [one.code for one in programmes()] + [code for one in programmes() for code in _named(one)]
        found += problems(data["facts"], on or timezone.localdate(), fact_definitions(), known)
    if found or on is None:
        raise Refused(found)
    rules = [one for one in programmes() if codes is None or one.code in codes]
    return Asked(on, area, rules, data["facts"], language)


def _parsed(body: bytes) -> dict[str, Any]:
    if len(body) > MOST_BYTES:
        size = {"zh": f"最多{MOST_BYTES}字节", "en": f"at most {MOST_BYTES} bytes"}
        raise Refused([Problem("", f"{len(body)} bytes or more", size)])
    try:
        data = json.loads(body.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_each_once)
    except Twice as twice:
        once = {"zh": "同一名称只写一次", "en": "each name once"}
        raise Refused([Problem(shown(str(twice)), None, once)]) from None
    except (ValueError, RecursionError):
        raise Refused([Problem("", shown(body.decode("utf-8", "replace")), OBJECT)]) from None
    if not isinstance(data, dict):
        raise Refused([Problem("", shown(data), OBJECT)])
    return data


class Twice(Exception):
    """A name stands twice in one object: which of the two was meant?"""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _value in pairs]
        raise Twice(next(name for name in names if names.count(name) > 1))
    return data


def _no_number(name: str):
    raise ValueError(f"{name} is no number")


def _unknown_names(data: dict[str, Any]) -> Iterator[Problem]:
    names = ", ".join(FIELDS)
    for key in data:
        if key not in FIELDS:
            yield Problem(
                shown(key), shown(data[key]), {"zh": f"可用的名称：{names}", "en": f"the names are: {names}"}
            )


def _day(data: dict[str, Any], found: list[Problem]) -> date | None:
    value = data.get("on")
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or not FIRST <= day <= LAST:
        allowed = {
            "zh": f"{FIRST}到{LAST}之间、日历上有的一天，写成2026-11-22这样",
            "en": f"a day that exists from {FIRST} to {LAST}, written like 2026-11-22",
        }
        found.append(Problem("on", shown(value), allowed))
        return None
    return day


def _codes(data: dict[str, Any], found: list[Problem]) -> set[str] | None:
    wanted, known = data.get("programmes"), [one.code for one in programmes()]
    if wanted is None:
        return None
    listed = ", ".join(known)
    if not isinstance(wanted, list) or not wanted:
        allowed = {
            "zh": f"项目代码的列表：{listed}；不写就是全部",
            "en": f"a list of codes: {listed}; leave out for all",
        }
        found.append(Problem("programmes", shown(wanted), allowed))
        return None
    for number, code in enumerate(wanted):
        if not isinstance(code, str) or code not in known:
            allowed = {"zh": f"其中之一：{listed}", "en": f"one of: {listed}"}
            found.append(Problem(f"programmes[{number}]", shown(code), allowed))
    return {code for code in wanted if isinstance(code, str)}


def _area(data: dict[str, Any], found: list[Problem]) -> str:
    area = data.get("area")
    if area in (None, ""):
        return ""
    if (
        isinstance(area, str)
        and PLACE.fullmatch(area)
        and (_written_for(area) or Area.objects.filter(pk=area).exists())
    ):
        return area
    listed = ", ".join(sorted(areas()))
    allowed = {
        "zh": f"本县区域的行政区划代码，或在这些代码之内：{listed}" if listed else "本县区域的行政区划代码",
        "en": "the code of an area of this county" + (f", or of one inside {listed}" if listed else ""),
    }
    found.append(Problem("area", shown(area), allowed))
    return ""


def _written_for(area: str) -> bool:
    """Inside a place that some rule has a text of its own for: we need not know the village to know the rule."""
    return any(area.startswith(code) or code.startswith(area) for code in areas())


def _named(rules: Rules) -> set[str]:
    """Programmes that this one asks about or meets."""
    versions = rules.data.get("versions", [])
    return {one for version in versions for one in _held(version)} | {
        code for row in rules.data.get("interactions", ()) for code in row["programmes"]
    }


def _held(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _held(one)
    elif isinstance(node, dict):
        if node.get("kind") == "holds":
            yield node["programme"]
        for one in node.values():
            yield from _held(one)
