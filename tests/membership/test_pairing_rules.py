"""How many households a member looks after at once, and never their own: kept by the database, also in a race."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from membership.models import Household, Membership, Pairing
from membership.models.pairing_rules import PairingRefused, refusals_in_words
from portal.models.periods import since
from tests.membership.samples import SINCE, a_household, a_member, a_pairing, an_association, lives
from tests.people import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return place("青石村")


@pytest.fixture
def busy(village):
    """A member with two households, in an association that allows two."""
    an_association(village, most_households=2)
    member = a_member(village)
    a_pairing(village, member=member)
    a_pairing(village, member=member)
    return member


def refused(work) -> str:
    with pytest.raises(PairingRefused) as said, refusals_in_words():
        work()
    return str(said.value)


def test_a_member_looks_after_no_more_households_at_once_than_the_association_allows(village, busy):
    assert "协会允许" in refused(lambda: a_pairing(village, member=busy))
    busy.pairings.first().end(date(2025, 5, 31))
    third = Pairing(household=a_household(village), member=busy, period=since(date(2025, 6, 1)))
    third.full_clean()
    third.save()
    early = Pairing(household=a_household(village), member=busy, period=since(date(2025, 5, 31)))
    with pytest.raises(ValidationError, match="协会允许"):
        early.full_clean()
    assert refused(early.save)


def test_a_cap_that_was_lowered_lets_pairings_end(village, busy):
    type(busy.association).objects.update(most_households=1)
    busy.pairings.first().end(date(2025, 5, 31))
    assert busy.pairings.on(date(2025, 6, 1)).count() == 1


def test_a_member_does_not_look_after_the_household_they_live_in(village):
    member, home = a_member(village), a_household(village)
    stay = lives(home, member.resident)
    assert "住在" in refused(lambda: a_pairing(village, household=home, member=member))
    stay.end(date(2025, 5, 31))
    moved_out = Pairing(household=home, member=member, period=since(date(2025, 6, 1)))
    moved_out.full_clean()
    moved_out.save()


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_the_same_moment_do_not_get_past_the_cap():
    village = place("青石村")
    an_association(village, most_households=1)
    for _round in range(3):
        member = a_member(village)
        homes = [a_household(village), a_household(village)]
        _at_once(*(lambda home=home, member=member: _pair(home, member) for home in homes))
        assert member.pairings.count() == 1


def _pair(home: Household, member: Membership):
    try:
        with refusals_in_words():
            Pairing.objects.create(household=home, member=member, period=since(SINCE))
    except PairingRefused:
        pass
    finally:
        connection.close()


def _at_once(*works):
    gate = Barrier(len(works))
    threads = [Thread(target=lambda work=work: (gate.wait(), work())) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
