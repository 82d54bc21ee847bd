"""Nobody publishes a page alone, whatever button or address they use; what must not be public is not sent."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cms.models import NewsPage, PolicyPage, Wording
from portal.models import User
from portal.roles import Role
from tests.cms.pages import County, edit
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings):
    settings.DEMO = True
    return County()


def press(client, user, page, button, **changes):
    client.force_login(user)
    latest = page.get_latest_revision_as_object()
    sent = {
        "title": latest.title, "slug": latest.slug, "summary": latest.summary, "day": "2026-11-25", "purpose": "",
        "body-count": 0, "area": latest.area_id, "unit": "", "unit_phone": "", "last_checked": "2026-11-25",
        "check_every": 6, "seo_title": "", "search_description": "", "picture": "",
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "comments-MIN_NUM_FORMS": 0, "comments-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    return client.post(edit(page), sent | changes | {button: "yes"}, follow=True)


def live(page) -> str:
    page = NewsPage.objects.get(pk=page.pk)
    return page.summary if page.live else ""


NEW = "今天通车了。"


@pytest.fixture
def writer(county):
    return person(Role.CLERK, "青石村")


@pytest.fixture
def officer(county):
    return person(Role.OFFICER, "青石镇")


def send(client, user, page, **changes):
    return press(client, user, page, "action-submit", **({"summary": NEW} | changes))


def decide(client, user, page, action="approve", **changes):
    return press(client, user, page, "action-workflow-action", **{"workflow-action-name": action}, **changes)


def test_the_township_approves_what_a_village_writes(county, client, writer, officer):
    page = county.drafts["青石村"]
    send(client, writer, page)
    assert NewsPage.objects.get(pk=page.pk).workflow_in_progress
    assert live(page) == ""
    decide(client, officer, page)
    assert live(page) == NEW


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.CLERK, "青石村"),
        (Role.OFFICER, "青石镇"),
        (Role.REVIEWER, "安禾县"),
    ],
)
def test_nobody_publishes_alone_by_button_or_address(county, client, role, where):
    user = person(role, where)
    page = county.drafts["青石村"]
    assert "action-publish" not in client.get(edit(page)).text
    press(client, user, page, "action-publish", summary=NEW)
    assert live(page) == ""
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": "on"})
    assert live(page) == ""
    send(client, user, page)
    decide(client, user, page)
    assert live(page) == ""
    state = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )
    assert live(page) == ""
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, user, "approve")


def test_the_keeper_does_not_publish_alone_either(county, client):
    page = county.drafts["青石村"]
    press(client, User.objects.create_superuser("keeper"), page, "action-publish", summary=NEW)
    assert live(page) == ""


def test_a_new_page_is_not_published_alone(county, client, writer):
    client.force_login(writer)
    address = reverse("wagtailadmin_pages:add", args=["cms", "newspage", county.villages["青石村"].pk])
    client.post(
        address,
        {"title": "新的", "slug": "new-one", "summary": NEW, "day": "2026-11-25", "body-count": 0, "area": "990001101001",
         "last_checked": "2026-11-25", "check_every": 6, "action-publish": "yes", "comments-TOTAL_FORMS": 0,
         "comments-INITIAL_FORMS": 0, "comments-MIN_NUM_FORMS": 0, "comments-MAX_NUM_FORMS": 1000},
    )  # fmt: skip
    assert not NewsPage.objects.get(slug="new-one").live


def test_another_townships_officer_does_not_approve(county, client, writer):
    page = county.drafts["青石村"]
    send(client, writer, page)
    other = person(Role.OFFICER, "柳河镇")
    assert decide(client, other, page).status_code == 404
    state = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, other, "approve")
    assert live(page) == ""


def test_what_an_approver_types_is_not_slipped_in(county, client, writer, officer):
    page = county.drafts["青石村"]
    send(client, writer, page)
    decide(client, officer, page, summary="自己加的。")
    assert live(page) == NEW


def test_what_must_not_be_public_keeps_a_page_from_being_sent_and_nothing_typed_is_lost(
    county, client, writer
):
    page = county.drafts["青石村"]
    answer = send(client, writer, page, summary="有事找王大妈，13800138000。")
    assert "“概要”" in answer.text or "in short" in answer.text or "138…00" in answer.text
    assert "138…00" in answer.text
    assert "有事找王大妈" in answer.text
    assert not NewsPage.objects.get(pk=page.pk).workflow_in_progress
    press(client, writer, page, "action-save", summary="有事找王大妈，13800138000。")
    assert (
        NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().summary.endswith("13800138000。")
    ), "a draft is kept"


def test_what_became_forbidden_meanwhile_is_not_approved(county, client, writer, officer):
    page = county.drafts["青石村"]
    send(client, writer, page)
    Wording.objects.create(words="通车", level="refuse", reason="还没有验收")
    answer = decide(client, officer, page)
    assert "还没有验收" in answer.text
    assert live(page) == ""


def test_a_copy_is_a_draft(county, client, officer):
    client.force_login(officer)
    page = county.news["青石村"]
    sent = {
        "new_title": "抄来的",
        "new_slug": "copied",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)
    assert not NewsPage.objects.get(slug="copied").live


def test_who_approves_takes_a_page_off_the_site_and_its_writer_does_not(county, client, writer, officer):
    page = county.news["青石村"]
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    client.force_login(writer)
    client.post(address)
    assert live(page)
    client.force_login(officer)
    client.post(address)
    assert live(page) == ""


def test_what_waits_stands_on_the_desk_of_who_may_decide(county, client, writer, officer):
    page = county.drafts["青石村"]
    send(client, writer, page)
    client.force_login(officer)
    assert edit(page) in client.get("/admin/").text
    client.force_login(person(Role.OFFICER, "柳河镇"))
    assert page.title not in client.get("/admin/").text
    assert page.title not in client.get("/admin/reports/workflow/").text
    assert page.title not in client.get("/admin/reports/workflow_tasks/").text


@pytest.mark.parametrize("mode", ["", "elder", "print", "twin"])
def test_a_draft_is_seen_as_its_readers_will_see_it(county, client, writer, mode):
    page = PolicyPage.objects.get(pk=county.policy.pk)
    client.force_login(person(Role.EDITOR, "安禾县"))
    seen = page.make_preview_request(preview_mode=mode)
    assert seen.status_code == 200
    body = getattr(seen, "render", lambda: seen)().content.decode()
    assert ('template elder"' in body) == (mode == "elder")
    assert ("<nav" in body) == (mode in {"", "elder"})
    assert ("还没有英文页" in body) == (mode == "twin")


def test_the_first_button_of_who_decides_is_yes(county, client, writer, officer):
    page = county.news["青石村"]
    send(client, writer, page)
    client.force_login(officer)
    client.get("/admin/")
    footer = client.get(edit(page)).text.partition("<footer")[2]
    assert 'data-workflow-action-name="approve"' in footer[: footer.index("</button>")]
