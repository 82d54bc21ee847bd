"""Reads answers: yes and no, numbers in words and digits, dates, ages, "I do not know"."""

import re
from datetime import date
from typing import Any, NoReturn

from cms.eligibility.dates import born_at_age
from cms.eligibility.values import Why
from portal.spelling import HAN, normal, plain

YES = {
    "1",
    "是",
    "是的",
    "对",
    "对的",
    "有",
    "有的",
    "好",
    "好的",
    "嗯",
    "行",
    "可以",
    "领过",
    "领了",
    "领过了",
    "满了",
    "yes",
    "y",
    "yeah",
    "yep",
    "sure",
    "ok",
    "true",
    "是啊",
    "对头",
    "要得",
    "确认",
    "生过",
    "生育过",
    "有过",
    "办过",
    "shi",
    "dui",
    "you",
}
NO = {
    "2",
    "不是",
    "不",
    "否",
    "没有",
    "没",
    "无",
    "不对",
    "不行",
    "没领",
    "没领过",
    "没领过呢",
    "未领",
    "还没",
    "还没有",
    "没得",
    "不要",
    "no",
    "n",
    "nope",
    "not",
    "never",
    "mei",
    "meiyou",
    "bushi",
}
LOST = {
    "3",
    "不知道",
    "不清楚",
    "不晓得",
    "不记得",
    "记不清",
    "忘了",
    "不懂",
    "不确定",
    "说不清",
    "不好说",
    "晓不得",
    "dontknow",
    "unknown",
    "dunno",
    "unsure",
    "buzhidao",
}
REFUSED = {"不想说", "不方便说", "不告诉", "保密", "拒绝", "skip", "pass", "跳过"}
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "廿": 20, "幺": 1}
ENGLISH = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"none": 0, "no": 0}


class Unread(ValueError):
    """The answer was not understood; `key` names the words that say how to answer."""

    def __init__(self, key: str):
        self.key = key
        super().__init__(key)


def read_answer(kind: str, text: str, on: date, options: tuple = ()) -> Any:
    """The value of an answer to a question of this kind; Why for "don't know"; Unread if neither."""
    bare = re.sub(r"[\s，。,.!！?？、'’~～]", "", plain(text))
    if kind != "choice" and kind != "bool" and bare == "3":
        pass
    elif bare in LOST and not (kind in {"choice", "number"} and bare == "3"):
        return Why.DOES_NOT_KNOW
    if re.fullmatch(
        r"(我|这个|那个)?(也)?(不|没)(太)?(知道|清楚|晓得|记得|确定)(了|呢)?|idon'?tknow|idontknow|notsure|noidea",
        bare,
    ):
        return Why.DOES_NOT_KNOW
    if bare in REFUSED:
        return Why.REFUSED
    return {"bool": _bool, "number": _number, "money": _money, "birth": _birth, "choice": _choice}[kind](
        text, bare, on, options
    )


def _bool(text, bare, on, options):
    if bare in YES:
        return True
    if bare in NO:
        return False
    if re.match(r"(没|还没|未|不)", bare):
        return False
    if re.search(r"(领过|领了|有的|是的|已经领)", bare):
        return True
    raise Unread("bad_bool")


def _number(text, bare, on, options):
    if bare in {"没有", "没", "无", "没得", "none", "no"}:
        return 0
    found = number_in(plain(text))
    if found is None:
        raise Unread("bad_number")
    return found


def _money(text, bare, on, options):
    """“1,200.50元” is "1200.50"; otherwise as a number."""
    if found := re.search(r"\d[\d,]*\.\d{1,2}(?!\d)", plain(text)):
        return found.group(0).replace(",", "")
    return _number(re.sub(r"(?<=\d),(?=\d{3})", "", plain(text)), bare, on, options)


def number_in(text: str) -> int | None:
    """The first whole number in digits, Chinese numerals or English words."""
    if found := re.search(r"\d+", text):
        return int(found.group(0)[:9])
    if found := re.search(r"[零〇一二三四五六七八九十百两俩廿]+", text):
        return chinese_number(found.group(0))
    return next((ENGLISH[word] for word in re.findall(r"[a-z]+", text) if word in ENGLISH), None)


