"""Personal data in a text everybody can read: identity numbers, mobile phones, bank cards."""

import re
from collections.abc import Iterator
from datetime import date

PLAIN = {ord("０") + n: str(n) for n in range(10)} | {
    ord("Ｘ"): "X",
    ord("ｘ"): "x",
    ord("－"): "-",
    ord("　"): " ",
}
RUN = re.compile(r"(?<![\d.])\+?\d(?:[ -]?\d){10,21}[Xx]?(?![\d])")
MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def found(text: str) -> Iterator[tuple[str, int, str]]:
    """(kind, where, digits) of each: a run of digits, spaces and dashes inside it let be."""
    plain = text.translate(PLAIN)
    for run in RUN.finditer(plain):
        digits = re.sub(r"[ +-]", "", run.group()).upper()
        for kind, fits in KINDS.items():
            if fits(digits):
                yield kind, run.start(), digits
                break


def identity(digits: str) -> bool:
    """Eighteen figures, the last one a check over the others; a day of birth inside. Or the old fifteen."""
    if len(digits) == 15:
        return digits.isdigit() and _day(f"19{digits[6:12]}")
    if len(digits) != 18 or not digits[:17].isdigit() or not _day(digits[6:14]):
        return False
    return digits[17] == CHECK[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=False)) % 11]


def _day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= day.year < 2100


def mobile(digits: str) -> bool:
    return bool(MOBILE.fullmatch(digits))


def account(digits: str) -> bool:
    """A bank card's number by Luhn's check; seldom another number by chance."""
    if not digits.isdigit() or not 16 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


KINDS = {"identity": identity, "mobile": mobile, "account": account}


def masked(digits: str) -> str:
    """Enough to find it, too little to keep it."""
    return f"{digits[:3]}…{digits[-2:]}"
