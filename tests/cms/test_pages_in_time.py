"""What was in force on another day: `?on=` on policies and their list."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.models import PolicyPage
from cms.models.policy import State
from tests.cms.portal_pages import Portal
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db
ODD = [
    "abc",
    "2025-02-30",
    "9999-99-99",
    "%00",
    "-1",
    "1900-01-01",
    "2500-01-01",
    "'",
    "2" * 500,
    "明天",
    "2025-13-01",
]


@pytest.fixture
def portal(programmes):
    return Portal()


def text(client, page, query="") -> str:
    answer = client.get(page.url + query)
    assert answer.status_code == 200
    return Page(answer.content.decode()).text


def test_the_list_says_what_was_in_force_that_day(client, portal):
    then = text(client, portal.zh["policies"], "?on=2024-03-01&state=in_force")
    assert "您看的是2024年3月1日的情况" in then
    assert "旧的托育补助" in then
    assert "三岁以下每孩都有" not in then
    now = text(client, portal.zh["policies"], "?state=in_force")
    assert "三岁以下每孩都有" in now
    assert "旧的托育补助" not in now
    assert "您看的是" not in now


def test_a_policy_shows_its_state_and_its_sums_of_that_day(client, portal):
    policy = portal.zh["policy"]
    assert "3,600元" in text(client, policy)
    before = text(client, policy, "?on=2024-12-31")
    assert "那一天不在有效期内" in before
    assert "从2025年1月1日" in before.replace(" ", "") or "2025年1月1日" in before
    assert "那一天不在有效期内" not in text(client, policy, "?on=2025-01-01")


def test_a_policy_that_ended_says_so_and_what_counts_now(client, portal):
    said = text(client, portal.zh["old policy"])
    assert "已经失效" in said
    assert "现在按这一项： 育儿补贴" in said
    assert "它替代了 旧的托育补助" in text(client, portal.zh["policy"])


@pytest.mark.parametrize("name", ["policy", "policies"])
def test_an_odd_day_gets_a_sentence_and_todays_page(client, portal, name):
    for odd in ODD:
        said = text(client, portal.zh[name], f"?on={odd}")
        assert "下面是今天的规定" in said or odd == "%00", odd
        assert "您看的是" not in said, odd


def test_states_change_by_the_day_and_not_when_somebody_saves():
    today, day = timezone.localdate(), timedelta(days=1)
    policy = PolicyPage(in_force_from=today, in_force_until=today)
    assert [policy.state_on(today + n * day) for n in (-1, 0, 1)] == [
        State.COMING,
        State.IN_FORCE,
        State.ENDED,
    ]
    policy = PolicyPage(in_force_from=date(2025, 1, 1))
    assert policy.state_on(date(2090, 1, 1)) == State.IN_FORCE


def test_the_three_states_of_the_list_leave_nothing_out_and_count_nothing_twice(portal):
    for day in (date(2019, 1, 1), date(2020, 1, 1), date(2024, 12, 31), date(2025, 1, 1)):
        sets = [set(PolicyPage.objects.in_state(state, day)) for state in State.values]
        assert sum(map(len, sets)) == len(set.union(*sets)) == PolicyPage.objects.live().count()
        for state, found in zip(State.values, sets, strict=True):
            assert {policy.state_on(day) for policy in found} <= {State(state)}
