"""A policy that replaces another is written today and approved for its day: on it page, index, home and search agree."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from cms.models import PolicyPage
from cms.tasks import publish_due
from portal.roles import Role
from tests.cms.pages import County, a_policy
from tests.cms.posting import posted_page
from tests.people import person

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 24, 2, tzinfo=UTC)  # ten in the morning in the county
EVE = datetime(2026, 12, 31, 15, 50, tzinfo=UTC)
THE_DAY = datetime(2026, 12, 31, 16, 2, tzinfo=UTC)  # two minutes into the first of January
NEW, OLD = "高龄补贴二〇二七年办法", "老年人生活补贴"


@pytest.fixture
def county(settings):
    settings.DEMO = True
    with time_machine.travel(TODAY, tick=True) as clock:
        one = County()
        one.clock = clock
        yield one


def write(client, editor, county) -> PolicyPage:
    """A new page, in force and on the site from New Year on, sent for approval."""
    client.force_login(editor)
    index = county.policy.get_parent()
    page = a_policy(NEW, replaces=county.policy, slug="gaoling-2027")
    page.in_force_from, page.plain_words = date(2027, 1, 1), "八十岁起每月120元，找村委会办。"
    page.locale = index.locale
    draft = index.specific.add_child(instance=page)  # only to fill the form as it would be filled
    sent = posted_page(draft, editor, go_live_at="2027-01-01 00:00") | {"action-submit": "yes"}
    draft.delete()
    answer = client.post(
        reverse("wagtailadmin_pages:add", args=["cms", "policypage", index.pk]), sent, follow=True
    )
    assert "审核" in answer.text or "等待" in answer.text
    return PolicyPage.objects.get(slug="gaoling-2027")


def edit(client, user, page, button, **changes):
    client.force_login(user)
    latest = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    sent = posted_page(latest, user, **changes) | {button: "yes"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, follow=True)


def approve(client, reviewer, page):
    edit(client, reviewer, page, "action-workflow-action", **{"workflow-action-name": "approve"})


def read(client, address: str) -> str:
    client.logout()
    return client.get(address).text


def test_on_its_day_the_new_policy_shows_and_the_old_one_says_so(client, county):
    editor, reviewer = person(Role.EDITOR, "安禾县"), person(Role.REVIEWER, "安禾县")
    new = write(client, editor, county)
    edit(client, editor, county.policy, "action-submit", in_force_until="2026-12-31")
    for page in (new, county.policy):
        approve(client, reviewer, page)
    client.force_login(editor)
    calendar = client.get("/admin/reports/writing/calendar/").text
    assert NEW in calendar

    for moment in (TODAY, EVE):
        county.clock.move_to(moment)
        publish_due()
        assert client.get("/policies/gaoling-2027/").status_code in {302, 404}
        assert OLD in read(client, "/policies/")
        assert NEW not in read(client, "/policies/") + read(client, "/") + read(client, county.policy.url)
        assert "/policies/gaoling-2027/" not in read(client, "/search/?q=高龄补贴")

    county.clock.move_to(THE_DAY)
    assert publish_due() == 1
    assert "120元" in read(client, "/policies/gaoling-2027/")
    assert "/policies/gaoling-2027/" in read(client, county.policy.url), "the old one leads to the new one"
    index = read(client, "/policies/")
    assert index.index(NEW) < index.index(OLD), "what is in force comes first"
    assert county.policy.url in read(client, "/policies/gaoling-2027/"), "the new one names what it replaces"
    assert "/policies/gaoling-2027/" in read(client, "/search/?q=高龄补贴")
    assert set(PolicyPage.objects.in_force(date(2027, 1, 1))) == {PolicyPage.objects.get(pk=new.pk)}
    assert publish_due() == 0
