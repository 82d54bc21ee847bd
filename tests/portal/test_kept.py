"""What is remembered between publications is never older than the last one."""

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import translation

from portal import kept, page_route
from portal.page_cache import raise_epoch
from tests.cms.small_site import add, news, small_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def remembering(settings):
    settings.PAGE_CACHE_BYTES = 1_000_000
    kept._kept.clear()
    yield
    kept._kept.clear()


def asked(name, make):
    return kept.of(RequestFactory().get("/"), name, make)


def test_the_same_is_said_until_something_is_published():
    assert asked("a", lambda: 1) == 1
    assert asked("a", lambda: 2) == 1
    raise_epoch()
    assert asked("a", lambda: 2) == 2


def test_it_is_made_anew_after_a_minute():
    with time_machine.travel("2026-11-25 08:00", tick=False) as clock:
        assert asked("a", lambda: 1) == 1
        clock.shift(61)
        assert asked("a", lambda: 2) == 2


def test_each_language_and_each_name_has_its_own():
    assert asked("a", lambda: "zh") == "zh"
    with translation.override("en"):
        assert asked("a", lambda: "en") == "en"
    assert asked("b", lambda: "other") == "other"


def test_nothing_is_remembered_without_a_page_cache(settings):
    settings.PAGE_CACHE_BYTES = 0
    assert asked("a", lambda: 1) == 1
    assert asked("a", lambda: 2) == 2


def test_a_page_is_found_by_its_address_in_two_questions_and_only_while_it_is_live(
    client, django_assert_num_queries
):
    client.cookies["theirs"] = "1"  # keeps the page cache out
    made = small_site()
    page = news(made.news)
    english = add(made.news_en, type(page), page, slug="yizhen", title="Free clinic", summary="On Saturday.")
    for address, title in (
        ("/news/yizhen/", page.title),
        ("/en/news/yizhen/", english.title),
        ("/", made.home.title),
    ):
        assert title in client.get(address).content.decode()
    request = RequestFactory().get("/news/yizhen/")
    page_route.serve(request, "news/yizhen/")
    again = RequestFactory().get("/news/yizhen/")
    again._epoch = request._epoch
    with django_assert_num_queries(2):
        again._wagtail_site = request._wagtail_site
        assert page_route._page(again, "news/yizhen/") == page
    page.unpublish()
    assert client.get("/news/yizhen/").status_code == 404
    assert client.get("/news/nowhere/").status_code == 404
