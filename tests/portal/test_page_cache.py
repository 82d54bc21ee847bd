"""Public pages come from memory, and never older than what was published, whoever did it and in which process."""

import gzip
from contextlib import suppress
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.models import Alert, HomePage, PolicyIndexPage, SiteIdentity
from portal import page_cache
from portal.models import Epoch
from portal.page_cache import Kept, PageCache, Shelf, epoch, raise_epoch
from portal.roles import Role
from tests import loaded_pages
from tests.people import person, place

pytestmark = pytest.mark.django_db
PAGE = "/policies/"


def committed() -> None:
    """The test's one transaction counts as over: what it published next is another publication."""
    connection.run_on_commit.clear()


@pytest.fixture
def process(settings):
    """A web process with a memory of its own."""
    settings.PAGE_CACHE_BYTES = 4_000_000
    loaded_pages.pages()
    committed()
    return Client


def publish(title: str) -> None:
    page = PolicyIndexPage.objects.get(locale__language_code="zh-hans")
    page.title = title
    page.save_revision().publish()
    committed()


def test_a_second_look_makes_no_page(process, django_assert_num_queries):
    client = process()
    first = client.get(PAGE)
    with django_assert_num_queries(0):  # the epoch is read past the counter: one number
        again = client.get(PAGE)
    assert again.content == first.content
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_what_was_published_is_seen_at_once_in_every_process(process):
    here, there = process(), process()
    for title in ("惠民政策一", "惠民政策二"):
        publish(title)
        assert title in here.get(PAGE).content.decode()
        assert title in there.get(PAGE).content.decode()


def test_what_was_withdrawn_is_gone_at_once(process):
    client = process()
    assert client.get(PAGE).status_code == 200
    PolicyIndexPage.objects.get(locale__language_code="zh-hans").unpublish()
    assert client.get(PAGE).status_code == 404


def closed_off():
    PageViewRestriction.objects.create(page=HomePage.objects.first(), restriction_type="login")


def redirected():
    Redirect.add_redirect("/old/", "/policies/")


def alerted():
    Alert.objects.create(words_zh="明天停水", area=place("安禾县"))


def named():
    SiteIdentity.objects.create(host_zh="安禾县计划生育协会")


def removed():
    PolicyIndexPage.objects.first().delete()


@pytest.mark.parametrize("change", [closed_off, redirected, alerted, named, removed])
def test_whatever_shows_without_being_published_counts_as_published_when_saved(process, change):
    before = epoch()
    change()
    assert epoch() > before


def test_a_draft_disturbs_nobody(process):
    page = PolicyIndexPage.objects.first()
    before = epoch()
    page.title = "还没想好"
    page.save_revision(clean=False)
    assert epoch() == before


def made_anew(client, path: str, **headers) -> bool:
    """Did this look need the database, beyond the one number?"""
    with CaptureQueriesContext(connection) as asked:
        client.get(path, **headers)
    return bool(asked)


def test_a_new_day_makes_pages_anew(process):
    client = process()
    with time_machine.travel("2026-03-31 23:59:59+08:00", tick=False) as clock:
        assert made_anew(client, PAGE)
        assert not made_anew(client, PAGE)
        clock.shift(2)
        assert made_anew(client, PAGE)


def test_what_changes_without_being_published_waits_a_minute_at_most(process):
    client = process()
    with time_machine.travel("2026-03-31 12:00:00+08:00", tick=False) as clock:
        client.get(PAGE)
        clock.shift(59)
        assert not made_anew(client, PAGE)
        clock.shift(2)
        assert made_anew(client, PAGE)


def test_large_type_has_a_memory_of_its_own_and_no_other_cookie_any(process):
    client = process()
    client.get(PAGE)
    client.get(f"{PAGE}?elder=1")
    assert made_anew(client, PAGE)
    assert not made_anew(client, PAGE)
    assert 'class="govuk-template elder"' in client.get(PAGE).content.decode()
    client.cookies["other"] = "1"
    assert made_anew(client, PAGE)
    assert made_anew(client, PAGE)


