"""What the database itself promises about the register, on every day."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, transaction

from membership.models import IdentityNumber, KnownFact, Membership, Office, Pairing, Visit
from portal.models.periods import since
from tests.membership.samples import (
    SINCE,
    a_council,
    a_household,
    a_member,
    a_pairing,
    a_resident,
    a_visit,
    an_association,
    lives,
)
from tests.people import person, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return place("青石村")


def refused(name: str, work):
    with pytest.raises(IntegrityError) as said, transaction.atomic():
        work()
    assert name in str(said.value)


def test_a_person_lives_in_one_household_at_a_time(village):
    first = a_household(village)
    resident = first.head()
    refused("resident_in_one_household_at_a_time", lambda: lives(a_household(village, "别人"), resident))
    stay = first.people.get()
    stay.end(date(2025, 5, 31))
    lives(a_household(village, "别人"), resident, first_day=date(2025, 6, 1))


def test_an_enclosing_period_is_an_overlap(village):
    home = a_household(village)
    home.people.get().end(date(2024, 3, 1))
    refused(
        "resident_in_one_household_at_a_time",
        lambda: lives(a_household(village, "别人"), home.people.get().resident, first_day=date(2023, 1, 1)),
    )


def test_a_household_has_one_head_at_a_time(village):
    refused(
        "household_has_one_head_at_a_time", lambda: lives(a_household(village), a_resident(village), "head")
    )


def test_a_place_has_one_association_and_a_council_one_president(village):
    an_association(village)
    refused(
        "association_one_per_place",
        lambda: type(an_association(village)).objects.create(area=village, name="又一个"),
    )
    council = a_council(village)
    Office.objects.create(
        council=council, resident=a_resident(village), post="president", period=since(SINCE)
    )
    refused(
        "council_has_one_president_at_a_time",
        lambda: Office.objects.create(
            council=council, resident=a_resident(village), post="president", period=since(date(2025, 1, 1))
        ),
    )


def test_a_member_is_a_member_once(village):
    member = a_member(village)
    refused(
        "member_of_an_association_once_at_a_time",
        lambda: Membership.objects.create(
            association=member.association, resident=member.resident, period=since(date(2020, 1, 1))
        ),
    )


def test_a_pairing_has_exactly_one_helper_and_is_current_once(village):
    pairing = a_pairing(village)
    refused(
        "pairing_of_member_once_at_a_time",
        lambda: a_pairing(village, household=pairing.household, member=pairing.member),
    )
    refused(
        "pairing_has_one_helper",
        lambda: Pairing.objects.create(
            household=pairing.household, unit="卫生院", cadre=person(), period=since(SINCE)
        ),
    )


def test_a_visit_and_a_known_fact_are_never_changed(village):
    visit = a_visit(village)
    with pytest.raises(Error, match="only_grows"), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(note="别的")
    fact = KnownFact.objects.create(
        resident=a_resident(village), fact="hukou", value="rural", origin="person"
    )
    with pytest.raises(Error, match="only_grows"), transaction.atomic():
        KnownFact.objects.filter(pk=fact.pk).delete()


def test_births_are_confirmed_only_from_papers_by_staff(village):
    refused(
        "births_confirmed_from_papers_by_staff",
        lambda: KnownFact.objects.create(
            resident=a_resident(village), fact="births_confirmed", value=1, origin="person", by=person()
        ),
    )


def test_an_identity_number_is_sealed_found_and_of_one_resident(village):
    number = "11010519491231002X"
    kept = IdentityNumber.objects.keep(a_resident(village), " 11010519491231002x ")
    assert IdentityNumber.objects.of(number).get() == kept
    assert kept.number.open() == number
    assert number not in str(kept)
    refused(
        "identity_number_of_one_resident", lambda: IdentityNumber.objects.keep(a_resident(village), number)
    )


def test_a_resident_is_found_by_name_pinyin_initials_and_phone(village):
    resident = a_resident(village, "单晓燕", phone="+8613800138123")
    found = type(resident).objects.found_by
    for words in ("单晓", "shanxiao", "Shan Xiao", "sxy", "8123"):
        assert list(found(words)) == [resident], words
    assert not found("123")
    assert not found(" ")
