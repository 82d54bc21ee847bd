"""“What can I get?” in Chromium: old people on old phones, mothers in a hurry, with and without JavaScript."""

import re
from datetime import date

import pytest
from django.utils import timezone

PREFIX = {"zh": "", "en": "/en"}
OLD_PARENT = {
    "birth": "1946.5", "hukou": 0, "marital": 0, "spouse_hukou": 0, "children": "1", "ever_had": "yes", "sex": 0,
    "child_birth:0": "1972", "spouse_birth": "1945", "young_children": "0",
}  # fmt: skip


def mother() -> dict:
    """Two children, born this year and the year before last, nothing claimed yet."""
    this = timezone.localdate().year
    return {
        "young_children": "2", "children": "2", "birth": f"{this - 29}.6", "hukou": 0, "marital": 0,
        "child_birth:0": date(this - 2, 3, 10).isoformat(), "child_birth:1": f"{this}年1月5日", "child_place": 0,
        "child_claimed:0": "no", "child_claimed:1": "no", "spouse_hukou": 0, "ever_had": "yes",
        "child_sex:0": 0, "child_sex:1": 1,
    }  # fmt: skip


# Every pair of width, language and script once.
GUISES = [(360, "zh", True), (360, "en", False), (1280, "en", True), (1280, "zh", False)]


@pytest.fixture(params=GUISES, ids=lambda one: f"{one[0]}-{one[1]}-{'script' if one[2] else 'plain'}")
def guise(request):
    return request.param


@pytest.fixture
def width(guise):
    return guise[0]


@pytest.fixture
def language(guise):
    return guise[1]


@pytest.fixture
def scripted(guise):
    return guise[2]


@pytest.fixture
def browser_context_args(browser_context_args, scripted):
    return {**browser_context_args, "java_script_enabled": scripted}


@pytest.fixture
def picture(shot, look, scripted):
    """A script measures how wide a page is, so pictures are taken where scripts run."""
    return shot if scripted else lambda name: None


def begin(look, home, language, programme=""):
    look.goto(f"{home.address}{PREFIX[language]}/check/{f'?programme={programme}' if programme else ''}")
    look.locator("main .govuk-button--start").click()
    look.locator("input[name=about]").wait_for(state="attached")


def about(look) -> str:
    return look.locator("input[name=about]").get_attribute("value")


def reply(look, said) -> None:
    """Answer the open question, by typing or by choosing, and wait for the next page."""
    before = look.url
    box = look.locator("input#answer:not([type=radio])")
    if box.count():
        box.fill(str(said))
    else:
        look.locator(f"input[name=answer][value='{said}']").check()
    look.locator("main form .quick button:not([name])").click()
    look.wait_for_url(lambda address: address != before)
    look.locator("main h1").wait_for()


def answer_all(look, told: dict, seen=None) -> list[str]:
    asked = []
    while "/result/" not in look.url:
        asked.append(about(look))
        if seen:
            seen(asked[-1])
        reply(look, told.get(asked[-1], "does_not_know"))
    return asked


def test_an_eighty_year_old_asks_about_the_rural_reward(home, look, picture, language, scripted):
    look.goto(f"{home.address}{PREFIX[language]}/check/?programme=JF")
    picture(f"check-start-{language}")
    begin(look, home, language, "JF")
    asked = answer_all(look, OLD_PARENT, lambda key: picture(f"check-{key}-{language}".replace(":", "")))
    assert len(asked) <= 7
    assert not set(asked) & {"births", "child_died"}
    text = look.locator("main").inner_text()
    assert "960" in text
    assert look.locator("section.staff").count() == 1, "the township confirms the births"
    picture(f"check-result-jf-{language}")
    assert "1946" not in look.url


def test_a_mother_of_two_sees_every_year(home, look, picture, language):
    begin(look, home, language)
    answer_all(look, mother())
    text = look.locator("section.yes").inner_text()
    this = timezone.localdate().year
    assert str(this + 1) in text
    assert "3,600" in text or "7,200" in text
    picture(f"check-result-mother-{language}")
    look.locator("a[href='?print=page']").click()
    look.wait_for_url("**/result/?print=page")
    assert "7,200" in look.locator("main").inner_text() or "3,600" in look.locator("main").inner_text()
    picture(f"check-print-{language}")


