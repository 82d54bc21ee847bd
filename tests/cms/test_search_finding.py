"""Words inside sentences, other scripts and spellings, numbers of papers: found, best first."""

import io
import random
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.models import PolicyIndexPage, PolicyPage, PromotedAnswer, SearchEntry, SearchMiss, Synonym
from cms.search.engine import Filters, engine
from cms.search.entry import of_page
from cms.search.vocabulary import reader
from cms.search.words import RUN, clean
from tests import loaded_pages
from tests.cms.open_affairs import published
from tests.cms.small_site import a_guide, a_policy, a_question, a_village, news, small_site

pytestmark = pytest.mark.django_db


def search(words: str, language="zh", page=1, **filters):
    return engine().find(reader().read(words), language, Filters(**filters), page)


def titles(words: str, language="zh", **filters) -> list[str]:
    return [hit.title for hit in search(words, language, **filters).hits]


def build() -> None:
    site = small_site()
    gaoling = a_policy(site.policies, reference="国办发〔2017〕47号")
    a_policy(site.policies, slug="yuer", title="育儿补贴", plain_words="孩子三周岁前每年3,600元。")
    a_policy(site.policies_en, gaoling, title="Old-age allowance", plain_words="From 80, 50 yuan a month.")
    a_guide(site.guides)
    a_question(site.faq)
    a_village(site.villages)
    news(site.news)


@pytest.fixture
def site(db):
    loaded_pages.once("search", build)
    pages = {
        name: PolicyPage.objects.get(slug=name, locale__language_code="zh-hans")
        for name in ("gaoling", "yuer")
    }
    return SimpleNamespace(policies=PolicyIndexPage.objects.get(locale__language_code="zh-hans"), **pages)


SPELLINGS = ["高龄津贴", "高齡津貼", "gaolingjintie", "gljt", "gaoling jintie", "津贴", "国办发2017 47", "47号", "ＧＬＪＴ", "高龄津帖", "请问高龄津贴怎么领",
     "国办发〔2017〕47号", "80岁"]  # fmt: skip


def test_it_is_found_however_it_is_typed(site):
    missed = [words for words in SPELLINGS if "高龄津贴" not in titles(words)[:2]]
    assert not missed


def test_a_policy_in_force_comes_before_one_that_ended_and_that_one_says_so(site, client):
    a_policy(site.policies, slug="jiu", title="高龄补助", plain_words="高龄津贴的前身。", in_force_from="2010-01-01", in_force_until="2020-12-31")  # fmt: skip
    found = titles("高龄")
    assert found[0] == "高龄津贴"
    assert found[-1] == "高龄补助"
    page = client.get("/search/?q=高龄").content.decode()
    assert "govuk-tag--red" in page
    assert "已于2020年12月31日失效" in page


def test_the_readers_language_first_and_the_other_where_there_is_none(site, client):
    assert titles("allowance", "en") == ["Old-age allowance"]
    assert "Old-age" in (page := client.get("/search/?q=allowance").content.decode())
    assert "没有中文内容，有以下英文内容" in page
    assert "Nothing in English" in client.get("/en/search/?q=育儿补贴").content.decode()


def test_nothing_found_leads_to_people_and_is_kept_for_editors(site, client, settings):

    settings.HOTLINE_PHONE = "0990-7110029"
    page = client.get("/search/?q=飞机票").content.decode()
    for way in ("tel:0990-7110029", "/chat/", "/case/new/"):
        assert way in page
    client.get("/search/?q=飛機票")
    assert list(SearchMiss.objects.values_list("query", "count")) == [("飞机票", 2)]


def test_what_could_be_about_somebody_is_not_kept(site, client):
    for words in ("13800138000", "乱 12345", "x" * 41, "a@b.cn 飞机"):
        assert client.get("/search/", {"q": words}).status_code == 200
    assert not SearchMiss.objects.exists()


ODD = ["'", '"', "''\\", "\x00", " ", "", "\u3000", "高" * 10_000, "x" * 10_000, "'; DROP TABLE cms_searchentry; --", "%", "_%", "%_高龄",
       "\ud800高", "<script>alert(1)</script>", "& | ! ( ) :*", "高龄 & !津贴", "a:A", "\\'", "🙂", "ü", "x-", "-'’", "1.2.3.", "ﷺ" * 50,
       "\u202e高龄", "0" * 90, "高龄\n津贴", "q=1&kind=x"]  # fmt: skip


def test_odd_input_is_never_an_error(site, client):
    for words in ODD:
        for address in ("/search/", "/search/suggest/", "/en/search/"):
            answer = client.get(address, {"q": words.encode("utf-8", "surrogatepass")})
            assert answer.status_code == 200, words
            assert b"<script>alert" not in answer.content
            assert not answer.cookies


ODD_CHOICES = ["kind=x'", "area=99'", "area=" + "9" * 500, "year=99999999999", "year=٢", "page=-1", "page=9999", "kind=%00", "q=%ff%fe"]  # fmt: skip


def test_an_odd_choice_is_no_choice(site, client):
    for about in ODD_CHOICES:
        assert client.get(f"/search/?q=高龄&{about}").status_code == 200, about


def test_hits_are_marked_and_everything_else_is_escaped(site, client):
    a_policy(site.policies, slug="x", title="<b>陷阱</b>", plain_words="<script>alert(1)</script>陷阱在这里")
    page = client.get("/search/?q=陷阱").content.decode()
    assert "&lt;b&gt;<mark>陷阱</mark>&lt;/b&gt;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<mark>陷阱</mark>在这里" in page


