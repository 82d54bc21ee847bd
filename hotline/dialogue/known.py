"""What the register already knows of who writes: confirmed once, in one message, instead of asked.

Only what stands in SAID is ever said by text: whoever holds the phone reads it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from cms.eligibility import Why, fact, unknown
from cms.eligibility.values import Unknown, read

MOST = 5
Pair = tuple[str, str]


def _own_birth(value: Any) -> Pair:
    day = date.fromisoformat(str(value))
    return (f"出生日期是{day.year}年{day.month}月{day.day}日", f"you were born on {day.isoformat()}")


def _spouse_birth(value: Any) -> Pair:
    year = str(value)[:4]
    return (f"爱人{year}年出生", f"your spouse was born in {year}")


def _children(value: Any) -> Pair:
    years = [str(child["birth_date"])[:4] for child in value if child.get("birth_date")]
    born = (f"（{'、'.join(years)}年出生）", f" (born {', '.join(years)})") if years else ("", "")
    count = len(value)
    if not count:
        return ("现在没有孩子", "you have no children now")
    return (
        f"现有{count}个孩子{born[0]}",
        f"you have {count} {'child' if count == 1 else 'children'} now{born[1]}",
    )


def _months(value: Any) -> Pair:
    return (f"在本地住了{int(value)}个月", f"you have lived here for {int(value)} months")


SAID: dict[str, Mapping[Any, Pair] | Callable[[Any], Pair]] = {
    "birth_date": _own_birth,
    "sex": {"f": ("女", "you are a woman"), "m": ("男", "you are a man")},
    "hukou_kind": {"rural": ("农业户口", "rural registration"), "urban": ("非农业户口", "urban registration")},
    "hukou_here": {True: ("户口在本地", "registered here"), False: ("户口在外地", "registered elsewhere")},
    "marital_status": {"married": ("已婚", "married"), "single": ("未婚", "not married")},
    "spouse.birth_date": _spouse_birth,
    "spouse.hukou_kind": {"rural": ("爱人是农业户口", "your spouse has a rural registration"),
                          "urban": ("爱人是非农业户口", "your spouse has an urban registration")},
    "children": _children,
    "residence_months": _months,
    "one_child_certificate": {True: ("有独生子女父母光荣证", "you hold the one-child certificate")},
}  # fmt: skip


def in_words(key: str, value: Any, language: str) -> str:
    """One known fact as it is said, or nothing where it is better not said."""
    said = SAID.get(key)
    try:
        pair = said(value) if callable(said) else (said or {})[value]
    except (KeyError, TypeError, ValueError):
        return ""
    return pair[1] if language == "en" else pair[0]


def fresh_and_stale(
    known: Mapping[str, Mapping[str, Any]], needed: Iterable[str], on: date
) -> tuple[dict[str, Any], list[str]]:
    """What may be confirmed by text, and what is too old to rely on."""
    wanted = {key.split(".")[0] if key.startswith("children.") else key for key in needed}
    fresh: dict[str, Any] = {}
    stale: list[str] = []
    for key in (key for key in SAID if key in wanted and key in known):
        value = _value(key, known[key].get("value"))
        if value is None or fact(key).sensitivity >= 2 or not in_words(key, value, "zh"):
            continue
        if _too_old(key, known[key].get("as_of"), on):
            stale.append(key)
        elif len(fresh) < MOST:
            fresh[key] = value
    return fresh, stale


def _value(key: str, value: Any) -> Any:
    if key == "children":
        return _plain_children(value) if isinstance(value, list) else None
    return value.isoformat() if isinstance(value, date) else value


def _plain_children(children: list[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
    """Living children with nothing delicate about them; None where a child is mourned or may be."""
    if any(child.get("alive") is not True or child.get("death_date") for child in children):
        return None
    plain = ("birth_date", "sex", "hukou_here", "nationality")
    return [
        {"alive": True, **{key: _value(key, child[key]) for key in plain if child.get(key) is not None}}
        for child in children
    ]


def _too_old(key: str, as_of: Any, on: date) -> bool:
    days = getattr(fact(key), "freshness_days", None)
    if not days or not as_of:
        return False
    since = as_of if isinstance(as_of, date) else date.fromisoformat(str(as_of)[:10])
    return since + timedelta(days=days) < on


def at(facts: Mapping[str, Any], key: str) -> Any:
    holder: Any = facts
    for part in key.split("."):
        holder = holder.get(part) if isinstance(holder, Mapping) else None
    return holder


def put(facts: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """A copy of the facts with one more, `spouse.…` inside the spouse."""
    first, _dot, rest = key.partition(".")
    inner = put(facts.get(first) or {}, rest, value) if rest else value
    more = {"children_scope": "living"} if key == "children" and isinstance(value, list) else {}
    return {**facts, first: inner, **more}


def conflicts(facts: dict[str, Any], disputed: Mapping[str, Any]) -> dict[str, Any]:
    """What was told instead of what the register says: where they differ neither is believed."""
    for key, registered in disputed.items():
        told = at(facts, key)
        if told is not None and not _agree(key, told, registered):
            facts = put(facts, key, unknown(Why.CONFLICTING))
    return facts


def _agree(key: str, told: Any, registered: Any) -> bool:
    if key == "children":
        return isinstance(told, list) and len(told) == len(registered)
    kind = fact(key).type
    told, registered = read(told, kind), read(registered, kind)
    if isinstance(told, Unknown):
        return told.why != Why.DOES_NOT_KNOW
    low, high = getattr(told, "low", told), getattr(told, "high", told)
    return low <= registered <= high if kind in {"date", "number", "money"} else told == registered


def mark_stale(facts: dict[str, Any], stale: Iterable[str]) -> dict[str, Any]:
    """What was too old and was not told anew is unknown, and says why."""
    for key in stale:
        if at(facts, key) is None:
            facts = put(facts, key, unknown(Why.STALE))
    return facts
