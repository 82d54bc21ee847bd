"""An amount changes by law: the editor writes it down, a case turns red and is mended, a colleague approves, and
page, check, text message and API give the new sum on its day and the old one the day before."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection, connections
from pytest_django.live_server_helper import LiveServer

from cms.models import Programme
from hotline.answering import answer
from hotline.models import Inbound
from portal.management.commands.load_county import PASSWORD
from portal.models import Outbox
from tests import migrated
from tests.house import demo_database

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
def county(clock, settings, monkeypatch, django_db_blocker):
    """The demo county on a database of its own, served by this process, whose clock can be moved."""
    name = f"linlihouse_rule_{os.getpid()}"
    migrated.make(name, demo_database())
    with migrated.server(name) as database:  # loaded before the day on which the story begins
        database.execute("UPDATE wagtailcore_revision SET created_at = '2026-11-20'")
        database.execute("UPDATE cms_programme SET last_published_at = '2026-11-20'")
    with django_db_blocker.unblock():
        connection.close()
        for key, value in {"NAME": name, "CONN_MAX_AGE": 0}.items():  # threads let go of the database at once
            monkeypatch.setitem(connections.settings["default"], key, value)
        settings.DEMO, settings.PRIVATE = True, True
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        connection.close()
    with migrated.server() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser, address: str, name: str = "", **how):
        view = {"viewport": {"width": 1280, "height": 1000}, "locale": "zh-CN"}
        self.page = browser.new_context(**view, **how).new_page()
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

    def choose(self, name: str) -> None:
        """One of the actions behind the arrow beside “Save draft”."""
        self.page.locator("footer .w-dropdown__toggle").first.click()
        self.page.locator(f"footer [name='{name}'], [data-tippy-root] [name='{name}']").first.click()

    def told(self) -> str:
        return self.page.locator(".messages").first.inner_text()


AMOUNT = "rule_versions-0-amounts-"


def put(page, name: str, value: str) -> None:
    """Type into a field and leave it, so that no calendar stays open."""
    page.fill(f"input[name='{name}']", value)
    page.locator(f"input[name='{name}']").press("Tab")


def write_the_new_amount(editor: Person, number: int) -> None:
    """The sum of today ends with the year, a second one begins."""
    page = editor.go(f"/admin/snippets/cms/programme/edit/{number}/").page
    page.locator("[role=tab]").nth(1).click()
    last = page.locator(f"input[name^='{AMOUNT}'][name$='-value-value']").last
    now = last.get_attribute("name").removeprefix(AMOUNT).split("-")[0]
    row = page.locator(f"section:has(input[name='{AMOUNT}{now}-value-value'])").last
    row.locator("[data-panel-toggle]").first.click()  # rows are closed until somebody opens one
    put(page, f"{AMOUNT}{now}-value-ends", "2026-12-31")
    row.locator("[data-streamfield-action='DUPLICATE']").last.click()
    new = int(now) + 1
    put(page, f"{AMOUNT}{new}-value-starts", "2027-01-01")
    put(page, f"{AMOUNT}{new}-value-ends", "")
    put(page, f"{AMOUNT}{new}-value-value", "1080")
    editor.keep("new-amount")
    page.locator("footer button.action-save").first.click()
    page.wait_for_selector(".messages li")


def mend_the_red_cases(editor: Person, number: int) -> None:
    page = editor.go(f"/admin/rules/{number}/cases/?red=1").page
    editor.keep("red")
    while page.locator("tr.desk-fails th a").count():
        page.locator("tr.desk-fails th a").first.click()
        page.locator("button[name=take]").click()
        page.wait_for_selector(".desk-result.desk-yes")
        page.locator("button[name=save]").click()
        page.wait_for_url("**/cases/**")
        editor.go(f"/admin/rules/{number}/cases/?red=1")
    editor.go(f"/admin/rules/{number}/cases/")
    editor.keep("green")


ASKED = {
    "birth": "1960年3月5日",
    "hukou": "0",
    "marital": "0",
    "spouse_hukou": "0",
    "children": "1",
    "ever_had": "yes",
}


def on_the_web(browser, county: str) -> str:
    """The web check, and the policy page, as a resident reads them today."""
    resident = Person(browser, county, java_script_enabled=False).go("/check/?programme=JF")
    page = resident.page
    page.locator("main form button").first.click()
    while (box := page.locator("main form [name=about]")).count():
        said = ASKED[box.first.get_attribute("value")]
        if page.locator("main input.govuk-input#answer").count():
            page.fill("main input.govuk-input#answer", said)
        else:
            page.locator(f"main input[name=answer][value='{said}']").check()
        page.locator("main form:has([name=about]) button").first.click()
    page.wait_for_url("**/check/result/")
    checked = page.locator("main").inner_text()
    assert "元" in checked
    policy = resident.go("/policies/jf/").page.locator(".sum").inner_text()
    return f"{checked} {policy}"


def by_text(phone: str) -> str:
    """The hotline's last word to this phone."""
    for number, words in enumerate(("我能领奖励扶助吗", "1960年3月5日", "1", "1", "1", "1", "1", "1")):
        Inbound.objects.hear(channel="sms", address=phone, provider_id=f"{phone}:{number}", text=words)
        answer()
        said = " ".join(Outbox.objects.filter(to=phone).values_list("text", flat=True))
        if "核定后" in said:
            return said
    return said


def by_program(client, day: datetime) -> str:
    body = {"on": day.date().isoformat(), "programmes": ["JF"], "facts": FACTS}
    said = client.post("/api/v1/eligibility", json.dumps(body), content_type="application/json").json()
    return said["results"][0]["amount"]


def test_a_new_sum_is_written_down_mended_approved_and_given_on_its_day(browser, county, clock, client):
    number = Programme.objects.get(code="JF").pk
    editor = Person(browser, county, "bianji")
    write_the_new_amount(editor, number)
    assert "JF-own-next-year" in editor.told()
    editor.choose("action-submit")
    editor.page.wait_for_selector(".messages li")
    assert not Programme.objects.get(pk=number).workflow_in_progress, "a red case keeps it from being sent"
    mend_the_red_cases(editor, number)

    editor.go(f"/admin/snippets/cms/programme/edit/{number}/").choose("action-submit")
    editor.page.wait_for_selector(".messages li")
    editor.keep("sent")
    assert editor.page.locator("[name='approve'], button:has-text('批准')").count() == 0, (
        "not by who wrote it"
    )
    colleague = Person(browser, county, "shenhe").go(f"/admin/rules/{number}/register/")
    colleague.keep("whom-it-concerns")
    colleague.go(f"/admin/snippets/cms/programme/edit/{number}/")
    colleague.keep("to-approve")
    colleague.page.locator("footer .w-dropdown__toggle").first.click()
    colleague.page.locator("[data-workflow-action-name='approve']").first.click()
    colleague.page.wait_for_selector(".messages li")
    colleague.keep("approved")

    for day, sum_, other, phone in (
        (DAY_BEFORE, "960", "1080", "+8613900000001"),
        (THE_DAY, "1080", "960", "+8613900000002"),
    ):
        clock.move_to(day)
        for said in (on_the_web(browser, county), by_text(phone)):
            plain = said.replace(",", "")
            assert f"{sum_}元" in plain, (day, said)
            assert f"{other}元" not in plain, (day, said)
        assert by_program(client, day) == f"{sum_}.00"
