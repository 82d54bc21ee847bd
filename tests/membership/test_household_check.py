"""The yearly check: every figure is its rows, and what is done leaves the list."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from membership.household_check import QUESTIONS, by_place, rows
from membership.models import Household, Resident
from portal.roles import Role
from tests.membership.samples import a_household, a_resident, lives
from tests.people import person, place

pytestmark = pytest.mark.django_db
BY_NAME = {one.name: one for one in QUESTIONS}


@pytest.fixture
def clerk(client, settings):
    settings.DEMO = True  # no second factor
    client.force_login(user := person(Role.CLERK, "青石村"))
    return user


@pytest.fixture
def village():
    """One home in order, and one for each thing that is not."""
    here, today = place("青石村"), timezone.localdate()
    sound = {"checked_on": today}
    person_sound = {"born_on": date(1960, 1, 1), "phone": "+8613800138000"}
    lives(
        Household.objects.create(area=here, address="齐全", **sound),
        a_resident(here, "齐全", **person_sound),
        "head",
    )
    lives(Household.objects.create(area=here, address="过期", checked_on=today - timedelta(days=366)),
          a_resident(here, "过期", **person_sound), "head")  # fmt: skip
    lives(
        Household.objects.create(area=here, address="无户主", **sound),
        a_resident(here, "配偶", **person_sound),
        "spouse",
    )
    dead = a_resident(here, "去世", died_on=today, **person_sound)
    lives(Household.objects.create(area=here, address="已故", **sound), dead, "head")
    a_resident(here, "无户", **person_sound)
    lives(Household.objects.get(address="齐全"), Resident.objects.create(name="不详", area=here), "child")
    return here


def names(question, user) -> set[str]:
    return {getattr(row, "address", "") or str(row) for row in rows(BY_NAME[question], user)}


def test_each_question_finds_what_it_asks_for(clerk, village):
    found = {name: names(name, clerk) for name in BY_NAME}
    assert found == {
        "stale": {"过期"}, "headless": {"无户主"}, "spouse": {"无户主"}, "dead": {"已故"}, "elsewhere": set(),
        "homeless": {"无户"}, "unborn": {"不详"}, "unreachable": {"不详"}, "unasked": {"不详"},
    }  # fmt: skip


def test_figures_are_the_number_of_their_rows_and_of_ones_own_places(clerk, village):
    a_household(place("柳河村"))
    for question in QUESTIONS:
        assert by_place(question, clerk) == (
            {village.pk: found} if (found := len(rows(question, clerk))) else {}
        )


def test_checked_in_one_click_leaves_the_list(client, clerk, village):
    address = reverse("register-check-place", args=[village.pk])
    assert "过期" in client.get(address).content.decode()
    old = Household.objects.get(address="过期")
    client.post(reverse("register-checked", args=[old.pk]), {"place": village.pk})
    assert names("stale", clerk) == set()
    assert client.get(reverse("register-check")).status_code == 200


def test_another_place_is_not_there(client, clerk):
    assert client.get(reverse("register-check-place", args=[place("柳河村").pk])).status_code == 404
    away = a_household(place("柳河村"))
    assert client.post(reverse("register-checked", args=[away.pk])).status_code == 404
