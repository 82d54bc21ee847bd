"""Days, spans and sums as people write them, in Chinese or English."""

from calendar import month_name, monthrange
from datetime import date
from decimal import Decimal


def sum_of(amount: Decimal, english: bool) -> str:
    """3,600元 or 3,600 yuan."""
    number = f"{amount:,.2f}".removesuffix(".00")
    return f"{number} yuan" if english else f"{number}元"


def day(value: date, english: bool) -> str:
    """2026年3月10日 or 10 March 2026."""
    if english:
        return f"{value.day} {month_name[value.month]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def part_of_date(text: str, english: bool) -> str:
    """An ISO date of which the day or the month may be missing: "2016", "2025-06", "2025-06-19"."""
    numbers = [int(part) for part in text.split("-") if part.isdecimal()]
    if len(numbers) == 3:
        return day(date(*numbers), english)
    if len(numbers) == 2:
        return f"{month_name[numbers[1]]} {numbers[0]}" if english else f"{numbers[0]}年{numbers[1]}月"
    return text if english or not numbers else f"{text}年"


def span(starts: date | None, ends: date | None, english: bool) -> str:
    """From one day to another; whole months and years by their names."""
    if starts is None or ends is None:
        return _open(starts, ends, english)
    if named := _named(starts, ends, english):
        return named
    return f"{day(starts, english)}{' – ' if english else '至'}{day(ends, english)}"


def _open(starts: date | None, ends: date | None, english: bool) -> str:
    if starts:
        return f"since {day(starts, True)}" if english else f"{day(starts, False)}起"
    if ends:
        return f"until {day(ends, True)}" if english else f"到{day(ends, False)}止"
    return ""


def _named(starts: date, ends: date, english: bool) -> str:
    """2016年, 2012年至2013年, 2022年6月; nothing when the span is no whole month or year."""
    if starts.day != 1 or ends.day != monthrange(ends.year, ends.month)[1]:
        return ""
    if (starts.month, ends.month) == (1, 12):
        years = dict.fromkeys([starts.year, ends.year])
        return "–".join(map(str, years)) if english else "至".join(f"{year}年" for year in years)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return part_of_date(f"{starts.year}-{starts.month}", english)
    return ""
