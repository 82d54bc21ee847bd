"""Sums, days and lists in words, Chinese and English."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

PERIOD = {
    "zh": {"year": "每年", "month": "每月", "once": "一次性", "day": "每天"},
    "en": {"year": "a year", "month": "a month", "once": "once", "day": "a day"},
}
PER = {
    "zh": {"person": "每人", "child": "", "couple": "每对夫妻", "household": "每户"},
    "en": {"person": " per person", "child": "", "couple": " per couple", "household": " per household"},
}


def yuan(amount: Decimal, language: str) -> str:
    number = f"{amount:.2f}".rstrip("0").rstrip(".")
    return f"{number}元" if language == "zh" else f"{number} yuan"


def rate(amount: Decimal, period: str | None, per: str | None, language: str) -> str:
    """“每人每年960元”, “960 yuan per person a year”."""
    rhythm, whose = PERIOD[language][period or "once"], PER[language][per or "child"]
    if language == "zh":
        return f"{whose}{rhythm}{yuan(amount, 'zh')}"
    return f"{yuan(amount, 'en')}{whose} {rhythm}"


def in_words(day: date, language: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def listed(words: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(words)
