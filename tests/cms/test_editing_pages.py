"""Who edits which page: the county's editors all, a place's staff its own, nobody alone."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.models import NewsPage
from portal import gate, page_gate, page_rights
from portal.models import User
from portal.roles import Role
from tests.cms.pages import County, edit, some_news
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


@pytest.mark.parametrize("key", ["strangers", "99999999", "x", "\x00"])
def test_where_a_page_may_not_go_is_not_told_by_its_title(county, client, clerk, key):
    page, far = county.drafts["青石村"], county.drafts["柳河村"]
    goal = far.pk if key == "strangers" else key
    sent = {"new_title": "新", "new_slug": "new", "new_parent_page": goal, "parent_page": goal}
    for address in (
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("wagtailadmin_pages:move", args=[page.pk]),
        reverse("wagtailadmin_pages:choose_parent", args=["cms", "newspage"]),
    ):
        answer = client.post(address, sent)
        assert (answer.status_code, far.title in answer.text) == (404, False), address


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
