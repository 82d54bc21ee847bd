"""Atom feeds of the county and of each place."""

from xml.etree import ElementTree as ET

import pytest

from cms.models import Announcement
from cms.reach import announcing
from tests.cms import open_affairs
from tests.cms.small_site import a_policy, news, small_site
from tests.people import place

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site():
    made = small_site()
    policy = a_policy(made.policies, area=place("柳河村"))
    a_policy(made.policies_en, policy, title="Old age allowance", area=place("柳河村"))
    a_policy(made.policies, slug="quanxian", title="全县的", area=place("安禾县"))
    a_policy(made.policies, slug="qingshi", title="青石村的", area=place("青石村"))
    news(made.news)
    return made


def read(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not answer.cookies
    return ET.fromstring(answer.content)  # noqa: S314  (made by us)


def titles(feed) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_a_feed_has_all_that_atom_asks_for(client, site):
    feed = read(client, "/feeds/policies.xml")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    itself = next(link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert itself.get("href") == "https://linli.test/feeds/policies.xml"
    for node in [feed, *feed.iter(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert node.findtext(f"{ATOM}{name}"), name
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 3
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    link = feed.find(f"{ATOM}entry/{ATOM}link")
    assert link.get("href").startswith("https://linli.test/policies/")


def test_a_feed_of_a_place_holds_what_concerns_it_from_above_too(client, site):
    assert sorted(titles(read(client, "/feeds/policies/990001102001.xml"))) == ["全县的", "高龄津贴"]
    assert sorted(titles(read(client, "/feeds/policies/990001102.xml"))) == ["全县的", "高龄津贴"]
    assert len(titles(read(client, "/feeds/policies.xml"))) == 3


def test_each_language_has_its_own(client, site):
    assert titles(read(client, "/en/feeds/policies.xml")) == ["Old age allowance"]
    chinese, english = (
        {entry.findtext(f"{ATOM}id") for entry in read(client, way).iter(f"{ATOM}entry")}
        for way in ("/feeds/policies.xml", "/en/feeds/policies.xml")
    )
    assert not chinese & english


def test_what_is_taken_back_or_private_is_not_in_it(client, site):
    page = a_policy(site.policies, slug="weg", title="收回的")
    page.unpublish()
    secret = a_policy(site.policies, slug="geheim", title="内部的")
    secret.view_restrictions.create(restriction_type="login")
    assert not {"收回的", "内部的"} & set(titles(read(client, "/feeds/policies.xml")))


def test_an_empty_feed_is_one_and_an_unknown_one_is_not(client, site):
    assert titles(read(client, "/en/feeds/news.xml")) == []
    for address in ("/feeds/money.xml", "/feeds/news/1.xml", "/feeds/news/990001999999.xml"):
        assert client.get(address).status_code == 404


def test_village_affairs_are_in_the_feed_the_map_and_the_texts(client, site):
    row = open_affairs.published("柳河村")
    address = f"/open/990001102001/{row.number}/"
    feed = read(client, "/feeds/disclosures/990001102.xml")
    assert titles(feed) == [row.title]
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == f"https://linli.test{address}"
    assert titles(read(client, "/feeds/disclosures/990001101.xml")) == []
    assert f"<loc>https://linli.test{address}</loc>" in client.get("/sitemap.xml").content.decode()
    announcing.found()
    assert Announcement.objects.get(kind="disclosures").titles["zh-hans"] == row.title
