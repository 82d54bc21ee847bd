"""How machines find the pages: site map, robots, data in the page."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from cms.reach import sitemap
from tests.cms.small_site import a_guide, a_policy, a_question, a_village, news, small_site
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db
MAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def site():
    made = small_site()
    made.policy = a_policy(made.policies)
    a_policy(made.policies_en, made.policy, title="Old age allowance", plain_words="50 yuan a month.")
    return made


def urls(client, address="/sitemap.xml") -> dict[str, dict[str, str]]:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/xml")
    assert not answer.cookies
    return {
        url.findtext(f"{MAP}loc"): {
            link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")
        }
        for url in ET.fromstring(answer.content).iter(f"{MAP}url")  # noqa: S314  (made by us)
    }


def test_every_public_page_is_in_the_map_with_its_twin_and_each_answers(client, site):
    a_guide(site.guides)
    secret = a_policy(site.policies, slug="neibu", title="内部")
    secret.view_restrictions.create(restriction_type="login")
    found = urls(client)
    here = "https://linli.test"
    assert found[f"{here}/policies/gaoling/"] == {
        "zh-Hans": f"{here}/policies/gaoling/", "en": f"{here}/en/policies/gaoling/",
        "x-default": f"{here}/policies/gaoling/",
    }  # fmt: skip
    assert found[f"{here}/en/policies/gaoling/"] == found[f"{here}/policies/gaoling/"]
    assert found[f"{here}/guides/butie/"] == {}
    assert not any("neibu" in address for address in found)
    assert {f"{here}/", f"{here}/en/"} <= set(found)
    for address in found:
        assert client.get(address.removeprefix(here)).status_code == 200, address


def test_very_many_pages_are_in_several_files(client, site, monkeypatch):
    whole = urls(client)
    monkeypatch.setattr(sitemap, "AT_ONCE", 5)
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    files = [one.text.removeprefix("https://linli.test") for one in index.iter(f"{MAP}loc")]
    assert files.pop() == "/sitemap-open.xml"
    assert urls(client, "/sitemap-open.xml") == {}
    assert len(files) == -(-len(whole) // 5)
    parts = [urls(client, file) for file in files]
    assert sum(map(len, parts)) == len(whole)
    assert {address: twins for part in parts for address, twins in part.items()} == whole
    assert client.get("/sitemap-99.xml").status_code == 404


def test_the_map_costs_the_same_whatever_the_number_of_pages(client, site, django_assert_max_num_queries):
    for number in range(20):
        news(site.news, slug=f"n{number}")
    with django_assert_max_num_queries(9):
        assert len(urls(client)) > 30


def test_robots_name_the_map_and_leave_private_paths_alone(client):
    said = client.get("/robots.txt").content.decode()
    assert "Sitemap: https://linli.test/sitemap.xml" in said
    for path in ("/admin/", "/accounts/", "/case/", "/feedback/"):
        assert f"Disallow: {path}\n" in said


def data(client, address: str) -> dict[str, dict]:
    html = client.get(address).content.decode()
    assert not Page(html).inline()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert told["@context"] == "https://schema.org"
    return {one["@type"]: one for one in told["@graph"]}


def test_a_guide_says_it_is_a_service(client, site):
    a_guide(site.guides, unit="青石镇便民服务中心")
    told = data(client, "/guides/butie/")
    service = told["GovernmentService"]
    assert service["url"] == "https://linli.test/guides/butie/"
    assert service["provider"]["name"] == "青石镇便民服务中心"
    assert service["availableChannel"]["servicePhone"]["telephone"] == "0990-7110029"
    way = [(step["position"], step["item"]) for step in told["BreadcrumbList"]["itemListElement"]]
    here = "https://linli.test"
    assert way == [(1, f"{here}/"), (2, f"{here}/guides/"), (3, f"{here}/guides/butie/")]


def test_questions_and_news_and_villages_say_what_they_are(client, site):
    a_question(site.faq)
    news(site.news)
    a_village(site.villages)
    for address in ("/faq/", "/faq/yinhangka/"):
        asked = data(client, address)["FAQPage"]["mainEntity"]
        assert [one["name"] for one in asked] == ["银行卡丢了怎么办？"], address
        assert asked[0]["acceptedAnswer"]["text"] == "到银行补办后告诉村委会。"
    article = data(client, "/news/yizhen/")["NewsArticle"]
    assert (article["headline"], article["inLanguage"]) == ("周六义诊", "zh-Hans")
    assert re.match(r"\d{4}-\d\d-\d\dT", article["datePublished"])
    assert data(client, "/villages/liuhe/")["AdministrativeArea"]["name"] == "柳河村"


def test_no_words_of_an_editor_end_the_data_early(client, site):
    a_question(site.faq, answer="</script><script>alert(1)</script><!--")
    html = client.get("/faq/yinhangka/").content.decode()
    assert "<script>alert" not in html
    asked = data(client, "/faq/yinhangka/")["FAQPage"]["mainEntity"][0]
    assert asked["acceptedAnswer"]["text"].startswith("</script>")


def test_a_page_names_the_feeds_of_what_it_shows(client, site):
    a_village(site.villages)
    feeds = lambda address: [  # noqa: E731
        link["href"]
        for link in Page(client.get(address).content.decode()).all("link")
        if "atom" in link.get("type", "")
    ]
    assert feeds("/policies/gaoling/") == ["/feeds/policies.xml"]
    assert feeds("/en/policies/") == ["/en/feeds/policies.xml"]
    assert "/feeds/disclosures/990001102001.xml" in feeds("/villages/liuhe/")
    assert feeds("/guides/") == []
