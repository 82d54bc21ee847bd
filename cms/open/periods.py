"""The stretches of time a disclosure is about: months, quarters, half-years, years. Pure.

A period is half open: from its first day up to, and without, the first day of the next.
"""

from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
ZH = {"quarterly": "一二三四", "half_yearly": "上下"}
EN = {"half_yearly": ("first half", "second half")}


def after(start: date, rhythm: str) -> date:
    """The first day of the next period; what has no rhythm is about one day."""
    months = MONTHS.get(rhythm)
    if months is None:
        return start + timedelta(days=1)
    at = start.month - 1 + months
    return date(start.year + at // 12, at % 12 + 1, 1)


def around(day: date, rhythm: str) -> tuple[date, date]:
    """The period that holds this day."""
    months = MONTHS.get(rhythm)
    if months is None:
        return day, after(day, rhythm)
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return start, after(start, rhythm)


def ended(rhythm: str, since: date, until: date) -> Iterator[tuple[date, date]]:
    """The periods that began on or after `since` and were over on `until`, oldest first."""
    if rhythm not in MONTHS:
        return
    start, end = around(since, rhythm)
    if start < since:
        start, end = end, after(end, rhythm)
    while end <= until:
        yield start, end
        start, end = end, after(end, rhythm)


def named(rhythm: str, start: date, english: bool) -> str:
    """2026年第三季度, third quarter of 2026; a single day as it is."""
    at = (start.month - 1) // MONTHS.get(rhythm, 1)
    if english:
        return {
            "monthly": f"{start:%B %Y}", "quarterly": f"Q{at + 1} {start.year}", "yearly": str(start.year),
            "half_yearly": f"{EN['half_yearly'][min(at, 1)]} of {start.year}",
        }.get(rhythm, f"{start.day} {start:%B %Y}")  # fmt: skip
    return {
        "monthly": f"{start.year}年{start.month}月",
        "quarterly": f"{start.year}年第{ZH['quarterly'][min(at, 3)]}季度",
        "half_yearly": f"{start.year}年{ZH['half_yearly'][min(at, 1)]}半年",
        "yearly": f"{start.year}年",
    }.get(rhythm, f"{start.year}年{start.month}月{start.day}日")
