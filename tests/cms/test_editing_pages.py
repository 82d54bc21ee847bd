"""Who edits which page: the county's editors all, a place's staff its own, nobody alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from cms.models import NewsPage, PolicyPage
from portal import gate, page_gate, page_rights
from portal.models import User
from portal.roles import Role
from tests.cms.pages import County, some_news
from tests.people import appoint, person, place

pytestmark = pytest.mark.django_db
SOMEBODY = [
    (Role.CLERK, "青石村"), (Role.CLERK, "石桥村"), (Role.OFFICER, "青石镇"), (Role.EDITOR, "安禾县"), (Role.HANDLER, "青石镇"),
]  # fmt: skip


@pytest.fixture
def county(settings):
    settings.DEMO = True
    return County()


@pytest.fixture
def clerk(county, client):
    user = person(Role.CLERK, "青石村")
    client.force_login(user)
    client.get("/admin/")
    return user


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def slow_reference(user) -> set[int]:
    """Page by page and word by word, without any tree: its place lies in a place of a duty."""
    found = set()
    for page in Page.objects.filter(depth__gt=1).specific():
        for code in gate.places(user, "edit pages"):
            if (page.area_id or "").startswith(code):
                found.add(page.pk)
    return found


@pytest.mark.parametrize(("role", "where"), SOMEBODY)
def test_what_is_edited_listed_counted_and_found_is_the_same_as_a_slow_reference(county, client, role, where):
    user = person(role, where)
    client.force_login(user)
    client.get("/admin/")
    wanted = slow_reference(User.objects.get(pk=user.pk))
    fresh = User.objects.get(pk=user.pk)
    assert set(page_gate.own(fresh).filter(depth__gt=1).values_list("pk", flat=True)) == wanted
    every = list(Page.objects.filter(depth__gt=1))
    opened = {page.pk for page in every if client.get(edit(page)).status_code == 200}
    assert opened == wanted
    assert listed(client) - wanted <= ways_to(wanted)
    assert wanted <= listed(client)


def listed(client) -> set[int]:
    """What the explorer's menu gives, page by page of its answer."""
    found, more = set(), True
    while more:
        answer = client.get(f"/admin/api/main/pages/?limit=20&offset={len(found)}")
        more = answer.json()["items"] if answer.status_code == 200 else []
        found |= {row["id"] for row in more}
    return found - {1}


def ways_to(keys) -> set[int]:
    """The pages above, through which one comes to one's own."""
    above = {
        page.pk for one in Page.objects.filter(pk__in=keys) for page in one.get_ancestors() if page.depth > 1
    }
    return above - keys


def test_a_clerk_cannot_list_open_edit_move_copy_or_find_what_is_not_hers(county, client, clerk):
    foreign = [county.drafts["石桥村"], county.policy]
    for page in foreign:
        for name in (
            "edit",
            "delete",
            "unpublish",
            "copy",
            "move",
            "history",
            "usage",
            "view_draft",
            "lock",
            "unlock",
            "add_subpage",
            "convert_alias",
            "workflow_history",
            "set_privacy",
        ):
            address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
            assert client.get(address).status_code == 404, (name, page.title)
            assert client.post(address).status_code == 404, (name, page.title)
        assert client.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 404
    mine = county.drafts["青石村"]
    for there in (county.villages["石桥村"], county.news_index):
        assert client.post(f"/admin/pages/{mine.pk}/move/{there.pk}/confirm/").status_code == 404
    mine.refresh_from_db()
    assert mine.get_parent().pk == county.villages["青石村"].pk
    found = client.get("/admin/pages/search/?q=石桥村").text
    assert "石桥村草稿" not in found
    assert "石桥村修路" not in found
    listing = client.get(
        reverse("wagtailadmin_explore", args=[county.villages["石桥村"].get_parent().pk])
    ).text
    assert "青石村" in listing
    assert "石桥村" not in listing


def test_only_drafts_of_ones_own_can_be_chosen_and_what_everybody_reads(county, client, clerk):
    parent = county.villages["石桥村"]
    rows = client.get(f"/admin/choose-page/{parent.pk}/").json()["html"]
    assert "石桥村修路" in rows
    assert "石桥村草稿" not in rows
    assert "石桥村草稿" not in client.get("/admin/choose-page/search/?q=石桥村草稿").text
    both = [county.drafts["石桥村"].pk, county.drafts["青石村"].pk]
    chosen = client.get("/admin/choose-page/chosen-multiple/", {"id": both}).json()["result"]
    assert [row["id"] for row in chosen] == both[1:]


@pytest.mark.parametrize("action", ["publish", "delete"])
def test_bulk_actions_name_and_touch_only_ones_own(county, client, clerk, action):
    foreign = county.news["石桥村"]
    address = f"/admin/bulk/wagtailcore/page/{action}/"
    assert client.get(f"{address}?id={foreign.pk}").status_code == 404
    both = client.get(f"{address}?id={foreign.pk}&id={county.drafts['青石村'].pk}")
    assert "石桥村" not in both.text
    everything = client.get(f"{address}?id=all&childOf={foreign.get_parent().pk}")
    assert everything.status_code == 404
    client.post(f"{address}?id=all&childOf={county.villages['青石村'].get_parent().pk}", {"chooser": ""})
    assert set(NewsPage.objects.live().values_list("pk", flat=True)) >= {foreign.pk, county.news["青石村"].pk}
    assert not NewsPage.objects.get(pk=county.drafts["青石村"].pk).live


def test_rights_end_with_the_duty(county, client, clerk):
    assert client.get(edit(county.drafts["青石村"])).status_code == 200
    clerk.duties.all().delete()
    appoint(clerk, Role.CLERK, "石桥村")
    assert client.get(edit(county.drafts["青石村"])).status_code == 404
    assert client.get(edit(county.drafts["石桥村"])).status_code == 200


def test_a_page_given_to_another_place_leaves_with_it(county, client, clerk):
    page = county.about_qingshi
    assert client.get(edit(page)).status_code == 200
    page.area = place("石桥村")
    page.save()
    assert client.get(edit(page)).status_code == 404


def test_each_place_has_a_folder_for_its_pictures_within_that_of_its_township(county, client, clerk):
    folder = page_rights.folder_of("990001101001")
    assert folder.get_parent().name.startswith("990001101 ")
    assert folder.get_parent().get_parent().depth == 1
    assert page_rights.folder_of("990001101001").pk == folder.pk


def test_entering_costs_a_clerk_no_more_with_many_pages(county, client, clerk, django_assert_max_num_queries):
    for number in range(12):
        county.villages["青石村"].add_child(instance=some_news(f"第{number}条", place("青石村")))
    client.get("/admin/areas/")
    with django_assert_max_num_queries(22):
        client.get("/admin/areas/")


def test_a_clerk_writes_below_her_village_and_nowhere_else(county, client, clerk):
    add = reverse("wagtailadmin_pages:add", args=["cms", "newspage", county.villages["青石村"].pk])
    page = client.get(add).text
    assert "青石村" in page
    assert "石桥村" not in page
    assert (
        client.get(
            reverse("wagtailadmin_pages:add", args=["cms", "newspage", county.news_index.pk])
        ).status_code
        == 404
    )


# Four eyes


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
    from cms.models import Wording

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
