"""Addresses written by hand lead somewhere and run nothing."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError

from cms.blocks.body import LinkBlock, TaskBlock
from cms.models import Alert
from tests.people import place

GOOD = ["", "/check/", "https://example.com/", "tel:12345", "mailto:a@example.com"]
BAD = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "\tjavascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
]


def kept(address: str) -> None:
    for block in (LinkBlock(), TaskBlock()):
        block.clean(block.to_python({"label": "去", "address": address}))


@pytest.mark.parametrize("address", GOOD)
def test_a_page_here_or_elsewhere_and_a_telephone_are_taken(address):
    kept(address)


@pytest.mark.parametrize("address", BAD)
def test_a_button_that_runs_something_is_refused(address):
    with pytest.raises(StructBlockValidationError):
        kept(address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", BAD)
def test_an_alert_that_runs_something_is_refused(address):
    alert = Alert(words_zh="大水", area=place("青石村"), link="/news/")
    alert.full_clean()
    alert.link = address
    with pytest.raises(ValidationError) as problem:
        alert.full_clean()
    assert set(problem.value.message_dict) == {"link"}
