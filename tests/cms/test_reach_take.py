"""One page, other outputs: the slip and the loudspeaker."""

import re

import pytest

from tests.cms.small_site import a_guide, a_policy, a_question, a_village, news, small_site
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    made = small_site()
    (
        a_guide(made.guides),
        a_policy(made.policies),
        news(made.news),
        a_question(made.faq),
        a_village(made.villages),
    )
    return made


def taken(client, address: str, kind: str) -> Page:
    answer = client.get(f"{address}?print={kind}")
    assert answer.status_code == 200
    assert not answer.cookies
    return Page(answer.content.decode())


def test_a_guide_on_a_slip_holds_what_one_needs_at_the_counter(client, site):
    slip = taken(client, "/guides/butie/", "slip")
    for said in (
        "怎么申请育儿补贴",
        "户口簿",
        "带材料到村委会。",
        "镇便民服务中心",
        "8:30到17:00",
        "5个工作日",
        "免费",
        "0990-7110029",
    ):
        assert said in slip.text, said
    assert any("print-slip.css" in link["href"] for link in slip.all("link"))
    assert slip.all("svg"), "the way back to the page"
    assert not slip.inline()


def test_a_guide_over_the_loudspeaker_is_a_minute_with_the_phone_twice(client, site):
    said = taken(client, "/guides/butie/", "loudspeaker").text
    assert said.count("零九九零，七幺幺，零零二九") == 2
    assert "要带的材料：户口簿。" in said
    assert "五个工作日内办好。" in said
    assert int(re.search(r"约 ?(\d+) ?秒", said)[1]) <= 60


@pytest.mark.parametrize("kind", ["slip", "loudspeaker"])
@pytest.mark.parametrize(
    "address",
    ["/policies/gaoling/", "/news/yizhen/", "/faq/yinhangka/", "/villages/liuhe/", "/guides/", "/", "/en/", "/en/policies/"],
)  # fmt: skip
def test_every_page_has_these_outputs(client, site, address, kind):
    page = taken(client, address, kind)
    assert page.headings[0] == 1
    if address.startswith("/en"):
        assert page.all("html")[0]["lang"] == "en"


def test_the_page_offers_them(client, site):
    ways = {link.get("href") for link in Page(client.get("/guides/butie/").content.decode()).all("a")}
    assert {"?print=page", "?print=slip", "?print=loudspeaker"} <= ways
