"""What a page costs: few queries, and no more of them when there are many pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import FaqPage, GuidePage, NewsPage, PlacePage, PolicyPage
from tests.cms.portal_pages import YESTERDAY, Portal

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]
MOST = 10
LOG = open("/tmp/pages_eng/q.log","w")


@pytest.fixture
def portal(programmes):
    return Portal()


def queries(client, address: str) -> list[str]:
    client.get(address)  # pictures are made, site roots and content types known
    with CaptureQueriesContext(connection, ) as caught:
        answer = client.get(address, headers={"cookie": "elder=1"})
    assert answer.status_code == 200, address
    return [query["sql"] for query in caught]


def test_a_page_that_no_cache_holds_asks_at_most_ten_questions(client, portal):
    over = {}
    for kind, page in portal.zh.items():
        asked = queries(client, page.url)
        LOG.write(f"{kind} {len(asked)}\n")
        if len(asked) > MOST:
            over[kind] = len(asked)
            LOG.write("\n".join("   " + q[:230] for q in asked)+"\n"); LOG.flush()
    assert not over
