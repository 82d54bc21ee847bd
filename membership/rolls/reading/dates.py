"""Days as rolls write them: “1966.3”, “66年3月”, “19660315”, a spreadsheet's serial number, “六六年三月”."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

EPOCH = date(1899, 12, 30)  # day 0 of spreadsheet programs after their invented 29 February 1900
SERIALS = range(3_000, 73_051)
FARTHEST = 100_000_000  # 8 digits; what is no number is no day either
YEARS = range(1900, 2101)
NUMERALS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
PARTS = re.compile(
    r"(\d{4}|\d{2})(?:年|[./-])(?:(\d{1,2})(?:月份?|[./-])?(?:(\d{1,2})(?:日|号)?)?)?(?:\s*\d+:\d+(:\d+)?)?(?:出?生)?"
)
TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})?")
Day = tuple[date, str]


def read(value: Any, this_year: int) -> Day | None:
    """(day, how much of it is known: day, month or year), or None for what cannot be a day."""
    if isinstance(value, datetime):
        return value.date(), "day"
    if isinstance(value, date):
        return value, "day"
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number(float(value), this_year) if abs(value) < FARTHEST else None
    return _text(str(value or ""), this_year)


def _number(value: float, this_year: int) -> Day | None:
    whole = int(value)
    if whole == value:
        if whole in YEARS:
            return _made(whole, 0, 0)
        if whole in SERIALS:
            return EPOCH + timedelta(days=whole), "day"
        return _text(str(whole), this_year)
    if whole in YEARS:
        return _year_and_month(whole, f"{value:.2f}".partition(".")[2])
    if whole in SERIALS:  # a serial number with an hour
        return EPOCH + timedelta(days=whole), "day"
    return None


def _year_and_month(year: int, digits: str) -> Day | None:
    """1966.3 and 1966.12 are clear; 1966.1 may have been “1966.10”, so only the year is sure."""
    if digits == "10":
        return _made(year, 0, 0)
    return _made(year, int(digits[0]) if digits[1] == "0" else int(digits), 0)


def _text(text: str, this_year: int) -> Day | None:
    text = arabic(re.sub(r"\s+(?!\d+:)", "", unicodedata.normalize("NFKC", text).replace("。", ".")))
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return _number(float(text), this_year)
    if text.isascii() and text.isdigit() and len(text) == 4:
        return _made(int(text), 0, 0) if int(text) in YEARS else None
    found = TOGETHER.fullmatch(text) or PARTS.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups()[:3])
    if found.re is PARTS and year < 100:
        if not month:
            return None
        year += 1900 if year > this_year % 100 else 2000
    return _made(year, month, day) if year in YEARS else None


def _made(year: int, month: int, day: int) -> Day | None:
    known = "day" if day else "month" if month else "year"
    try:
        return date(year, month or 1, day or 1), known
    except ValueError:
        return None


def arabic(text: str) -> str:
    """“一九六六年三月十五日” in digits: years digit by digit, months and days as numbers."""
    text = re.sub(r"[〇零○一二三四五六七八九]{2,4}(?=年)", _digits, text)
    return re.sub(r"[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]", _ten, text)


def _digits(found: re.Match) -> str:
    return "".join(str(NUMERALS[character]) for character in found.group())


def _ten(found: re.Match) -> str:
    tens, mark, ones = found.group().rpartition("十")
    return str((NUMERALS.get(tens, 1) * 10 if mark else 0) + NUMERALS.get(ones, 0))
