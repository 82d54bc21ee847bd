"""An officer asks for suggestions in a village, reads why, takes some up; coverage follows; a visit clears an overdue."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from membership.models import Pairing
from portal.models.periods import since
from portal.roles import Role
from tests.membership.samples import a_household, a_member, a_visit
from tests.people import person, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, settings):
    settings.DEMO = True
    village = place("青石村")
    officer = person(Role.OFFICER, "青石镇")
    client.force_login(officer)
    return Desk(client, village, officer)


class Desk:
    def __init__(self, client, village, officer):
        self.client, self.village, self.officer = client, village, officer

    def read(self, view, *args, ask="") -> str:
        answer = self.client.get(reverse(view, args=args) + ask)
        assert answer.status_code == 200
        return answer.content.decode()

    def send(self, view, *args, **told) -> str:
        return self.client.post(reverse(view, args=args), told, follow=True).content.decode()

    def figure(self, what: str) -> int:
        """The figure of this village on the township's page; its rows, opened, are as many."""
        page = self.read("pairing-coverage", ask="?place=990001101")
        found = re.search(rf"place={self.village.pk}&amp;what={what}\">\s*(\d+)", page)
        count = int(found[1]) if found else 0
        rows = self.read("pairing-rows", ask=f"?place={self.village.pk}&what={what}")
        assert f"{count}条" in rows
        return count


def test_suggestions_are_read_taken_up_and_followed(desk):
    wish = a_household(desk.village, "愿女户", wishes_sex="F")
    a_household(desk.village, "普通户")
    a_household(desk.village, "第三户")
    for name, sex in (("刘春花", "F"), ("周大川", "M"), ("吴三宝", "M")):
        member = a_member(desk.village, name)
        type(member.resident).objects.filter(pk=member.resident_id).update(sex=sex)
    assert desk.figure("nobody") == 3

    page = desk.send("pairing-searches", area=desk.village.pk, once="one-form")
    assert page.count("还没有联系户，上限5户") == 3
    assert "符合该户对男女的意愿" in page
    assert not Pairing.objects.exists(), "nothing changes until a person accepts"
    again = desk.send("pairing-searches", area=desk.village.pk, once="one-form")
    run = re.search(r"/pairs/search/(\d+)/accept/", page)[1]
    assert f"/pairs/search/{run}/accept/" in again, "the same form twice is one search"

    one, *others = list(dict.fromkeys(re.findall(r"/pairs/suggestion/(\d+)/accept/", page)))
    desk.send("pairing-suggestion", one, "accept")
    assert desk.figure("nobody") == 2
    desk.send("pairing-suggestion", others[0], "decline", because="两家有矛盾")
    assert desk.figure("nobody") == 2
    desk.send("pairing-search-deed", run, "accept", shown=[*others])
    assert desk.figure("nobody") == 1
    assert "没有待定" in desk.read("pairing-search", run)
    helped = wish.pairings.first()
    assert helped is None or str(helped.member) == "刘春花"

    pair = Pairing.objects.first()
    Pairing.objects.update(period=since(timezone.localdate() - timedelta(days=120)))
    assert desk.figure("overdue") == 2
    a_visit(desk.village, pair.household, desk.officer, day=timezone.localdate(), kind="home")
    assert desk.figure("overdue") == 1
    assert "已超期" not in desk.read("pairing", pair.pk)
