"""Telephone numbers as people write them, and as the house keeps them."""

import re
import unicodedata

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WRITTEN = re.compile(r"\+?[\d ().-]+")


def international(phone: str) -> str:
    """E.164; a number without a country's code is a Chinese one."""
    written = unicodedata.normalize("NFKC", phone).strip()
    try:
        # The library reads letters as digits, so that a user name would pass for a number.
        number = phonenumbers.parse(written, "CN") if WRITTEN.fullmatch(written) else None
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("Enter your mobile number, 11 digits, such as 138 0013 8000."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