def chinese_number(text: str) -> int:
    """六十五 is 65, 一百二 is 120, 一九六六 is 1966."""
    if not re.search(r"[十百]", text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, current, last = 0, 0, 1
    for character in text:
        unit = {"十": 10, "百": 100}.get(character)
        if unit:
            total, current, last = total + (current or 1) * unit, 0, unit
        else:
            current = DIGITS[character]
    return total + (current * (last // 10) if last == 100 and text[-2:-1] == "百" else current)


def _choice(text, bare, on, options):
    found = re.fullmatch(r"(?:选|第)?(\d|[一二三四五六七八九])(?:个|号|项)?", bare)
    if found:
        picked = found.group(1)
        number = int(picked) if picked.isdecimal() else DIGITS[picked]
        if 1 <= number <= len(options):
            return number - 1
        if number == len(options) + 1:
            return Why.DOES_NOT_KNOW
        raise Unread("bad_number")
    said = normal(text)
    exact = [n for n, pair in enumerate(options) if said in {normal(option) for option in pair.values()}]
    if exact:
        return exact[0]
    hits = [n for n, pair in enumerate(options) if any(_says(said, option) for option in pair.values())]
    if len(hits) == 1:
        return hits[0]
    raise Unread("bad_number")


def _says(said: str, option: str) -> bool:
    option = normal(option)
    if HAN.search(option):
        return bool(said) and ((len(said) >= 2 and said in option) or option in said)
    return said not in NO and bool(said) and set(said.split()) <= set(option.split())


def _birth(text, bare, on, options):
    text = plain(text)
    if re.search(r"农历|阴历|腊月|正月|冬月|闰", text):
        raise Unread("lunar")
    if age := re.fullmatch(
        r"\D*?(\d{1,3}|[一二三四五六七八九十百两零]+)\s*(周岁|岁|years?( old)?|yo).*", text
    ):
        years = int(age.group(1)) if age.group(1).isdecimal() else chinese_number(age.group(1))
        return born_at_age(years, on) if years <= 130 else _unread()
    if bare_number := re.fullmatch(r"[^\d年]*([3-9]\d)[^\d年]*", _in_digits(text)):
        return _age_or_year(int(bare_number.group(1)), on)
    return _date(_in_digits(text), on)


def _age_or_year(number: int, on: date) -> dict[str, str]:
    """“62” may be an age or the year 1962: both are kept, often either decides."""
    age = born_at_age(number, on)
    year = _span(1900 + number, 0, 0)
    return {"from": min(age["from"], year["from"]), "to": max(age["to"], year["to"])}


def _unread() -> NoReturn:
    raise Unread("bad_date")


def _in_digits(text: str) -> str:
    return re.sub(r"[零〇一二三四五六七八九十两廿]+", lambda found: str(chinese_number(found.group(0))), text)


MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}


def _date(text: str, on: date) -> Any:
    """A date as ISO text, or a span where only the month or year is given."""
    if found := re.search(
        r"(?:(\d{1,2})\s*)?([a-z]{3})[a-z]*\.?\s*(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})", text
    ):
        day, month, other_day, year = found.groups()
        if month in MONTHS:
            return _span(int(year), MONTHS[month], int(day or other_day or 0))
    if found := re.search(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)", text):
        return _span(*map(int, found.groups()))
    pattern = r"(?<!\d)(\d{4}|\d{2})\s*(?:年|[-./\s])?\s*(?:(\d{1,2})\s*(?:月份?|[-./\s]|$)?\s*(?:(\d{1,2})\s*[日号]?)?)?"
    found = re.search(pattern, text)
    if found is None or (len(found.group(1)) == 2 and "年" not in text):
        raise Unread("bad_date")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if year < 100:
        year += 2000 if year <= on.year % 100 else 1900
    return _span(year, month, day)


def read_day(text: str, on: date) -> date:
    """A day somebody asks about; of a month or a year, its first. Unread, if it is none."""
    found = _date(_in_digits(plain(text)), on)
    return date.fromisoformat(found if isinstance(found, str) else found["from"])


def _span(year: int, month: int, day: int) -> Any:
    try:
        if month and day:
            return date(year, month, day).isoformat()
        if month:
            last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
            return {"from": date(year, month, 1).isoformat(), "to": date.fromordinal(last).isoformat()}
        return {"from": date(year, 1, 1).isoformat(), "to": date(year, 12, 31).isoformat()}
    except ValueError:
        _unread()
