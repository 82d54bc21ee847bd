"""A clerk's desk: few tasks, in her words, without what she cannot use."""

import re

import pytest

from portal import registries
from portal.home import Task, tasks_of
from portal.roles import Role
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, settings):
    settings.DEMO = True
    user = person(Role.CLERK, "柳河村", first_name="秀兰")
    client.force_login(user)
    return user


def test_no_task_of_hers_is_a_dead_link(client, clerk):
    tasks = tasks_of(clerk)
    assert tasks
    for task in tasks:
        if not task.address.startswith("tel:"):
            assert client.get(task.address).status_code == 200, task.title


def test_packages_offer_tasks_and_those_due_first_stand_first(client, clerk, monkeypatch):
    monkeypatch.setattr(registries.home_panels, "_things", dict(registries.home_panels._things))
    registries.home_panels.add(
        "test", lambda user: Task("答复诉求", "3 件待办", "/admin/areas/", count=3, order=1)
    )
    registries.home_panels.add("not hers", lambda user: None)
    page = client.get("/admin/").content.decode()
    assert page.index("答复诉求") < page.index("柳河村")


def test_the_menu_leads_nowhere_closed(client, clerk):
    page = client.get("/admin/").content.decode()
    links = set(re.findall(r'(?:"url": |<a href=)"([^"#]+)"', page)) - {
        "/admin/logout/",
        "https://www.enable-javascript.com/",
    }
    assert "/admin/areas/" in links
    for link in links:
        assert link.startswith("/"), f"{link} leaves the house"
        if not link.startswith("/static/"):
            assert client.get(link).status_code == 200, link


def test_an_editor_sees_pages_and_a_manager_people(client, settings):
    settings.DEMO = True
    client.force_login(person(Role.EDITOR, "安禾县"))
    assert "/admin/pages/" in client.get("/admin/").content.decode()
    client.force_login(person(Role.MANAGER, "安禾县"))
    assert "/admin/duties/" in client.get("/admin/").content.decode()


def test_the_desk_costs_few_queries(client, clerk, django_assert_max_num_queries):
    client.get("/admin/")  # each task on the desk may ask one or two questions; a package adds a handful
    with django_assert_max_num_queries(36):
        client.get("/admin/")
