"""The same house seen in Chromium, on a phone and on a desk, in both languages."""

import re
import time

import pytest
from django.utils import timezone

from portal.management.commands.load_county import PASSWORD

WORDS = {
    "zh": {
        "prefix": "", "ask": "育儿补贴我家能领吗", "born": "3月10日", "not yet": "没领", "gets": "3600元",
        "story": "柳河村卫生室门口的台阶坏了，老人进不去。", "place": "柳河村", "complaint": "投诉",
    },
    "en": {
        "prefix": "/en", "ask": "Can I get the childcare subsidy?", "born": "-03-10", "not yet": "no",
        "gets": "3600", "story": "The step in front of the clinic is broken and old people cannot get in.",
        "place": "Liuhe Village", "complaint": "Complaint",
    },
}  # fmt: skip


@pytest.fixture(params=["zh", "en"])
def words(request):
    return WORDS[request.param] | {"language": request.param}


def say(page, text: str) -> None:
    """Type and send, then wait until the answer stands below it."""
    before = page.locator(".chat li").count()
    page.fill("textarea[name=text]", text)
    page.locator("form[data-chat] > .quick button:not([name])").click()
    page.locator(".chat li").nth(before + 1).wait_for()


def test_somebody_asks_in_the_web_chat(home, look, shot, words):
    language = words["language"]
    look.goto(f"{home.address}{words['prefix']}/chat/")
    shot(f"chat-empty-{language}")
    year = timezone.localdate().year - 2
    born = f"{year}{words['born']}" if language == "en" else f"{year}年{words['born']}"
    for text in (words["ask"], "1", born, "1", words["not yet"]):
        say(look, text)
    assert words["gets"] in look.locator(".chat").inner_text()
    shot(f"chat-answered-{language}")
    look.reload()
    assert words["gets"] in look.locator(".chat").inner_text(), "the conversation is still there"


def test_somebody_complains_anonymously_and_follows_it(home, look, shot, words):
    language = words["language"]
    look.goto(f"{home.address}{words['prefix']}/case/new/")
    shot(f"file-{language}")
    look.locator("input[name=kind][value=complaint]").check()
    look.fill("textarea[name=text]", words["story"])
    look.select_option("select[name=area]", label=words["place"])
    look.locator("main form button.govuk-button").first.click()
    look.wait_for_url("**/case/filed/")
    receipt = re.search(r"\d{4} \d{4} \d{4} \d{4}", look.locator("main").inner_text())[0]
    shot(f"filed-{language}")

    look.goto(f"{home.address}{words['prefix']}/case/")
    shot(f"look-up-{language}")
    look.fill("input[name=number]", receipt)
    look.locator("main form button.govuk-button").first.click()
    look.wait_for_url("**/case/here/")
    assert words["story"] in look.locator("main").inner_text()
    shot(f"status-{language}")


def sign_in(page, home, name: str) -> None:
    page.goto(f"{home.address}/accounts/login/?next=/admin/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    page.wait_for_url(f"{home.address}/admin/")


def test_the_operator_writes_a_case_down_within_ninety_seconds_and_eight_taps(home, look, shot):
    sign_in(look, home, "rexian")
    shot("desk-home")
    started, taps = time.monotonic(), 0

    def tap(selector):
        nonlocal taps
        taps += 1
        look.locator(selector).first.click()

    tap("main a[href='/admin/desk/new/']")
    tap("textarea[name=text]")
    look.keyboard.type("柳河村三组的井盖松了，怕小孩掉下去。")
    taps += 2  # open the list, choose
    look.select_option("select[name=area]", label="柳河村")
    tap("input[name=phone]")
    look.keyboard.type("13900139002")
    shot("desk-new")
    tap("main form button[type=submit], main form button.button")
    look.wait_for_selector("text=/C\\d\\d-\\d{6}-\\d/")
    assert taps <= 8
    assert time.monotonic() - started <= 90
    shot("desk-case")


def test_a_handler_answers_at_the_desk(home, look, shot):
    sign_in(look, home, "liuhe-chengban")
    look.goto(f"{home.address}/admin/cases/?open=true")
    shot("desk-list")
    look.locator("main a[href^='/admin/desk/']").first.click()
    look.wait_for_url(f"{home.address}/admin/desk/*/")
    shot("desk-case-open")
    assert look.locator("main h2").count() >= 2


def test_a_resident_reads_what_a_policy_gives(home, look, shot, words):
    look.goto(f"{home.address}{words['prefix']}/")
    shot(f"home-{words['language']}")
    look.goto(f"{home.address}{words['prefix']}/policies/")
    shot(f"policies-{words['language']}")
    look.locator("main a[href*='/policies/ye/']").first.click()
    look.wait_for_url("**/policies/ye/")
    assert "3,600" in look.locator("main").inner_text() or "3600" in look.locator("main").inner_text()
    shot(f"policy-{words['language']}")
