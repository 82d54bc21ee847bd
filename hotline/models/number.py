"""Case numbers: year, serial and a check digit, such as C26-000123-7."""

import re

from django.db import connection, models

NUMBER = re.compile(r"^C(\d{2})-(\d{6})-(\d)$")
NEXT = """
INSERT INTO hotline_caseserial (year, last) VALUES (%s, 1)
ON CONFLICT (year) DO UPDATE SET last = hotline_caseserial.last + 1 RETURNING last
"""


class CaseSerial(models.Model):
    """The last serial given out in a year. A rolled-back case leaves no gap: the row is locked with it."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.year}: {self.last}"


def check_digit(digits: str) -> int:
    """Luhn (ISO/IEC 7812-1, annex B): finds any single wrong digit and most swaps."""
    total = 0
    for at, character in enumerate(reversed(digits)):
        digit = int(character) * (2 if at % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return -total % 10


def next_number(year: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [year])
        serial = cursor.fetchone()[0]
    digits = f"{year % 100:02}{serial:06}"
    return f"C{digits[:2]}-{digits[2:]}-{check_digit(digits)}"


def is_number(text: str) -> bool:
    found = NUMBER.match(text)
    return found is not None and check_digit(found[1] + found[2]) == int(found[3])
