"""The invented county is there at once, twice, and only in the demo."""

import pytest
from django.core.management import CommandError, call_command

from portal.checks import no_demo_in_public
from portal.models import Area, Duty, User
from portal.roles import Role

pytestmark = pytest.mark.django_db


def rows():
    return Area.objects.count(), User.objects.count(), Duty.objects.count()


def test_every_role_has_somebody_and_every_village_its_clerk(settings, capsys, client):
    settings.DEMO = True
    call_command("load_county")
    assert set(Duty.objects.current().values_list("role", flat=True)) == set(Role.values)
    villages = {area.code for area in Area.objects.all() if len(area.code) == 12}
    assert set(Duty.objects.filter(role=Role.CLERK).values_list("area_id", flat=True)) == villages

    said = capsys.readouterr().out
    assert "liuhe-wenshu" in said
    password = said.split("password ")[1].split()[0]
    client.post("/accounts/login/", {"login": "liuhe-wenshu", "password": password})
    assert client.get("/admin/").status_code == 200


def test_loading_it_twice_leaves_what_once_leaves(settings):
    settings.DEMO = True
    call_command("load_county")
    once = rows()
    call_command("load_county")
    assert rows() == once


def test_outside_the_demo_it_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="Set LINLI_DEMO=1"):
        call_command("load_county")
    assert rows()[2] == 0


@pytest.mark.parametrize(
    ("demo", "private", "address", "wrong"),
    [
        (False, False, "https://linli.example", False),
        (True, True, "http://127.0.0.1:8000", False),
        (True, True, "https://linli.example", True),
        (True, False, "http://127.0.0.1:8000", True),
    ],
)
def test_a_demo_on_a_public_address_is_an_error(settings, demo, private, address, wrong):
    settings.DEMO, settings.PRIVATE, settings.PUBLIC_URL = demo, private, address
    assert [problem.id for problem in no_demo_in_public(None)] == (["portal.E001"] if wrong else [])
