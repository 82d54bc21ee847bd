"""Addresses that editors write by hand: a page of this site, a page elsewhere, a telephone; nothing that runs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StructBlockValidationError

BEGINNINGS = ("/", "https://", "http://", "tel:", "mailto:")


def check_address(address: str) -> None:
    """`javascript:` and its like are refused: a preview lies within the back office."""
    if address and not address.lower().startswith(BEGINNINGS):
        raise ValidationError(_("An address begins with / or https://."))


class WithAddress:
    """A block with a box `address`."""

    def clean(self, value):
        cleaned = super().clean(value)  # type: ignore[misc]
        try:
            check_address(cleaned["address"])
        except ValidationError as problem:
            raise StructBlockValidationError({"address": problem}) from problem
        return cleaned
