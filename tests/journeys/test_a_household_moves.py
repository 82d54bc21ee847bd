"""A clerk enters a household, finds it again, offers its move; the other village's clerk accepts."""

import pytest
from django.urls import reverse

from membership.models import Household, Move
from portal.roles import Role
from tests.membership.samples import a_pairing
from tests.people import person, place

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_membership_household:list"


def page(client, address, **asked) -> str:
    return client.get(address, asked).content.decode()


@pytest.fixture
def at_the_desk(client, settings):
    settings.DEMO = True  # no second factor
    users = {name: person(Role.CLERK, name) for name in ("青石村", "石桥村", "东坡村")}

    def sit_down(name):
        client.force_login(users[name])
        return client

    return sit_down


def entered(client, village) -> Household:
    lines = {"p-TOTAL_FORMS": 4, "p-INITIAL_FORMS": 4, "p-MIN_NUM_FORMS": 0, "p-MAX_NUM_FORMS": 20}
    relations = {f"p-{row}-relation": "other" for row in (2, 3)}
    told = {"area": village.pk, "since": "2020-05-01", "once": "form", "p-0-name": "单晓燕", "p-0-relation": "head",
            "p-0-phone": "13800138123", "p-0-agreed": "on", "p-1-name": "李小山", "p-1-relation": "child"}  # fmt: skip
    client.post(reverse("register-household-new"), lines | relations | told)
    return Household.objects.get()


def offered(client, home, to) -> Move:
    client.post(
        reverse("register-household-deed", args=[home.pk, "offer"]),
        {"to_area": to.pk, "why": "进城带孙子", "once": "o"},
    )
    return Move.objects.get()


def test_a_household_is_entered_found_offered_and_accepted(at_the_desk):
    here, there = place("青石村"), place("石桥村")
    clerk = at_the_desk("青石村")
    home = entered(clerk, here)
    for words in ("sxy", "8123", "单晓"):
        assert "单晓燕" in page(clerk, reverse(LIST), q=words), words
    pairing = a_pairing(here, household=home)
    move = offered(clerk, home, there)
    assert "单晓燕" in page(clerk, reverse("register-household", args=[home.pk])), (
        "it stays here until accepted"
    )

    answer = reverse("register-move-deed", args=[move.pk, "accept"])
    assert at_the_desk("东坡村").post(answer).status_code == 404, "a third village knows nothing of it"
    at_the_desk("青石村").post(answer)
    move.refresh_from_db()
    assert move.state == "offered", "who offers does not accept"

    other = at_the_desk("石桥村")
    assert page(other, reverse("register-household", args=[home.pk])).count("单晓燕") == 0
    assert reverse("moves:index") in page(other, "/admin/")
    assert other.post(answer, {"once": "a"}).status_code == 302
    assert "单晓燕" in page(other, reverse("register-household", args=[home.pk]))
    assert "单晓燕" in page(other, reverse("register-left")), "its helper stayed behind"

    home.refresh_from_db()
    assert {home.area, *(one.resident.area for one in home.people.current())} == {there}
    pairing.refresh_from_db()
    assert pairing.last_day
    assert "石桥村" in pairing.ended_because
    assert "单晓燕" not in page(at_the_desk("青石村"), reverse(LIST), q="sxy")


def test_a_refused_move_leaves_everything_as_it_was(at_the_desk):
    here, there = place("青石村"), place("石桥村")
    home = entered(at_the_desk("青石村"), here)
    move = offered(at_the_desk("青石村"), home, there)
    again = at_the_desk("青石村").post(
        reverse("register-household-deed", args=[home.pk, "offer"]), {"to_area": there.pk}
    )
    assert "请先撤回" in again.content.decode()
    at_the_desk("石桥村").post(reverse("register-move-deed", args=[move.pk, "refuse"]), {"word": "人没有来"})
    move.refresh_from_db()
    home.refresh_from_db()
    assert [move.state, move.word, home.area] == ["refused", "人没有来", here]
    late = at_the_desk("石桥村").post(reverse("register-move-deed", args=[move.pk, "accept"]))
    assert late.status_code == 200
    home.refresh_from_db()
    assert home.area == here


def test_one_person_moves_into_a_home_of_the_other_village(at_the_desk):
    here, there = place("青石村"), place("石桥村")
    home = entered(at_the_desk("青石村"), here)
    child = home.people.get(relation="child").resident
    at_the_desk("青石村").post(
        reverse("register-resident-deed", args=[child.pk, "offer"]), {"to_area": there.pk}
    )
    move = Move.objects.get()
    clerk = at_the_desk("石桥村")
    accept = reverse("register-move-deed", args=[move.pk, "accept"])
    assert "没有这个户号" in clerk.post(accept, {"into": home.pk}).content.decode()
    new = Household.objects.create(area=there, address="三组")
    assert clerk.post(accept, {"into": new.pk, "relation": "in_law"}).status_code == 302
    child.refresh_from_db()
    assert [child.area, child.household] == [there, new]
    assert home.people.filter(resident=child, period__upper_inf=False).exists()
