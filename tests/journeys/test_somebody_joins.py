"""Somebody applies on the web, is taken in, shows the certificate, and leaves."""

from datetime import date

import pytest
from django.urls import reverse

from membership.models import Application, Membership
from portal.models.periods import since
from portal.roles import Role
from tests.membership.samples import an_association
from tests.people import person, place

pytestmark = pytest.mark.django_db


def test_from_the_application_to_the_end(client, settings):
    settings.DEMO = True  # no second factor
    village = place("青石村")
    told = {"association": an_association(village, name="青石村协会").pk, "name": "王小燕",
            "phone": "138 0013 8000", "born_on": "1980-02-03", "once": "page-1"}  # fmt: skip

    page = client.post("/join/", told)
    assert page.status_code == 200
    assert "王小燕" in page.content.decode()  # nothing typed is lost
    assert not Application.objects.exists()

    for _twice in range(2):
        assert client.post("/join/", {**told, "promise": "on"}).url == "/join/sent/"
    row = Application.objects.get()
    assert (row.phone, row.channel, row.told["born_on"]) == ("+8613800138000", "web", "1980-02-03")

    client.force_login(person(Role.CLERK, "青石村"))
    desk = reverse("register-application", args=[row.pk])
    assert "王小燕" in client.get(desk).content.decode()
    client.post(f"{desk}agree/", {"word": "小组同意", "once": "a"})
    assert client.post(f"{desk}accept/", {"who": "new", "once": "b"}).status_code in {302, 403}
    assert not Membership.objects.exists()  # the council decides, not the clerk

    client.force_login(person(Role.OFFICER, "安禾县"))
    client.post(f"{desk}accept/", {"who": "new", "word": "理事会同意", "once": "c"})
    member = Membership.objects.get()
    paper = client.get(reverse("register-certificate", args=[member.pk])).content.decode()
    assert "王小燕" in paper
    assert member.serial in paper

    seen = check(client, member)
    assert member.serial in seen
    assert "青石村协会" in seen
    assert "王小燕" not in seen
    assert "13800138000" not in seen

    page = reverse("register-member", args=[member.pk])
    assert client.get(page).status_code == 200
    Membership.objects.update(period=since(date(2025, 1, 1)))  # some time has passed
    client.post(f"{page}leave/", {"last_day": "2025-12-31", "because": "迁出", "once": "d"})
    member.refresh_from_db()
    assert member.ended_because == "迁出"
    client.logout()
    answer = client.get(reverse("member:certificate", args=[member.token]))
    assert answer.context["member"].standing == "ended"
    assert "✗" in answer.content.decode()
    assert not answer.cookies


def check(client, member) -> str:
    return client.get(reverse("member:certificate", args=[member.token])).content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00" * 10])
def test_a_made_up_certificate_is_not_found(client, token):
    assert client.get(f"/member/{token}/").status_code == 404