def test_a_place_means_itself_what_lies_in_it_and_what_it_lies_in(site):
    liuhe, qingshi = "990001102001", "990001101001"
    assert {"高龄津贴", "怎么申请育儿补贴"} <= set(titles("津贴", area=liuhe) + titles("补贴", area=liuhe))
    assert titles("柳河村", area=liuhe) == ["柳河村"]
    assert titles("柳河村", area=qingshi) == []
    assert search("柳河村").areas([liuhe, qingshi, "990001102"]) == {liuhe: 1, qingshi: 0, "990001102": 1}


def test_counts_beside_a_choice_are_what_the_choice_brings(site):
    everything = search("补贴")
    for kind, count in everything.kinds().items():
        assert search("补贴", kind=kind).total == count
    for year, count in everything.years().items():
        assert search("补贴", year=year).total == count


def test_while_typing_titles_are_offered(site, client):
    def offered(words):
        return [one["title"] for one in client.get("/search/suggest/", {"q": words}).json()["suggestions"]]

    assert offered("高")[0] == offered("gao")[0] == offered("gl")[0] == "高龄津贴"
    assert offered("育儿")[0] == "育儿补贴"
    assert offered("zzz") == offered("") == []


def test_what_editors_say_means_the_same_is_found_at_once(site, client):

    assert "高龄津贴" not in titles("寿星银子")
    Synonym.objects.create(words_zh="寿星银子\n高龄津贴")
    assert titles("寿星银子")[0] == "高龄津贴"
    PromotedAnswer.objects.create(asked="火车票", says_zh="请到车站办理。", address="/about/")
    page = client.get("/search/?q=買火车票").content.decode()
    assert "请到车站办理。" in page


def test_only_what_is_public_is_found_and_at_its_present_address(site):

    assert titles("育儿补贴")[0] == "育儿补贴"
    site.yuer.title = "托育补贴"
    site.yuer.save_revision()
    assert titles("育儿补贴")[0] == "育儿补贴", "a draft changes nothing"
    site.yuer.get_latest_revision().publish()
    assert "育儿补贴" not in titles("育儿补贴")
    site.policies.slug = "zhengce"
    site.policies.save_revision().publish()
    assert search("托育").hits[0].address == "/zhengce/yuer/"
    closed = PageViewRestriction.objects.create(page=site.policies, restriction_type="login")
    assert "托育补贴" not in titles("托育补贴")
    closed.delete()
    assert titles("托育补贴")[0] == "托育补贴"
    site.yuer.refresh_from_db()
    site.yuer.unpublish()
    assert "托育补贴" not in titles("托育补贴")
    site.gaoling.delete()
    assert "高龄津贴" not in titles("高龄津贴")


def test_what_cannot_be_saved_leaves_search_as_it_was(site):
    save = transaction.savepoint()
    site.yuer.unpublish()
    assert "育儿补贴" not in titles("育儿补贴")
    transaction.savepoint_rollback(save)
    assert titles("育儿补贴")[0] == "育儿补贴"


def test_every_pair_of_characters_finds_its_page(site):

    pick = random.Random(7)
    for entry in SearchEntry.objects.filter(language="zh"):
        runs = [run for run in RUN.findall(clean(f"{entry.title} {entry.text}")) if len(run) > 1]
        for run in pick.sample(runs, min(15, len(runs))):
            start = pick.randrange(len(run) - 1)
            query = reader().read(run[start : start + 2])
            assert (
                SearchEntry.objects.filter(pk=entry.pk)
                .extra(where=["words @@ %s::tsquery"], params=[query.all_of()])
                .exists()
            )


def test_a_search_costs_few_questions_to_the_database(site, client, settings, django_assert_max_num_queries):
    settings.PAGE_CACHE_BYTES = 1  # what all pages say alike is remembered, pages are too big to be kept
    client.get("/search/?q=村")
    connection.run_on_commit.clear()  # what was published above counts as done
    client.get("/search/?q=村")
    for words in ("津贴", "家里老人能领什么钱", "飞机票", "allowance"):
        with django_assert_max_num_queries(10):
            client.get(f"/search/?q={words}")


def test_reindex_writes_only_what_differs(site):

    def reindex():
        out = io.StringIO()
        call_command("reindex", stdout=out, stderr=out)
        return out.getvalue()

    assert ", 0 entries made anew, 0 forgotten" in reindex()
    SearchEntry.objects.filter(key=f"page:{site.yuer.pk}").delete()
    SearchEntry.objects.filter(key=f"page:{site.gaoling.pk}").update(key="page:0")
    assert ", 2 entries made anew, 1 forgotten" in reindex()
    assert "高龄津贴" in titles("高龄津贴")


def test_a_disclosure_is_found_while_it_holds(db):
    first = published("青石村", summary="这个季度修了水渠。")
    (hit,) = search("青石村水渠").hits
    assert (hit.kind, hit.address) == ("disclosure", first.get_absolute_url())
    assert [hit.title for hit in search("承包费 利息").hits], "words of its tables, too"
    second = first.correct(first.drafted_by, "数字写错了")
    second.send(first.drafted_by)
    second.publish(first.approved_by)
    assert [hit.key for hit in search("青石村水渠").hits] == [f"disclosure:{second.pk}"]
    second.withdraw(first.approved_by, "不该公开")
    assert f"disclosure:{second.pk}" not in [hit.key for hit in search("青石村水渠").hits]


def test_an_entry_is_made_in_its_pages_language_whoever_makes_it(site):
    english = PolicyPage.objects.get(slug="gaoling", locale__language_code="en")
    with override("zh-hans"):
        (there,) = of_page(english)
    with override("en"):
        (here,) = of_page(english)
    assert there.made_of == here.made_of
