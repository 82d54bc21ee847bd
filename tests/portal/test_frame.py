"""What stands around every page: only ways that lead somewhere, only lines that somebody filled in."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from portal import registries
from portal.registries import Identity, Notice, Registry, Way
from tests import loaded_pages
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(monkeypatch):
    """Registries of this test's own."""
    for name in ("ways", "foot_links", "search_address", "identities", "notices"):
        monkeypatch.setattr(registries, name, Registry("nothing"))
    return registries


@pytest.fixture
def shown(rf):
    def seen(path: str = "/", **cookies) -> Page:
        request = rf.get(path)
        request.COOKIES.update(cookies)
        return Page(render_to_string("base.html", {}, request))

    return seen


def addresses(seen: Page) -> list[str]:
    return [attrs["href"] for attrs in seen.all("a")]


def test_a_way_to_a_page_nobody_wrote_yet_is_left_out(offered, shown, programmes):
    loaded_pages.pages()
    offered.ways.add("written", Way("政策", "/policies/", order=2))
    offered.ways.add("planned", Way("地图", "/maps/", order=1))
    offered.ways.add("view", Way("问", "hotline:chat", order=3))
    offered.foot_links.add("elsewhere", Way("关于", "/nobody-wrote-this/", order=1))
    links = addresses(shown())
    assert links.count("/policies/") == links.count("/chat/") == 2, "in the navigation and in the foot"
    assert not {"/maps/", "/nobody-wrote-this/"} & set(links)
    with override("en"):
        assert "/en/policies/" in addresses(shown("/en/"))


def test_who_answers_for_the_site_is_printed_where_it_is_filled_in(offered, shown):
    assert "主办单位" not in shown().text
    offered.identities.add("test", lambda request: Identity(host="安禾县计划生育协会", icp="某ICP备0号"))
    text = shown().text
    assert "主办单位：安禾县计划生育协会" in text
    assert "某ICP备0号" in text
    assert not [word for word in ("网站标识码", "网站纠错", "办公电话") if word in text]


def test_in_mourning_the_whole_site_is_grey(offered, shown):
    assert "mourning" not in shown().all("html")[0]["class"]
    offered.identities.add("test", lambda request: Identity(mourning=True))
    assert "mourning" in shown().all("html")[0]["class"]


def test_what_is_urgent_stands_above_every_page(offered, shown):
    assert "公告" not in [attrs.get("aria-label") for attrs in shown().all("section")]
    offered.notices.add(
        "test", lambda request: [Notice("danger", "柳河涨水", "/news/"), Notice("info", "明天停电")]
    )
    seen = shown()
    assert "柳河涨水" in seen.text
    assert "明天停电" in seen.text
    assert [attrs["class"] for attrs in seen.all("div") if "notice" in attrs.get("class", "")] == [
        "notice notice--danger", "notice notice--info",
    ]  # fmt: skip


def test_the_search_box_asks_in_the_language_of_the_page(offered, shown):
    assert not shown().all("form")
    offered.search_address.add("test", "/search/")
    assert shown().all("form")[0]["action"] == "/search/"
    with override("en"):
        assert shown("/en/").all("form")[0]["action"] == "/en/search/"


@pytest.mark.parametrize(
    ("asked", "cookies", "leads_to"),
    [
        ("/search/?q=补贴&page=2", {}, "?q=%E8%A1%A5%E8%B4%B4&page=2&elder=1"),
        ("/", {"elder": "1"}, "?elder=0"),
    ],
)
def test_large_type_is_a_link_that_comes_back_to_the_same_page(shown, asked, cookies, leads_to):
    assert leads_to in addresses(shown(asked, **cookies))


@pytest.mark.parametrize("path", ["//elsewhere.example/?elder=1", "/%5Celsewhere.example/?elder=1"])
def test_the_switch_never_sends_anybody_to_another_house(client, path):
    answer = client.get("/", PATH_INFO=path.partition("?")[0], QUERY_STRING="elder=1")
    assert answer.status_code == 302
    assert not answer["Location"].startswith(("//", "/\\", "http"))
    assert answer.cookies["elder"].value == "1"
    assert answer["Cache-Control"] == "no-store"
