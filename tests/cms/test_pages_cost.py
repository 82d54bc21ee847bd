"""What a page costs that no cache holds: few questions to the database, and no more of them when there are many pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import FaqPage, GuidePage, NewsPage, PlacePage, PolicyPage
from tests.cms.portal_pages import YESTERDAY, Portal

MOST = 10
pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(programmes, settings):
    settings.PAGE_CACHE_BYTES = (
        1_000_000  # what all pages say alike is remembered; pages are not, with a cookie
    )
    return Portal()


def asked(client, portal) -> dict[str, int]:
    client.cookies["visitor"] = "known"
    client.get("/")  # Wagtail writes a setting's row when it is first read
    connection.run_on_commit.clear()  # what was published above counts as done
    found = {}
    for kind, page in portal.zh.items():
        client.get(page.url)  # site roots, content types and choices are known after the first look
        with CaptureQueriesContext(connection) as caught:
            assert client.get(page.url).status_code == 200, kind
        found[kind] = len(caught)
    return found


def many_more(portal):
    """As many again below each list."""
    fill = {
        "policies": lambda n: PolicyPage(
            title=f"政策{n}", plain_words="…", issuer="县", in_force_from=YESTERDAY
        ),
        "guides": lambda n: GuidePage(title=f"指南{n}", for_whom="…", policy=portal.zh["policy"]),
        "news": lambda n: NewsPage(title=f"动态{n}", summary="…", area=portal.village),
        "faq": lambda n: FaqPage(title=f"问题{n}", answer="…", programme=portal.zh["policy"].programme),
        "places": lambda n: PlacePage(title=f"地点{n}", address="…"),
    }
    for name, make in fill.items():
        for number in range(4):
            portal.zh[name].add_child(instance=make(number))


def test_a_page_asks_at_most_ten_questions_and_no_more_when_there_are_many_pages(client, portal):
    few = asked(client, portal)
    assert {kind: count for kind, count in few.items() if count > MOST} == {}
    many_more(portal)
    many = asked(client, portal)
    assert {kind: (few[kind], count) for kind, count in many.items() if count > few[kind]} == {}
