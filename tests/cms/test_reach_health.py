"""The update rules, computed: how each stands, and the day it would be broken."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.health import rules
from cms.health.findings import Finding, Line, State, falls
from portal import registries
from portal.roles import Role
from tests.cms.small_site import a_guide, a_policy, news, small_site
from tests.people import person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def site():
    return small_site()


def published(days_ago: int, pages=None) -> None:
    """As if these pages had been published so long ago."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages]) if pages else Page.objects.all()
    at = timezone.make_aware(timezone.datetime(2026, 11, 25, 12)) - timedelta(days=days_ago)
    rows.update(last_published_at=at)


@pytest.mark.parametrize(
    ("red_on", "state"),
    [(None, "ok"), (date(2026, 12, 3), "ok"), (date(2026, 12, 2), "soon"), (date(2026, 11, 26), "soon"),
     (date(2026, 11, 25), "red"), (date(2020, 1, 1), "red")],
)  # fmt: skip
def test_a_rule_is_kept_soon_broken_or_broken(red_on, state):
    assert Finding("", "", TODAY, red_on).state == state


def test_the_day_a_count_is_reached():
    lines = [Line("", "", date(2026, 1, day)) for day in (9, 3, 7)] + [Line("blank")]
    assert falls(lines, 1) == date(2026, 1, 3)
    assert falls(lines, 3) == date(2026, 1, 9)
    assert falls(lines, 4) is None


@pytest.mark.parametrize(
    ("days_ago", "state", "left"), [(0, "ok", 15), (10, "soon", 5), (14, "soon", 1), (15, "red", 0)]
)
def test_the_front_page_is_stale_after_two_weeks(site, days_ago, state, left):
    published(days_ago)
    found = rules.home(TODAY)
    assert (found.state, found.days_left) == (state, left)


def test_columns_count_from_their_own_day_and_five_break_the_rule(site, monkeypatch):
    news(site.news), a_policy(site.policies), a_policy(site.policies_en)
    published(20)
    found = rules.stale(TODAY)
    assert [(line.title, line.day) for line in found.lines] == [
        ("新闻", date(2026, 11, 20)), ("政策", date(2027, 5, 8)), ("Policies", date(2027, 5, 8)),
    ]  # fmt: skip
    assert (found.state, found.red_on) == (State.OK, None)
    assert "1" in found.says
    monkeypatch.setattr(rules, "MOST_STALE", 1)
    assert rules.stale(TODAY).state == State.RED
    assert rules.stale(TODAY).red_on == date(2026, 11, 20)


def test_blank_columns_are_counted_and_filled_ones_are_not(site):
    empty = rules.blank(TODAY)
    assert empty.state == State.RED
    assert "办事指南" in {line.title for line in empty.lines}
    a_guide(site.guides)
    assert "办事指南" not in {line.title for line in rules.blank(TODAY).lines}


def test_a_site_without_guides_fails_and_a_guide_with_gaps_names_them(site):
    assert rules.guides_there(TODAY).state == State.RED
    whole = a_guide(site.guides)
    assert rules.guides_there(TODAY).state == State.OK
    assert rules.missing(whole) == []
    assert rules.guides_whole(TODAY).state == State.OK
    a_guide(site.guides, slug="luo", title="落户", fee="", steps=[], days_promised=None)
    found = rules.guides_whole(TODAY)
    assert found.state == State.RED
    assert [line.title for line in found.lines] == ["落户：缺少步骤、办理时限、收费"]


def test_a_message_that_waits_turns_the_rule_red_after_three_months(site, monkeypatch):
    monkeypatch.setattr(
        registries.waiting_messages, "_things", {"a": lambda: [date(2026, 9, 1), date(2026, 11, 1)]}
    )
    found = rules.messages(TODAY)
    assert (found.red_on, found.state) == (date(2026, 12, 1), State.SOON)
    monkeypatch.setattr(registries.waiting_messages, "_things", {})
    assert rules.messages(TODAY).state == State.UNKNOWN


def test_the_hotline_says_which_cases_wait(site):
    from hotline.models import Case

    assert rules.messages(TODAY).red_on is None
    Case.objects.open(kind="help", text="屋顶漏雨", key="1")
    assert "1" in rules.messages(TODAY).says


def test_editors_see_it_on_their_desk_and_in_the_reports(client, site, settings):
    settings.DEMO = True
    client.force_login(person(Role.EDITOR, "安禾县"))
    assert "网站体检" in client.get("/admin/").content.decode()
    page = client.get("/admin/site-health/").content.decode()
    for said in ("首页", "空白栏目", "不达标"):
        assert said in page, said
    client.force_login(person(Role.OPERATOR, "安禾县"))
    assert client.get("/admin/site-health/").status_code == 404
    assert "网站体检" not in client.get("/admin/").content.decode()


def test_the_check_costs_the_same_whatever_the_number_of_pages(site, django_assert_max_num_queries):
    for number in range(12):
        news(site.news, slug=f"n{number}")
    with django_assert_max_num_queries(24):
        rules.findings(TODAY)
