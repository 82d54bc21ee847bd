"""What a row tells: values the register understands, faults to mend, and remarks for whoever looks."""

from datetime import date
from typing import Any, NamedTuple

from membership import id_number
from membership.rolls.reading import cells, dates

LONGEST = {
    "name": 60, "nationality": 20, "education": 20, "occupation": 60, "remarks": 200, "address": 120, "group": 60,
    "serial": 24, "head": 60, "needs": 200, "other_duties": 80,
}  # fmt: skip
NEEDED = {
    "members": ("name",),
    "council": ("name", "post"),
    "pairings": ("name", "head"),
    "residents": ("name",),
}
DAYS = ("born", "joined", "since", "from")
WORDS = ("name", "head", "nationality", "education", "occupation", "remarks", "address", "group", "serial", "needs",
         "other_duties", "village", "township", "hamlet", "house")  # fmt: skip
NOTHING = {"无", "-", "--", "/", "—", "不详", "暂无", "没有", "未知", "空"}
Reason = list[Any]  # [code, words…]


class Told(NamedTuple):
    values: dict[str, Any]
    faults: list[Reason]
    notes: list[Reason]


def told(kind: str, row: dict[str, Any], today: date) -> Told:
    """`row` is field → cell."""
    said = Told({}, [], [])
    for field, cell in row.items():
        words = cells.text(cell)
        if cells.is_formula(words) and field not in ("phone", "home_phone"):
            said.faults.append(["formula", field])
        elif words and words not in NOTHING:
            _read(said, field, cell, words, today)
    for field in NEEDED[kind]:
        if field not in said.values and not any(fault[1:2] == [field] for fault in said.faults):
            said.faults.append(["missing", field])
    _identity(said)
    return said


def _read(said: Told, field: str, cell: Any, words: str, today: date) -> None:
    if field in DAYS:
        _day(said, field, cell, today)
    elif field in ("phone", "home_phone"):
        _phone(said, field, words)
    elif field in WORDS:
        _words(said, field, words)
    elif field == "id":
        said.values["id"] = id_number.tidy(f"{cell:.0f}" if isinstance(cell, float) else words)
    elif field == "term":
        said.values["term"] = int(digits) if (digits := _digits(words)) and int(digits) < 100 else 1
    else:
        _listed(said, field, words)


def _digits(words: str) -> str:
    return "".join(one for one in dates.arabic(words) if one.isdigit())


def _words(said: Told, field: str, words: str) -> None:
    if len(words) > LONGEST.get(field, 60):
        said.faults.append(["long", field, LONGEST.get(field, 60)])
    elif field in ("name", "head") and (len(words) < 2 or any(one.isdigit() for one in words)):
        said.faults.append(["name", field])
    else:
        said.values[field] = words


def _listed(said: Told, field: str, words: str) -> None:
    if field == "kind":
        said.values["kinds"] = cells.kinds(words)
        return
    known = {"sex": cells.sex, "relation": cells.RELATION.get, "post": cells.POSTS.get}.get(field)
    if known is None:
        return
    if value := known(words):
        said.values[field] = value
    else:
        said.faults.append(["unknown", field])


def _day(said: Told, field: str, cell: Any, today: date) -> None:
    found = dates.read(cell, today.year)
    if found is None:
        said.faults.append(["date", field])
    elif found[0] > today or (field == "born" and found[0].year < today.year - 130):
        said.faults.append(["impossible", field])
    else:
        said.values[field] = found[0].isoformat()
        said.values[f"{field}_known"] = found[1]


def _phone(said: Told, field: str, words: str) -> None:
    found, wrong = cells.phones(words)
    if found:
        said.values[field] = next((one for one in found if one.startswith("1")), found[0])
    if wrong:
        said.faults.append(["phone", field])
    elif len(found) > 1:
        said.notes.append(["phones", field])


def _identity(said: Told) -> None:
    number = said.values.get("id")
    if number is None:
        return
    if len(number) != 18:
        said.faults.append(["id_length", "id"])
    elif not id_number.is_whole(number):
        said.faults.append(["id_check", "id"])
    else:
        _compared(said, number)


def _compared(said: Told, number: str) -> None:
    """The number holds birth date and sex: what is missing comes from it, what differs is to be mended."""
    born = id_number.born(number)
    assert born is not None
    here = date.fromisoformat(said.values["born"]) if "born" in said.values else born
    known = said.values.get("born_known", "day")
    if not alike(here, known, born, "day"):
        said.faults.append(["id_born", "born"])
    said.values.update(born=born.isoformat(), born_known="day")
    if said.values.setdefault("sex", id_number.sex(number)) != id_number.sex(number):
        said.faults.append(["id_sex", "sex"])


def alike(one: date, known: str, other: date, other_known: str) -> bool:
    """The same as far as both are known."""
    if one.year != other.year or "year" in (known, other_known):
        return one.year == other.year
    return one.month == other.month and ("month" in (known, other_known) or one.day == other.day)
