"""What a resident sees on each kind of page, in both languages."""

import re

import pytest

from tests.cms import open_affairs
from tests.cms.portal_pages import INDEXES, Portal
from tests.portal.reading import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]
KINDS = [
    "home", *(slug for _model, slug, _zh, _en in INDEXES), "policy", "old policy", "guide", "place", "question",
    "news item", "campaign", "village", "about",
]  # fmt: skip

LISTS = [slug for _model, slug, _zh, _en in INDEXES]


@pytest.fixture
def portal(programmes):
    return Portal()


def read(client, page, query="") -> Page:
    answer = client.get(page.url + query)
    assert answer.status_code == 200, page.url
    assert not answer.cookies, "public pages set no cookie"
    return Page(answer.content.decode())


def test_every_kind_of_page_is_whole_in_both_languages_on_screen_and_paper(client, portal):
    for kind in KINDS:
        for query in ("", "?print=page"):
            chinese, english = read(client, portal.zh[kind], query), read(client, portal.en[kind], query)
            assert not chinese.english(), (kind, query)
            left = re.findall(r"[\u4e00-\u9fff]+", english.text)
            assert not left, (kind, query, left)
            for page in (chinese, english):
                steps = list(zip(page.headings, page.headings[1:], strict=False))
                assert page.headings[0] == 1, kind
                assert all(below - above <= 1 for above, below in steps), (kind, page.headings)


def test_elder_mode_leads_from_home_to_how_to_apply_in_two_steps(client, portal):
    client.cookies["elder"] = "1"
    home = client.get("/").content.decode()
    assert 'class="govuk-template elder' in home
    tiles = re.findall(r'<a class="task"\s+href="([^"]+)"><strong>([^<]+)', home)
    assert tiles[0][1] == "育儿补贴怎么领"
    guide = Page(client.get(tiles[0][0]).content.decode()).text
    for needed in (
        "户口本",
        "复印件",
        "到窗口交材料",
        "人民路1号",
        "周一到周五",
        "最多20个工作日",
        "法定30个工作日",
    ):
        assert needed in guide
    assert "不清楚：交钱前请先问" in guide, "an unknown fee is said to be unknown"


def test_home_says_what_can_be_claimed_now_by_the_published_rule(client, portal):
    home = Page(client.get("/en/").content.decode()).text
    assert "Open now Childcare subsidy for this year until 31 December" in home
    assert "Men's health month" in home
    assert "The road is mended" in home
    assert "Next events" not in home, "no events, no heading"


def test_a_village_shows_who_is_who_with_a_number_to_tap_and_what_is_late(client, portal):
    open_affairs.catalogue()
    page = read(client, portal.zh["village"])
    assert {"href": "tel:0999-3334444", "class": "govuk-link"} in page.all("a")
    assert "村务公开 有" in page.text
    assert "项该公开还没公开" in page.text
    assert "走得稳了" not in page.text
    assert "村里修好了路" in page.text


def test_what_a_village_made_public_is_on_its_page_and_on_home(client, portal):
    made_public = open_affairs.published()
    for kind in ("village", "home"):
        links = {attrs.get("href") for attrs in read(client, portal.zh[kind]).all("a")}
        assert made_public.get_absolute_url() in links, kind


def test_lists_are_narrowed_by_what_is_asked_and_odd_wishes_do_no_harm(client, portal):
    guides = portal.zh["guides"]
    assert "育儿补贴怎么领" in read(client, guides, "?life_event=birth&group=families").text
    assert "没有符合您选择的内容" in read(client, guides, "?life_event=loss").text
    assert "没有符合您选择的内容" in read(client, portal.zh["policies"], "?topic=%E6%97%A0").text
    for odd in (
        "?page=abc",
        "?page=-1",
        "?page=99999",
        "?area=%00",
        "?area='",
        "?state=x",
        "?topic=%00",
        "?group=%F0%9F%98%80",
    ):
        for kind in LISTS:
            read(client, portal.zh[kind], odd)


def test_a_guide_and_its_policy_and_questions_lead_to_each_other(client, portal):
    def links(kind):
        return {attrs.get("href", "") for attrs in read(client, portal.zh[kind]).all("a")}

    assert portal.zh["guide"].url in links("policy")
    assert portal.zh["question"].url in links("policy")
    assert portal.zh["policy"].url in links("guide")
    assert portal.zh["place"].url in links("guide")
    assert portal.zh["guide"].url in links("place")
    assert portal.zh["other faq"].url in links("question")
    assert "geo:30.123456,105.654321?q=30.123456,105.654321" in links("guide")
    assert "/check/?programme=YE" in links("guide")
