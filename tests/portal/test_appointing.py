"""Who may give which duty to whom, and what two managers at once can do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from portal.models import Duty, User
from portal.roles import Role
from tests.people import appoint, person, place

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def manager(client, settings):
    settings.DEMO = True
    user = person(Role.MANAGER, "青石镇")
    client.force_login(user)
    return user


def give(client, user, role, where, starts=None, ends=None):
    return client.post(
        "/admin/duties/new/",
        {
            "user": user.pk, "area": place(where).pk, "role": role,
            "starts": (starts or TODAY()).isoformat(), "ends": ends.isoformat() if ends else "",
        },
        headers={"accept-language": "en"},
    )  # fmt: skip


def sentences(response):
    return " ".join(str(text) for errors in response.context["form"].errors.values() for text in errors)


def test_a_manager_appoints_in_their_places(client, manager):
    clerk = person(Role.CLERK, "石桥村")
    assert give(client, clerk, Role.OFFICER, "青石镇").status_code == 302
    assert clerk.duties.filter(role=Role.OFFICER, area_id=place("青石镇").pk).exists()


def test_another_township_is_no_choice(client, manager):
    clerk = person(Role.CLERK, "石桥村")
    assert "area" in give(client, clerk, Role.OFFICER, "柳河镇").context["form"].errors


def test_nobody_appoints_themselves(client, manager):
    assert "不能给自己派职责" in sentences(give(client, manager, Role.RELEASER, "青石镇"))


def test_managers_are_appointed_from_above(client, manager):
    clerk = person(Role.CLERK, "石桥村")
    assert "由上一级任命" in sentences(give(client, clerk, Role.MANAGER, "青石镇"))
    given = give(client, clerk, Role.MANAGER, "石桥村")
    assert given.status_code == 302, sentences(given)


def test_days_that_make_no_sense_get_a_sentence_and_lose_nothing(client, manager):
    clerk = person(Role.CLERK, "石桥村")
    page = give(client, clerk, Role.OFFICER, "青石镇", TODAY(), TODAY() - timedelta(3))
    assert "最后一天早于起始日" in sentences(page)
    assert f'value="{TODAY().isoformat()}"' in page.content.decode()


def test_the_same_duty_twice_on_the_same_days_gets_a_sentence(client, manager):
    clerk = person(Role.CLERK, "石桥村")
    assert "已有同样的职责" in sentences(give(client, clerk, Role.CLERK, "石桥村"))


def test_the_last_day_counts(client, manager):
    clerk = person(Role.CLERK, "石桥村")
    give(client, clerk, Role.OFFICER, "青石镇", TODAY(), TODAY())
    assert clerk.duties.current().filter(role=Role.OFFICER).exists()
    assert not clerk.duties.on(TODAY() + timedelta(1)).filter(role=Role.OFFICER).exists()


def test_new_staff_come_with_their_first_duty(client, manager):
    given = {
        "username": "dongpo-2", "last_name": "吴", "first_name": "梅", "is_active": "on",
        "password": "nine-green-stones", "area": place("东坡村").pk, "role": Role.CLERK,
    }  # fmt: skip
    assert client.post("/admin/staff/new/", given).status_code == 302
    new = User.objects.get(username="dongpo-2")
    assert new.check_password("nine-green-stones")
    assert not new.is_superuser
    assert [duty.role for duty in new.duties.current()] == [Role.CLERK]


def test_no_manager_resets_the_password_of_who_serves_elsewhere_too(client, manager):
    officer = person(Role.CLERK, "石桥村")
    assert client.get(f"/admin/staff/edit/{officer.pk}/").status_code == 200
    appoint(officer, Role.OFFICER, "安禾县")
    page = client.post(f"/admin/staff/edit/{officer.pk}/", {"password": "nine-green-stones"})
    assert page.status_code in {302, 403}
    assert not User.objects.get(pk=officer.pk).has_usable_password()


def test_wagtails_own_users_and_groups_are_the_keepers_only(client, manager):
    for address in ("users/", "users/new/", "groups/", "bulk/portal/user/assign_role/"):
        assert client.get(f"/admin/{address}").status_code == 404, address


@pytest.mark.django_db(transaction=True)
def test_two_overlapping_duties_at_once_leave_one():
    clerk, township = person(), place("青石镇")

    def one(_number):
        duty = Duty(user=clerk, role=Role.OFFICER, area=township)
        duty.hold(TODAY())
        try:
            duty.save()
        except IntegrityError:
            return "refused"
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == ["given", "refused", "refused", "refused"]
