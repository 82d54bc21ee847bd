"""A resident of eighty, in large type and without script: from the front page to “how do I apply” in two steps."""

import pytest

WORDS = {
    "zh": {"prefix": "", "large": "大字", "what": "育儿补贴", "papers": "要带", "steps": "怎么一步步办"},
    "en": {
        "prefix": "/en", "large": "Large type", "what": "childcare subsidy", "papers": "Bring", "steps": "Step by step",
    },
}  # fmt: skip


@pytest.fixture(params=["zh", "en"])
def words(request):
    return WORDS[request.param] | {"language": request.param}


@pytest.fixture
def width():
    return 360


def guide_of(page, words):
    """The links on this page that speak of applying for the subsidy."""
    return page.locator("main a").filter(has_text=words["what"])


def test_two_steps_from_home_to_how_the_childcare_subsidy_is_got(home, look, shot, words):
    look.goto(f"{home.address}{words['prefix']}/")
    look.get_by_role("link", name=words["large"]).or_(
        look.get_by_role("button", name=words["large"])
    ).first.click()
    assert "elder" in look.locator("html").get_attribute("class")
    assert look.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 22
    shot(f"finds-home-{words['language']}")
    steps = 0
    while "/guides/" not in look.url or look.url.rstrip("/").endswith("/guides"):
        guide_of(look, words).or_(look.locator("main a[href*='/guides/']")).first.click()
        steps += 1
        assert steps <= 2, look.url
    assert words["what"].lower() in look.locator("h1").inner_text().lower()
    said = look.locator("main").inner_text()
    assert words["papers"] in said
    assert words["steps"] in said
    shot(f"finds-guide-{words['language']}")
    assert look.context.cookies() == [] or {one["name"] for one in look.context.cookies()} == {"elder"}
