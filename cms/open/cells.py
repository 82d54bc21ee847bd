"""One cell of a published table: what was typed, as it is kept; what is kept, as it is shown."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from portal import masks
from portal.sheets import harmless

MOST_TEXT = 200
CENT = Decimal("0.01")
DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
NOISE = re.compile(r"[\s,，￥¥$]|(元|人民币|RMB|yuan)$", re.I)
MASKED = re.compile(r"[^*]\*+[^*]?")  # 王**, 王*明; a whole name with a footnote's star is none


class Wrong(ValueError):
    """This cell cannot be read; the text says how to write it."""


def plain(value: Any) -> str:
    """One line of text without odd spaces, full-width digits as digits."""
    if value is None:
        return ""
    return " ".join(unicodedata.normalize("NFKC", str(value)).replace("\x00", "").split())


def _money(value: Any) -> str:
    said = NOISE.sub("", plain(repr(value) if isinstance(value, float) else value))
    try:
        amount = Decimal(said)
    except InvalidOperation:
        raise Wrong(_("“%(value)s” is not a sum. Write it as 1240.00.") % {"value": plain(value)}) from None
    if not amount.is_finite() or abs(amount) >= 10**12:
        raise Wrong(_("“%(value)s” is not a sum a village can have.") % {"value": plain(value)})
    exact = amount.quantize(CENT)
    if abs(exact - amount) > Decimal("0.000001"):
        raise Wrong(_("“%(value)s” has more than two decimals.") % {"value": plain(value)})
    return str(exact + 0)  # never “-0.00”


def _number(value: Any) -> str:
    said = NOISE.sub("", plain(int(value) if isinstance(value, float) and value.is_integer() else value))
    if not re.fullmatch(r"-?\d{1,12}", said):
        raise Wrong(_("“%(value)s” is not a whole number.") % {"value": plain(value)})
    return str(int(said))


def _day(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    found = DAY.match(plain(value))
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else _no_day(value)
    except ValueError:
        return _no_day(value)


def _no_day(value: Any) -> str:
    raise Wrong(_("“%(value)s” is not a day. Write it as 2026-09-30.") % {"value": plain(value)})


def _person(value: Any) -> str:
    """A masked name; what is masked already stays. The whole name is never kept."""
    name = plain(value)
    return name if MASKED.fullmatch(name) else masks.name(name)


def _text(value: Any) -> str:
    """Text without anybody's phone, identity or account number."""
    if isinstance(value, datetime):
        value = value.date()
    said = plain(int(value) if isinstance(value, float) and value.is_integer() else value)
    if len(said) > MOST_TEXT:
        raise Wrong(_("This text is longer than %(most)s characters. Shorten it.") % {"most": MOST_TEXT})
    return masks.scrub(said)


KINDS: dict[str, Callable[[Any], str]] = {
    "money": _money, "number": _number, "date": _day, "person": _person, "text": _text,
}  # fmt: skip
NUMERIC = {"money", "number"}


def read(kind: str, value: Any) -> str:
    """The cell as it is kept; empty stays empty."""
    return KINDS[kind](value) if plain(value) else ""


def shown(kind: str, kept: str) -> str:
    """1,240.00 for money, 1,240 for numbers, the rest as it is."""
    if not kept or kind not in NUMERIC:
        return kept
    try:
        return f"{Decimal(kept):,.2f}" if kind == "money" else f"{int(kept):,}"
    except (InvalidOperation, ValueError):
        return kept


def for_a_spreadsheet(kind: str, kept: str) -> str:
    return kept if kind in NUMERIC else harmless(kept)
