"""What a page refuses with a sentence, what it fills in by itself, and what search learns from it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.models import Alert, CampaignPage, FaqPage, NewsPage, PolicyPage, SiteIdentity, VillagePage
from cms.slugs import short_slug
from tests.cms.portal_pages import Portal
from tests.people import place
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(programmes):
    return Portal()


def refused(page) -> dict:
    with pytest.raises(ValidationError) as problem:
        page.full_clean()
    return problem.value.message_dict


def test_a_policy_cannot_end_before_it_begins_nor_replace_itself(portal):
    policy = portal.zh["policy"]
    policy.in_force_until = date(2024, 1, 1)
    assert refused(policy)["in_force_until"] == ["结束不能早于开始。"]
    policy.in_force_until, policy.replaces = None, policy
    assert refused(policy)["replaces"] == ["一项政策不能替代它自己，请选原来的那一项。"]


def test_a_village_has_one_page_in_each_language_and_a_county_none(portal):
    def village(area):
        return VillagePage(
            title="又一页", area=area, locale=portal.zh["home"].locale, slug="again", path="x", depth=4
        )

    assert refused(village(portal.village))["area"] == ["这个地方已经有一页了：“青石村”。"]
    assert refused(village(portal.county))["area"] == ["请选这一页写的是哪个村。"]
    village(place("石桥村")).clean_fields(exclude=["draft_title", "content_type"])


def test_a_campaign_ends_on_or_after_its_first_day(portal):
    campaign = CampaignPage(
        title="短", summary="…", starts=date(2026, 5, 2), ends=date(2026, 5, 1), path="x", depth=4
    )
    assert refused(campaign)["ends"] == ["结束不能早于开始。"]


def test_an_answer_is_short(portal):
    question = FaqPage(title="长？", answer="长" * 301, path="x", depth=4)
    assert "answer" in refused(question)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("育儿补贴怎么领", "yuer-butie-zenme-ling"),
        ("重庆路卫生院", "chongqinglu-weishengyuan"),
        ("2026年第三季度", "2026-nian-disanjidu"),
        ("New opening hours", "new-opening-hours"),
        ("！？…", ""),
        ("农村部分计划生育家庭奖励扶助制度申请办理指南", "nongcun-bufen-jihuashengyu-jiating-jiangli"),
    ],
)
def test_a_chinese_title_has_a_short_latin_address(title, slug):
    assert short_slug(title) == slug or (len(slug) > 40 and slug.startswith(short_slug(title)))
    assert short_slug(title).isascii()
    assert len(short_slug(title)) <= 40


def test_pages_of_one_title_get_different_addresses_and_the_county(portal):
    made = [portal.zh["news"].add_child(instance=NewsPage(title="重要通知", summary="…")) for _ in range(2)]
    assert [page.slug for page in made] == ["zhongyao-tongzhi", "zhongyao-tongzhi-2"]
    assert {page.area for page in made} == {portal.county}
    assert made[0].last_checked == timezone.localdate()
    odd = portal.zh["news"].add_child(instance=NewsPage(title="！", slug="！", summary="…"))
    assert odd.slug.isascii()
    assert odd.slug


def test_who_it_concerns_is_this_place_and_those_above_or_this_place_and_those_below(portal):
    news = NewsPage.objects.filter(locale=portal.zh["home"].locale)
    assert news.in_area("990001101").count() == 1
    assert news.in_area("990001102").count() == 0
    assert news.concerning(portal.village.pk).count() == 1
    assert PolicyPage.objects.concerning(portal.village.pk).count() == PolicyPage.objects.count()


def test_a_page_not_looked_at_for_too_long_says_so(client, portal):
    policy = portal.zh["policy"]
    assert policy not in PolicyPage.objects.check_due()
    policy.last_checked = timezone.localdate() - timedelta(days=190)
    policy.save()
    assert policy in PolicyPage.objects.check_due()
    assert "时间已久" in client.get(policy.url).content.decode()


def test_search_learns_title_number_plain_words_and_all_text(portal):
    told = portal.zh["policy"].search_words()
    assert ("A", "育儿补贴") in told
    assert ("A", "国办发〔2025〕1号") in told
    assert ("B", "三岁以下每孩都有。") in told
    assert any(weight == "C" and "办事不求人" in words and "<p>" not in words for weight, words in told)
    assert any("青石" in words for _weight, words in portal.zh["village"].search_words())
    assert all(
        isinstance(words, str) and "None" not in words
        for page in portal.zh.values()
        for _w, words in page.search_words()
    )


def test_a_danger_stands_above_every_page_while_it_lasts_and_names_its_place(client, portal):
    now, hour = timezone.now(), timedelta(hours=1)
    Alert.objects.create(words_zh="河水上涨", words_en="The river rises", level="danger", area=portal.village)
    Alert.objects.create(words_zh="明天的事", area=portal.county, starts_at=now + hour)
    Alert.objects.create(
        words_zh="昨天的事", area=portal.county, starts_at=now - 2 * hour, ends_at=now - hour
    )
    chinese = Page(client.get("/").content.decode()).text
    assert "青石村：河水上涨" in chinese
    assert "明天的事" not in chinese
    assert "昨天的事" not in chinese
    assert "Qingshi Village: The river rises" in Page(client.get("/en/faq/").content.decode()).text


def test_what_is_only_good_to_know_or_minded_in_one_village_stands_on_the_front_page(client, portal):
    Alert.objects.create(words_zh="本月可以申请", area=portal.county, link="/faq/")
    Alert.objects.create(words_zh="老桥正在修", level="warning", area=portal.village)
    front, other = (Page(client.get(path).content.decode()).text for path in ("/", "/news/"))
    assert "本月可以申请" in front
    assert "老桥正在修" in front
    assert "本月可以申请" not in other
    assert "老桥正在修" not in other
    assert "本月可以申请" in Page(client.get("/faq/").content.decode()).text, "where it leads to"


def test_the_foot_says_who_runs_the_site_and_nothing_that_is_empty(client, portal):
    SiteIdentity.objects.create(host_zh="安禾县协会", host_en="Anhe association", icp="")
    assert "安禾县协会" in Page(client.get("/").content.decode()).text
    said = Page(client.get("/en/").content.decode()).text
    assert "Anhe association" in said
    assert "ICP" not in said