def test_who_is_signed_in_is_never_answered_from_memory_nor_put_there(process):
    client, stranger = process(), process()
    client.force_login(person(Role.OFFICER, "安禾县"))
    assert "退出" in client.get(PAGE).content.decode()
    assert "退出" not in stranger.get(PAGE).content.decode()
    assert "no-store" in client.get(PAGE)["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["/check/", "/chat/", "/case/new/", "/accounts/login/", "/en/accounts/login/", "/admin/", "/nothing/"],
)
def test_pages_with_a_form_of_ones_own_and_closed_ones_are_not_kept(process, path):
    client = process()
    answer = client.get(path)
    client.cookies.clear()
    assert answer.get("Cache-Control") != page_cache.FRESH
    assert "ETag" not in client.get(path), "what is kept has one"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({}, 60), ({"Cache-Control": "public, max-age=10"}, 10), ({"Cache-Control": "max-age=900"}, 60),
     ({"Cache-Control": "private"}, 0), ({"Cache-Control": "no-store"}, 0), ({"Cache-Control": "no-cache"}, 0),
     ({"Vary": "Cookie, Accept-Encoding"}, 60), ({"Vary": "User-Agent"}, 0), ({"Vary": "*"}, 0),
     ({"Content-Encoding": "br"}, 0)],
)  # fmt: skip
def test_an_answer_may_say_itself_how_long_it_holds(rf, headers, seconds):
    assert page_cache.lasts(rf.get("/"), HttpResponse("words", headers=headers)) == seconds


def test_a_form_that_may_be_sent_once_is_its_visitors_own(rf):
    request = rf.get("/")
    Template("{% load portal %}{% once_token %}").render(RequestContext(request))
    assert page_cache.lasts(request, HttpResponse("words")) == 0


def test_it_is_sent_zipped_to_whom_reads_that_and_not_again_to_whom_has_it(process):
    client = process()
    plain = client.get(PAGE)
    zipped = client.get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(zipped.content) == plain.content
    assert int(zipped["Content-Length"]) == len(zipped.content) < len(plain.content) / 2
    assert plain["Cache-Control"] == "public, no-cache"
    assert "Accept-Language" not in plain["Vary"]
    same = client.get(PAGE, headers={"If-None-Match": plain["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", plain["ETag"])
    publish("新的标题")
    assert client.get(PAGE, headers={"If-None-Match": plain["ETag"]}).status_code == 200


def test_odd_addresses_neither_fill_the_memory_nor_push_pages_out(rf, settings):
    settings.PAGE_CACHE_BYTES = 400_000
    cache = PageCache(lambda request: HttpResponse("一" * 3000))
    cache(rf.get("/"))
    for number in range(300):
        cache(rf.get(f"/?x={number}"))
    assert cache.asked.size <= 100_000
    assert len(cache.plain) == 1
    assert 1 < len(cache.asked) < 30


def test_what_nobody_asked_for_longest_goes_first_and_giants_stay_out():
    shelf = Shelf(10_000)
    for name in "abc":
        shelf.put((name,), Kept(b"x" * 1500, b"", "", {}, 0))
    shelf.get(("a",))
    shelf.put(("d",), Kept(b"x" * 1500, b"", "", {}, 0))
    shelf.put(("e",), Kept(b"x" * 1500, b"", "", {}, 0))
    assert [bool(shelf.get((name,))) for name in "abcde"] == [True, False, True, True, True]
    shelf.put(("giant",), Kept(b"x" * 5000, b"", "", {}, 0))
    assert shelf.get(("giant",)) is None
    assert shelf.size <= 10_000


@pytest.mark.django_db(transaction=True)
def test_two_publish_at_once_and_neither_waits_nor_is_seen_before_it_is_done():
    both_in, done = Barrier(2, timeout=10), []

    def publish_slowly():
        with transaction.atomic():
            raise_epoch()
            raise_epoch()  # the same publication
            both_in.wait()  # each holds its row: had one waited for the other, nobody would come here
            done.append(epoch())
            both_in.wait()  # none is done before both have looked
        connection.close()

    before = epoch()
    threads = [Thread(target=publish_slowly) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert done == [before + 1, before + 1]
    assert epoch() == before + 2


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_fails_raises_nothing_and_the_next_one_does():
    before = epoch()
    with transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            raise_epoch()
            1 / 0  # noqa: B018
        raise_epoch()
    assert epoch() == before + 1
    Epoch.objects.all().delete()
    assert epoch() == 0
