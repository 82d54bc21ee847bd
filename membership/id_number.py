"""National identity numbers by GB 11643-1999: 17 digits and a check character (ISO 7064, MOD 11-2)."""

import re
import unicodedata
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
WHOLE = re.compile(r"[0-9]{17}[0-9X]")


def tidy(text: str) -> str:
    """As it would be printed: half-width, without spaces and dashes, a capital X."""
    return re.sub(r"[\s\-–—·'’`]", "", unicodedata.normalize("NFKC", text)).upper()


def check_character(seventeen: str) -> str:
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True)) % 11]


def is_whole(number: str) -> bool:
    """18 characters, a birth date that exists, the right check character."""
    number = tidy(number)
    return (
        bool(WHOLE.fullmatch(number))
        and born(number) is not None
        and check_character(number[:17]) == number[17]
    )


def born(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """M or F, by the last digit but one."""
    return "M" if int(number[16]) % 2 else "F"
