"""What cannot be: facts misspelt, of the wrong kind, impossible, or at odds with each other.

A wrong fact that slips through ends as a wrong "no", so each is named with what would be allowed.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from math import isfinite
from typing import Any

from cms.eligibility.contradictions import contradictions
from cms.eligibility.dates import anniversary
from cms.eligibility.facts import Fact
from cms.eligibility.values import Why

Pair = Mapping[str, str]

MOST_CHILDREN, OLDEST, SHOWN = 20, 130, 80
RANGES = {"disability_grade": (0, 4), "complication_grade": (0, 3), "residence_months": (0, 12 * OLDEST)}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
MONEY = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)
CODE = re.compile(r"[A-Z][A-Z0-9-]{0,9}", re.ASCII)
OTHER = re.compile(r"[A-Z]{2}|other", re.ASCII)

# What a dialogue notes for itself beside the facts.
_NO_NAME: dict[str, str] = {}
NOTES = {
    "children_scope": Fact("children_scope", "choice", _NO_NAME, values=("all", "living", "young")),
    "children.claimed_now": Fact("children.claimed_now", "bool", _NO_NAME),
}
OBJECT = {"zh": "一组“名称：值”，即JSON对象", "en": "names with values: a JSON object"}
LIST = {"zh": "孩子的列表，没有写[]", "en": "a list of children, [] for none"}


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where, what stood there, what may stand there."""

    field: str
    value: Any
    allowed: Pair


def problems(
    facts: Any, on: date, definitions: Mapping[str, Fact], programmes: Collection[str] = ()
) -> list[Problem]:
    """Everything about these facts that cannot be; empty when nothing speaks against them.

    With `programmes` given, the benefits received must be among those codes.
    """
    if not isinstance(facts, Mapping):
        return [Problem("facts", shown(facts), OBJECT)]
    known = Names({**NOTES, **definitions}, on, programmes)
    found = [Problem(field, shown(value), allowed) for field, value, allowed in known.wrong_in(facts)]
    if found:
        return found  # only facts that can be read can be at odds
    return [Problem(field, shown(value), allowed) for field, value, allowed in contradictions(facts, on)]


def shown(value: Any) -> Any:
    """What was given, short enough to be shown again."""
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 10**15):
        return value
    if isinstance(value, float) and isfinite(value):  # JSON has no word for the infinite
        return value
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@dataclass(frozen=True)
class Names:
    """The facts that may be named, on one day."""

    definitions: Mapping[str, Fact]
    on: date
    programmes: Collection[str] = ()

    def wrong_in(self, facts: Mapping[str, Any]) -> Iterator[tuple[str, Any, Pair]]:
        top = self.inside("")
        own = {key: value for key, value in facts.items() if key not in {"spouse", "children"}}
        yield from self._each(own, top, "", {*top, "spouse", "children"})
        if _says_why(spouse := facts.get("spouse")):
            spouse = None
        if isinstance(spouse, Mapping):
            yield from self._each(spouse, self.inside("spouse."), "spouse.")
        elif spouse is not None:
            yield "spouse", spouse, OBJECT
        yield from self._children(facts.get("children"))

    def inside(self, prefix: str) -> dict[str, Fact]:
        return {
            key.removeprefix(prefix): one
            for key, one in self.definitions.items()
            if key.startswith(prefix) and "." not in key.removeprefix(prefix) and one.type != "children"
        }

    def _children(self, children: Any) -> Iterator[tuple[str, Any, Pair]]:
        if children is None or _says_why(children):
            return
        if not isinstance(children, list):
            yield "children", children, LIST
            return
        if len(children) > MOST_CHILDREN:
            yield (
                "children",
                len(children),
                {"zh": f"最多{MOST_CHILDREN}个", "en": f"at most {MOST_CHILDREN}"},
            )
            return
        names = self.inside("children.")
        for number, child in enumerate(children):
            if isinstance(child, Mapping):
                yield from self._each(child, names, f"children[{number}].")
            else:
                yield f"children[{number}]", child, OBJECT

    def _each(self, holder, names: Mapping[str, Fact], prefix: str, say: Collection[str] = ()):
        for key, value in holder.items():
            field = f"{prefix}{shown(key)}"
            if key not in names:
                yield field, value, _names(str(key), say or names)
            elif value is not None and not _says_why(value) and (allowed := self._wrong(value, names[key])):
                yield field, value, allowed

    def _wrong(self, value: Any, one: Fact) -> Pair | None:
        """What is allowed instead; None when the value can be."""
        check = CHECKS.get(one.type, _text)
        if isinstance(value, Mapping) and one.type in {"date", "number", "money"}:
            if set(value) != {"from", "to"}:
                return SPAN
            ends = [value["from"], value["to"]]
            wrong = next((found for end in ends if (found := check(end, one, self))), None)
            return wrong or (
                SPAN
                if _size(ends[0], one.type) > _size(ends[1], one.type)
                else self.too_far(ends[0], one) or self.too_late(ends[1], one)
            )
        return check(value, one, self) or self.too_far(value, one)

    def too_far(self, value: Any, one: Fact) -> Pair | None:
        """A day outside a human life; of a span its first day counts."""
        if one.type != "date":
            return None
        oldest, day = anniversary(self.on, -OLDEST), date.fromisoformat(value)
        if oldest <= day <= self.on:
            return None
        return {
            "zh": f"{oldest.isoformat()}到{self.on.isoformat()}之间的一天",
            "en": f"a day from {oldest.isoformat()} to {self.on.isoformat()}",
        }

    def too_late(self, value: Any, one: Fact) -> Pair | None:
        """“Born this year” may end after today, but not after this year."""
        last = date(self.on.year, 12, 31)
        if one.type != "date" or date.fromisoformat(value) <= last:
            return None
        return {"zh": f"不晚于{last.isoformat()}", "en": f"not after {last.isoformat()}"}


