"""P3: what a user lists, opens, exports, counts and finds is one set, the same a slow reader would name."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from portal.models import Area, Duty, User
from portal.roles import MAY, Role
from tests.people import CODES, appoint, person, place

pytestmark = pytest.mark.django_db


def slowly(user, act, code_of, rows):
    """The reference: every row, every duty, one by one."""
    today = timezone.localdate()
    found = set()
    for row in rows:
        for duty in Duty.objects.filter(user=user):
            begun = duty.period.lower <= today
            lasting = duty.period.upper is None or today < duty.period.upper
            allowed = act in MAY[duty.role] and user.is_active
            if begun and lasting and allowed and code_of(row)[: len(duty.area.code)] == duty.area.code:
                found.add(row.pk)
    return found


@pytest.fixture
def everybody():
    for name in CODES:
        place(name)
    today = timezone.localdate()
    people = {
        "clerk": person(Role.CLERK, "柳河村"),
        "county": person(Role.MANAGER, "安禾县"),
        "township": person(Role.MANAGER, "青石镇"),
        "two places": person(Role.MANAGER, "青石镇"),
        "ended": person(),
        "not yet": person(),
        "ends today": person(),
        "dismissed": person(Role.MANAGER, "安禾县", is_active=False),
        "nobody": person(),
    }
    appoint(people["two places"], Role.CLERK, "沙湾村")
    appoint(people["ended"], Role.MANAGER, "柳河镇", today - timedelta(9), today - timedelta(1))
    appoint(people["not yet"], Role.MANAGER, "柳河镇", today + timedelta(1))
    appoint(people["ends today"], Role.MANAGER, "柳河镇", today - timedelta(9), today)
    return people


def test_the_gate_equals_a_slow_reading_of_the_duties(everybody):
    for name, user in everybody.items():
        areas = slowly(user, "see areas", lambda area: area.code, Area.objects.all())
        duties = slowly(user, "edit duties", lambda duty: duty.area.code, Duty.objects.all())
        staff = slowly(user, "edit users", lambda duty: duty.area.code, Duty.objects.all())
        users = {duty.user_id for duty in Duty.objects.filter(pk__in=staff)} | {user.pk}

        assert set(Area.objects.all().visible_to(user).values_list("pk", flat=True)) == areas, name
        assert set(Duty.objects.all().visible_to(user).values_list("pk", flat=True)) == duties, name
        assert set(User.objects.all().visible_to(user).values_list("pk", flat=True)) == users, name


@pytest.mark.parametrize("who", ["county", "township", "two places", "ends today"])
@pytest.mark.parametrize(("address", "model"), [("areas", Area), ("duties", Duty)])
def test_listing_search_export_and_rows_are_one_set(client, settings, everybody, who, address, model):
    settings.DEMO = True
    user = everybody[who]
    client.force_login(user)
    expected = {str(pk) for pk in model.objects.all().visible_to(user).values_list("pk", flat=True)}
    everything = {str(pk) for pk in model.objects.values_list("pk", flat=True)}

    listed = client.get(f"/admin/{address}/").context["page_obj"]
    assert {str(row.pk) for row in listed.object_list} == expected
    assert listed.paginator.count == len(expected)

    found = client.get(f"/admin/{address}/results/?q=9900011").context["page_obj"].object_list
    assert {str(row.pk) for row in found} <= expected

    for kind in ("csv", "xlsx"):
        sheet = b"".join(client.get(f"/admin/{address}/?export={kind}").streaming_content)
        lines = (
            sheet.decode("utf-8-sig").splitlines()
            if kind == "csv"
            else [*load_workbook(BytesIO(sheet)).active]
        )
        assert len(lines) == len(expected) + 1, kind

    for view in ("edit", "history", "inspect", "usage"):
        opened = {pk for pk in everything if client.get(f"/admin/{address}/{view}/{pk}/").status_code == 200}
        may_change = user.duties.current().filter(role=Role.MANAGER).values_list("area_id", flat=True)
        changeable = {
            str(row.pk)
            for row in model.objects.all()
            for code in may_change
            if getattr(row, "area_id", row.pk).startswith(code)
        }
        assert opened == (expected if view in {"inspect", "history"} else changeable), view
    assert not [pk for pk in everything if client.get(f"/admin/{address}/delete/{pk}/").status_code == 200]
