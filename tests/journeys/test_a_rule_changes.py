"""An amount changes by law: the editor writes it down, a case turns red and is mended, a colleague approves, and
page, check, text message and API give the new sum on its day and the old one the day before."""

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from django.db import connections

from cms.models import Programme
from hotline.answering import answer
from hotline.models import Inbound
from portal.management.commands.load_county import PASSWORD
from portal.models import Outbox
from tests import loaded

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
TODAY = datetime(2026, 11, 24, 2, tzinfo=UTC)  # ten in the morning in the county
DAY_BEFORE = datetime(2026, 12, 31, 2, tzinfo=UTC)
THE_DAY = datetime(2027, 1, 1, 2, tzinfo=UTC)
FACTS = {
    "birth_date": "1960-03-05", "hukou_kind": "rural", "hukou_here": True, "marital_status": "married",
    "ever_had_living_child": True, "births_confirmed": True, "spouse": {"hukou_kind": "rural"},
    "children": [{"alive": True, "sex": "m", "adopted": False}],
}  # fmt: skip


@pytest.fixture
def clock():
    with time_machine.travel(TODAY, tick=True) as clock:
        yield clock


@pytest.fixture
def county(clock, settings, transactional_db, live_server, monkeypatch):
    """The demo county, served by this process, whose clock can be moved."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # its threads let go of the database
    settings.DEMO, settings.PRIVATE = True, True
    settings.PUBLIC_URL = live_server.url
    loaded.programmes()
    for name in ("load_county", "load_pages"):
        call_command(name, stdout=io.StringIO())
    return live_server.url


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser, address: str, name: str = ""):
        self.page = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="zh-CN").new_page()
        self.page.set_default_timeout(20_000)
        self.address = address
        if name:
            self.go("/accounts/login/?next=/admin/")
            self.page.fill("input[name=login]", name)
            self.page.fill("input[name=password]", PASSWORD)
            self.page.locator("form:has(input[name=password]) button").first.click()
            self.page.wait_for_url(f"{address}/admin/")

    def go(self, path: str):
        self.page.goto(f"{self.address}{path}")
        return self

    def keep(self, name: str) -> None:
        if folder := os.environ.get("LINLI_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/rule-{name}.png", full_page=True)


    def pick(self, action: str, follow: str = "") -> None:
        """One of the actions behind the arrow beside “Save draft”."""
        self.page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target='toggle']").first.click()
        self.page.locator(f"[name='{action}'], button:has-text('{follow or action}')").last.click()


AMOUNT = "rule_versions-0-amounts-"


def raise_the_amount(editor: Person, number: int) -> None:
    """The sum of today ends with the year, a second one begins."""
    page = editor.go(f"/admin/snippets/cms/programme/edit/{number}/").page
    page.locator("[role=tab]").nth(1).click()
    last = page.locator(f"input[name^='{AMOUNT}'][name$='-value-value']").last
    now = last.get_attribute("name").removeprefix(AMOUNT).split("-")[0]
    row = page.locator(f"[data-contentpath]:has(> * input[name='{AMOUNT}{now}-value-value'])").last
    page.fill(f"input[name='{AMOUNT}{now}-value-ends']", "2026-12-31")
    row.scroll_into_view_if_needed()
    page.locator(f"section:has(input[name='{AMOUNT}{now}-value-value'])").last.locator(
        "[data-streamfield-action='DUPLICATE']"
    ).last.click()
    new = int(now) + 1
    page.fill(f"input[name='{AMOUNT}{new}-value-starts']", "2027-01-01")
    page.fill(f"input[name='{AMOUNT}{new}-value-ends']", "")
    page.fill(f"input[name='{AMOUNT}{new}-value-value']", "1080")
    editor.keep("new-amount")
    page.locator("footer button:has-text('保存草稿'), footer button[type=submit]").first.click()
    page.wait_for_selector(".messages li, [role=status]")
    editor.keep("saved")


def test_a_new_sum_is_written_down_mended_approved_and_given_on_its_day(browser, county, clock, client):
    number = Programme.objects.get(code="JF").pk
    editor = Person(browser, county, "bianji")
    raise_the_amount(editor, number)
    print(editor.page.locator(".messages").inner_text())