def test_back_shows_the_earlier_answer_and_a_change_keeps_the_later_ones(home, look, language, scripted):
    begin(look, home, language, "YE")
    told = mother()
    answer_all(look, told)
    look.locator("main dl a").first.click()
    look.wait_for_url("**/check/1/")
    box = look.locator("input#answer")
    assert box.input_value() == "2"
    reply(look, "1")
    assert "/result/" in look.url, "what was said of the first child still holds"
    assert look.locator("main dl dd.govuk-summary-list__value").first.inner_text() == "1"

    look.go_back()
    look.wait_for_url("**/check/1/")
    look.locator("input#answer").wait_for()
    assert look.locator("input#answer").input_value() == "1"
    reply(look, "2")
    assert "/result/" in look.url, "the second child's answers were put aside, not lost"


def test_back_by_its_link_and_what_is_settled_on_the_way(home, look, picture, language):
    begin(look, home, language, "JF")
    first, said = about(look), OLD_PARENT[about(look)]
    reply(look, said)
    look.locator("a[href$='/check/result/']").click()
    look.wait_for_url("**/check/result/")
    picture(f"check-so-far-{language}")
    look.locator("main a.govuk-button[href*='/check/2/']").click()
    look.wait_for_url("**/check/2/")
    look.locator("a.govuk-back-link").click()
    look.wait_for_url("**/check/1/")
    look.locator("input[name=about]").wait_for(state="attached")
    assert about(look) == first
    assert look.locator("input#answer").input_value() == str(said)


def test_a_wrong_answer_is_named_and_stays_in_the_box(home, look, picture, language, scripted):
    begin(look, home, language, "JF")
    while about(look) != "birth":
        reply(look, OLD_PARENT[about(look)])
    address = look.url
    look.locator("input#answer").fill("十二月的一天")
    look.locator("main form .quick button:not([name])").click()
    look.locator(".govuk-error-summary").wait_for()
    picture(f"check-problem-{language}")
    assert look.url == address
    assert look.locator("input#answer").input_value() == "十二月的一天"
    look.locator(".govuk-error-summary a").click()
    if scripted:
        assert look.evaluate("document.activeElement.id") == "answer"


def test_the_script_moves_the_focus_to_the_question_without_loading_the_page_again(
    home, look, language, scripted
):
    if not scripted:
        pytest.skip("nothing to move without a script")
    begin(look, home, language, "JF")
    look.evaluate("window.stillHere = true")
    reply(look, OLD_PARENT[about(look)])
    assert look.evaluate("window.stillHere") is True
    assert look.evaluate("document.activeElement.tagName") == "H1"
    assert re.search(r"2", look.title())
    look.keyboard.press("Tab")
    assert look.evaluate("document.activeElement.name") == "answer", "from the heading to the answer"


def test_the_policy_page_of_every_programme_is_readable(home, look, picture, language, scripted):
    if not scripted:
        pytest.skip("measured with a script")
    look.goto(f"{home.address}{PREFIX[language]}/policies/")
    addresses = look.locator("main a[href*='/policies/']").evaluate_all("all => all.map(one => one.href)")
    for address in addresses:
        look.goto(address)
        look.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        picture(f"policy-{address.rstrip('/').rsplit('/', 1)[1]}-{language}")


@pytest.mark.parametrize("dress", ["elder", "dark"])
def test_large_type_and_the_night_do_not_break_it(home, look, picture, dress, scripted):
    if not scripted:
        pytest.skip("measured with a script")
    if dress == "elder":
        look.context.add_cookies([{"name": "elder", "value": "1", "url": home.address}])
    else:
        look.emulate_media(color_scheme="dark")
    look.goto(f"{home.address}/check/")
    picture(f"check-start-{dress}")
    begin(look, home, "zh")
    answer_all(look, mother(), lambda key: picture(f"check-{key}-{dress}".replace(":", "")))
    picture(f"check-result-{dress}")