SPAN = {
    "zh": '一个值，或先后两个值：{"from": …, "to": …}，前者不大于后者',
    "en": 'one value, or two in order: {"from": …, "to": …}',
}


def _size(value: Any, kind: str) -> Any:
    return value if kind == "date" else float(value)


def _says_why(value: Any) -> bool:
    """{"unknown": "refused"} and its like."""
    if not isinstance(value, Mapping) or set(value) != {"unknown"}:
        return False
    return isinstance(value["unknown"], str) and value["unknown"] in set(Why)


def _names(wrong: str, names: Collection[str]) -> Pair:
    near = get_close_matches(wrong[:SHOWN], names, n=3)
    listed = ", ".join(near or sorted(names))
    return {"zh": f"这里没有这个名称；可用：{listed}", "en": f"no such name here; there are: {listed}"}


def _bool(value, one, known):
    return None if isinstance(value, bool) else {"zh": "true 或 false", "en": "true or false"}


def _choice(value, one, known):
    """One value alone means “this one or another”: a nationality, say."""
    if isinstance(value, str) and (value in one.values or (len(one.values) < 2 and OTHER.fullmatch(value))):
        return None
    listed = ", ".join(one.values)
    if len(one.values) < 2:
        return {
            "zh": f"{listed}，或别国的两个字母，或other",
            "en": f"{listed}, another country's two letters, or other",
        }
    return {"zh": f"其中之一：{listed}", "en": f"one of: {listed}"}


def _number(value, one, known):
    low, high = RANGES.get(one.key.rpartition(".")[2], (0, 10_000))
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return None
    return {"zh": f"{low}到{high}的整数", "en": f"a whole number from {low} to {high}"}


def _money(value, one, known):
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
        return None
    if isinstance(value, str) and MONEY.fullmatch(value):
        return None
    return {"zh": '以元计的数，写成"512.50"这样的文字', "en": 'yuan as text, like "512.50"'}


def _date(value, one, known):
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            pass
        else:
            return None
    return {"zh": "日历上有的一天，写成1966-11-22这样", "en": "a day that exists, written like 1966-11-22"}


def _codes(value, one, known):
    listed = sorted(set(known.programmes))
    may_be = set(listed).__contains__ if listed else CODE.fullmatch
    if isinstance(value, list) and all(isinstance(code, str) and may_be(code) for code in value):
        return None
    named = ", ".join(listed) or "JF, YE …"
    return {
        "zh": f"项目代码的列表：{named}，没有写[]",
        "en": f"a list of programme codes: {named}; [] for none",
    }


def _years(value, one, known):
    last = known.on.year + 1
    years = value if isinstance(value, list) else [None]
    if all(isinstance(year, int) and 1990 <= year <= last for year in years) and len(set(years)) == len(
        years
    ):
        return None
    return {
        "zh": f"年份的列表，1990到{last}，不重复",
        "en": f"a list of years from 1990 to {last}, each once",
    }


def _text(value, one, known):
    if isinstance(value, str) and value.isprintable() and len(value) <= SHOWN:
        return None
    return {"zh": f"不超过{SHOWN}字的文字", "en": f"text of at most {SHOWN} characters"}


CHECKS: dict[str, Callable[[Any, Fact, Names], Pair | None]] = {
    "bool": _bool, "choice": _choice, "number": _number, "money": _money, "date": _date, "list": _codes,
    "years": _years,
}  # fmt: skip
