"""Joining and certificates: once-only, by the council, numbered without a gap, also in a race."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from membership.models import Application, Membership
from portal.models import AuditEntry
from portal.roles import Role
from portal.states import WrongState
from tests.membership.samples import a_member, a_pairing, a_resident, an_association
from tests.people import person, place

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def agreed(village, name="王小燕", **fields) -> Application:
    row = Application.objects.file(an_association(village), key=f"k-{name}", name=name, **fields)
    row.agree(person(), "好")
    return row


def at_once(*works) -> list[Exception]:
    ready, problems = Barrier(len(works)), []

    def one(work):
        ready.wait()
        try:
            work()
        except Exception as problem:  # noqa: BLE001
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=one, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def test_the_same_key_is_the_same_application():
    village = an_association(place("青石村"))
    first = Application.objects.file(village, key="sms:1", name="王小燕")
    assert Application.objects.file(village, key="sms:1", name="王小燕") == first
    assert Application.objects.count() == 1


def test_the_council_decides_only_after_the_group():
    village, officer = place("青石村"), person(Role.OFFICER, "安禾县")
    row = Application.objects.file(an_association(village), key="k", name="王小燕")
    with pytest.raises(WrongState):
        row.accept(officer, a_resident(village))
    assert not Membership.objects.exists()


def test_an_acceptance_makes_a_dated_member_with_a_certificate_and_names_who_decided():
    village, officer = place("青石村"), person(Role.OFFICER, "安禾县")
    row = agreed(village)
    member = row.accept(officer, row.new_resident(), "同意", date(2026, 3, 1))
    assert (row.state, row.decided_by, row.resident.name) == ("accepted", officer, "王小燕")
    assert member.serial == f"{village.pk}-2026-0001"
    assert (member.first_day, member.last_day) == (date(2026, 3, 1), None)
    assert AuditEntry.objects.about(row).filter(action="application accepted", actor=officer).exists()


def test_who_is_a_member_already_is_not_taken_in_again():
    village = place("青石村")
    row, member = agreed(village), a_member(village)
    with pytest.raises(ValueError, match=r"already|已"):
        row.accept(person(), member.resident)
    row.refresh_from_db()
    assert row.state == "agreed"


def test_of_the_same_name_the_clerk_is_offered_everybody_who_is_visible():
    village, officer = place("青石村"), person(Role.OFFICER, "青石镇")
    here, _elsewhere = a_resident(village, "王小燕"), a_resident(place("柳河村"), "王小燕")
    assert list(agreed(village).candidates(officer)) == [here]


def test_leaving_passes_the_households_on_or_is_refused():
    village = place("青石村")
    member, heir = a_member(village), a_member(village, "李四")
    pairing = a_pairing(village, member=member)
    with pytest.raises(ValueError, match="1"):
        member.stop(TODAY, "迁出")
    member.refresh_from_db()
    assert member.standing == "valid"
    member.stop(TODAY, "迁出", successor=heir)
    pairing.refresh_from_db()
    passed = heir.pairings.get()
    assert pairing.period.upper == passed.first_day
    assert (passed.household, passed.kind) == (pairing.household, pairing.kind)


def test_a_revoked_certificate_stays_revoked_and_its_number_is_not_given_again():
    village = place("青石村")
    row = agreed(village)
    member = row.accept(person(), row.new_resident())
    member.stop(TODAY, "误发", revoke=True)
    assert member.standing == "revoked"
    other = agreed(village, "李四")
    assert other.accept(person(), other.new_resident()).serial.endswith("-0002")


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_numbers_have_no_gap_and_no_double(self):
        village, officer = place("青石村"), person()
        rows = [agreed(village, f"王{at}") for at in range(6)]
        works = [lambda row=row: row.accept(officer, row.new_resident()) for row in rows]
        assert not at_once(*works)
        numbers = sorted(Membership.objects.values_list("serial", flat=True))
        assert [int(one[-4:]) for one in numbers] == [1, 2, 3, 4, 5, 6]

    def test_of_two_who_accept_one_application_one_is_told(self):
        village, officer = place("青石村"), person()
        row = agreed(village)
        resident = row.new_resident()
        copies = [Application.objects.get(pk=row.pk) for _ in range(2)]
        problems = at_once(*[lambda copy=copy: copy.accept(officer, resident) for copy in copies])
        assert [type(one) for one in problems] == [WrongState]
        assert Membership.objects.count() == 1
