"""Every kind of public page: axe-core finds nothing, the keyboard reaches all of it, nothing is fetched or kept."""

import os
import re
from pathlib import Path

import pytest

from tests import axe
from tests.journeys import walking

# Each pair of language, type and width once; on a desk also by night.
GUISES = [("", 0, 360, "light"), ("/en", 0, 1280, "dark"), ("", 1, 1280, "dark"), ("/en", 1, 360, "light")]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSABLE = "a[href], button, input, select, textarea, summary"
REACHABLE = f"""() => {{
  window.reachable = [...document.querySelectorAll("{FOCUSABLE}")].filter(
    one => one.checkVisibility() && one.type !== "hidden" && one.tabIndex >= 0);
  return window.reachable.length;
}}"""
WHERE = """() => {
  const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
  const marked = (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none";
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const open = !middle || one.contains(middle) || middle.contains(one);
  return [window.reachable.indexOf(one), marked && open];
}"""
# A browser with one Chinese voice that speaks at once.
VOICE = """
window.said = [];
const voices = [{lang: "zh-CN", name: "test"}];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => voices, cancel: () => {},
  speak: said => { window.said.push({text: said.text, lang: said.lang}); setTimeout(() => said.onend(), 20); },
}});
"""


def name_of(path: str) -> str:
    return re.sub(r"\W+", "-", path).strip("-") or "home"


def keep(page, name: str) -> None:
    """A picture of it, where LINLI_SCREENSHOTS names a folder."""
    if folder := os.environ.get("LINLI_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def open_page(page, address: str) -> None:
    answer = page.goto(address, wait_until="load")
    assert answer.status in {200, 304}, (address, answer.status)


def cookies(page) -> set[str]:
    return {one["name"] for one in page.context.cookies()}


@pytest.fixture
def watched(page, home):
    """A stranger's tab. Whatever it says in its console or asks of others is a fault."""
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda problem: faults.append(str(problem)))
    page.on("request", lambda asked: None if asked.url.startswith(home.address) else faults.append(asked.url))
    yield page
    assert not faults


@pytest.mark.parametrize(
    ("prefix", "elder", "width", "scheme"), GUISES, ids=["zh-360", "en-1280", "zh-elder-1280", "en-elder-360"]
)
def test_axe_finds_nothing_on_any_kind_of_page(home, watched, prefix, elder, width, scheme):
    watched.emulate_media(color_scheme=scheme)
    watched.set_viewport_size({"width": width, "height": 780})
    if elder:
        open_page(watched, f"{home.address}{prefix}/?elder=1")
    wrong = {}
    for path in walking.paths(home):
        address = walking.in_english(home, path) if prefix else path
        if not address:
            continue
        open_page(watched, home.address + address)
        large = "elder" in (watched.get_attribute("html", "class") or "")
        assert large == bool(elder) or path.endswith("pack.html"), (
            address
        )  # one file for everybody, in large type anyway
        found = axe.violations(watched)
        if watched.evaluate(WIDER) > 0:
            found.append(f"scrolls sideways at {width} px")
        if not watched.locator("input[name=csrfmiddlewaretoken]").count():
            found += [f"leaves the cookie {name}" for name in cookies(watched) - {"elder"}]
        watched.context.clear_cookies(name="csrftoken")
        keep(watched, f"{name_of(path)}-{prefix.strip('/') or 'zh'}{'-elder' if elder else ''}-{width}")
        if found:
            wrong[address] = found
    assert not wrong, "\n".join(f"{address}\n  " + "\n  ".join(found) for address, found in wrong.items())


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(home, watched):
    watched.set_viewport_size({"width": 1280, "height": 780})
    open_page(watched, f"{home.address}/policies/ye/")
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert watched.locator(".govuk-skip-link").bounding_box()["height"] > 20
    watched.keyboard.press("Enter")
    assert watched.evaluate("document.activeElement.id") == "main"

    open_page(watched, f"{home.address}/policies/ye/")
    count = watched.evaluate(REACHABLE)
    seen = []
    for _ in range(count):
        watched.keyboard.press("Tab")
        seen.append(watched.evaluate(WHERE))
    assert [at for at, _shown in seen] == list(range(count)), "in the order of the page, with no trap"
    assert all(shown for _at, shown in seen), "each shows that it has the focus, unhidden"
    watched.keyboard.press("Tab")
    assert watched.evaluate(WHERE)[0] in {-1, 0}, "and out of the page again"


@pytest.mark.parametrize("mode", ["", "?elder=1"])
def test_without_a_script_words_links_and_search_are_there(home, browser, mode):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    open_page(page, f"{home.address}/policies/{mode}")
    assert page.locator("main h1").inner_text()
    assert not page.locator("[data-speak]").is_visible()
    page.locator("main a[href*='/policies/ye/']").first.click()
    assert "3,600" in page.locator("main").inner_text()
    page.locator("header a[hreflang=en]").click()
    assert page.url == f"{home.address}/en/policies/ye/"
    page.locator("header a[rel=nofollow]").click()
    assert page.url == f"{home.address}/en/policies/ye/"
    assert ("elder" in page.get_attribute("html", "class")) == (not mode)
    context.close()


def test_reading_aloud_is_offered_where_there_is_a_voice_and_can_be_stopped(home, watched):
    watched.add_init_script(VOICE)
    open_page(watched, f"{home.address}/policies/ye/")
    button = watched.locator("[data-speak]")
    button.click()
    watched.wait_for_timeout(200)
    said = watched.evaluate("window.said")
    assert len(said) > 3
    assert said[0] == {"text": "育儿补贴", "lang": "zh-CN"}
    assert button.inner_text() == "停止朗读"
    button.click()
    stopped = watched.evaluate("window.said.length")
    watched.wait_for_timeout(60)
    assert watched.evaluate("window.said.length") <= stopped + 1
    assert button.inner_text() == "朗读"
    open_page(watched, f"{home.address}/en/policies/ye/")
    assert not watched.locator("[data-speak]").is_visible(), "no English voice, so none is offered"


def test_it_fits_a_narrow_screen_and_letters_twice_the_size(home, watched):
    """320 px of CSS are an old phone, or a desktop at 400 %."""
    wide = {}
    for path in walking.paths(home):
        watched.set_viewport_size({"width": 320, "height": 600})
        open_page(watched, f"{home.address}{path}")
        narrow = watched.evaluate(WIDER)
        watched.set_viewport_size({"width": 640, "height": 600})
        large = watched.evaluate(f"document.documentElement.style.fontSize = '200%', {WIDER}")
        if narrow > 0 or large > 0:
            wide[path] = (narrow, large)
    assert not wide
