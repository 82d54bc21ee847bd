"""What a resident sees on each kind of page, in both languages."""

import re

import pytest

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
