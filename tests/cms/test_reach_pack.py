"""A village in one file, and on a phone without network."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale
from wagtail.models import Page as Node

from cms.pack import contents
from tests.cms.small_site import a_guide, a_question, a_village, news, small_site
from tests.people import place
from tests.portal.reading import Page

PACK = "/villages/liuhe/pack.html"


def a_site():
    made = small_site()
    made.village = a_village(made.villages)
    a_guide(made.guides)
    a_question(made.faq)
    news(made.news, area=place("柳河村"))
    return made


@pytest.fixture
def site(db, settings):
    settings.HOTLINE_PHONE = "0990-7110029"
    return a_site()


def test_the_file_needs_nothing_else_and_holds_phones_guides_and_notices(client, site):
    answer = client.get(PACK)
    html = answer.content.decode()
    seen = Page(html)
    assert not answer.cookies
    assert not seen.loads()
    assert not seen.all("script")
    for said in (
        "村委会主任 郑晓霞",
        "0990-7110201",
        "0990-7110029",
        "110",
        "怎么申请育儿补贴",
        "户口簿",
        "周六义诊",
        "银行卡丢了怎么办",
    ):
        assert said in html, said
    assert "sha256-" in answer["Content-Security-Policy"], "its own style, and no other, is let through"


def test_what_concerns_another_village_or_is_old_stays_out(client, site):
    news(site.news, slug="qita", title="别村的事", area=place("青石村"))
    news(site.news, slug="jiu", title="旧闻一件", day=timezone.localdate() - timedelta(days=120))
    html = client.get(PACK).content.decode()
    assert "别村的事" not in html
    assert "旧闻一件" not in html


def test_each_number_stands_once(site):
    site.village.people = [
        ("person", {"role": role, "name": "郑晓霞", "phone": "0990-7110201", "what_for": ""}) for role in ("书记", "主任")
    ]  # fmt: skip
    found = contents.phones(site.village)
    assert [number for _name, number in found].count("0990-7110201") == 1
    assert found[0][0] == "书记 郑晓霞"


def test_a_county_that_writes_a_lot_still_fits_300_kilobytes(client, site):
    steps = [("step", {"what": "去窗口交材料，当场核对，拿回执。" * 30, "who": "", "days": None})] * 8
    for number in range(30):
        a_guide(site.guides, slug=f"g{number}", title=f"指南{number}", steps=steps)
    html = client.get(PACK).content
    assert 200_000 < len(html) <= 300_000
    assert "条没装下" in html.decode()
    assert "0990-7110201" in html.decode()


def test_only_a_published_village_has_one(client, site):
    assert client.get("/villages/nirgends/pack.html").status_code == 404
    site.village.unpublish()
    assert client.get(PACK).status_code == 404


def test_the_worker_is_small_plain_and_asked_for_anew(client, site):
    answer = client.get("/sw.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert not answer.cookies
    assert len(script.encode()) <= 4096
    assert not re.findall(r"\?\.|\?\?|\basync\b|\bawait\b|\*\*|\.\.\.", script), "newer than ES2015"
    for file in re.findall(r'"(/[^"]*)"', script.split("FILES")[1].split("]")[0]):
        if not file.startswith("/static/"):
            assert client.get(file).status_code == 200, file
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["start_url"] == "/"


@pytest.fixture
def served(transactional_db, settings):
    settings.HOTLINE_PHONE = "0990-7110029"
    settings.WHITENOISE_USE_FINDERS = True
    if not Node.objects.exists():  # another test of this kind emptied the house
        Locale.objects.get_or_create(language_code="zh-hans")
        Node.add_root(instance=Node(title="Root", slug="root"))
    a_site()
    server = LiveServer("localhost")
    yield server
    server.stop()


def kept(page) -> list[str]:
    return page.evaluate(
        """async () => {
            const urls = [];
            for (const name of await caches.keys())
                for (const one of await (await caches.open(name)).keys()) urls.push(new URL(one.url).pathname);
            return urls.sort();
        }"""
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_kept_on_the_phone_it_opens_without_network_and_can_be_deleted(served, context, page):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{served.url}/villages/liuhe/")
    assert page.evaluate("caches.keys()") == [], "nothing is kept before somebody wants it"
    page.get_by_role("button", name="保存到手机").click()
    page.get_by_text("没有信号也能打开").wait_for()
    for closed in ("/check/", "/accounts/login/", "/feedback/?page=/"):
        page.goto(f"{served.url}{closed}")
    own = [path for path in kept(page) if not path.startswith("/static/")]
    assert own == ["/en/offline/", "/offline/", PACK]

    context.set_offline(True)
    page.goto(f"{served.url}/villages/liuhe/")
    assert "0990-7110201" in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_text("怎么申请育儿补贴").click()
    assert page.get_by_text("带材料到村委会。").is_visible()
    page.goto(f"{served.url}/policies/")
    assert page.get_by_role("heading", level=1).inner_text() == "没有网络"
    page.get_by_role("link", name="柳河村").click()
    assert "郑晓霞" in page.locator("body").inner_text()
    page.goto(f"{served.url}/guides/")
    page.get_by_role("button", name="删除").click()
    page.wait_for_function(
        "caches.has('pack:/villages/liuhe/pack.html').then(function (has) { return !has; })"
    )
    page.goto(f"{served.url}/villages/liuhe/")
    assert page.get_by_role("heading", level=1).inner_text() == "没有网络"
    context.set_offline(False)
