"""What each kind of pairing owes, said twice: by the pure table and by the database."""

from datetime import date, timedelta
from random import Random

import pytest

from membership.duty_rhythm import RHYTHM, Rule, dues, next_due
from membership.models import Pairing
from portal.models.periods import since
from tests.membership.samples import a_household, a_member, a_mutual_group, a_pairing, a_visit
from tests.people import person, place

BEGAN = date(2026, 1, 5)  # a Monday


def owed(kind, visits=(), turns=()):
    return [(due.rule.code, due.day) for due in dues(kind, BEGAN, visits, turns)]


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert Rule("any", (), months=1).after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert Rule("any", (), months=3).after(date(2026, 11, 30)) == date(2027, 2, 28)


def test_an_ordinary_contact_is_visited_at_home_each_quarter():
    assert owed("contact") == [("visit_each_quarter", date(2026, 4, 5))]
    assert owed("contact", [(date(2026, 3, 1), "phone")]) == [("visit_each_quarter", date(2026, 4, 5))]
    assert owed("contact", [(date(2026, 3, 1), "home")]) == [("visit_each_quarter", date(2026, 6, 1))]


def test_two_contacts_call_weekly_meet_monthly_and_visit_four_times_a_year():
    visits = [(date(2026, 3, 1), "home"), (date(2026, 3, 20), "met"), (date(2026, 3, 25), "phone")]
    assert owed("two_posts", visits) == [
        ("contact_each_week", date(2026, 4, 1)),
        ("meet_each_month", date(2026, 4, 20)),
        ("visit_each_quarter", date(2026, 6, 1)),
    ]
    due = next_due("two_posts", BEGAN, visits)
    assert due.overdue(date(2026, 4, 2))
    assert not due.overdue(date(2026, 4, 1))


def test_a_mutual_group_owes_by_rota_and_nothing_without_a_turn():
    turns = [date(2026, 2, 2), date(2026, 3, 2)]
    assert owed("mutual") == []
    assert owed("mutual", turns=turns) == [("look_in_by_rota", date(2026, 2, 8))]
    assert owed("mutual", [(date(2026, 2, 3), "phone")], turns) == [("look_in_by_rota", date(2026, 3, 8))]


def test_a_turn_before_the_pairing_began_is_not_owed():
    assert owed("mutual", turns=[date(2025, 12, 29)]) == []


@pytest.mark.django_db
def test_the_database_counts_the_same_days(django_assert_num_queries):
    village, chance, by = place("青石村"), Random(7), person()
    days = [BEGAN + timedelta(days=at) for at in range(300)]
    for number in range(40):
        kind = list(RHYTHM)[number % len(RHYTHM)]
        home, member = a_household(village), a_member(village)
        pairing = a_pairing(village, household=home, member=member, kind=kind)
        Pairing.objects.filter(pk=pairing.pk).update(period=since(chance.choice(days[:60])))
        group = a_mutual_group(village, member, households=[home])
        group.deal(chance.choice(days), 3)
        for _visit in range(chance.randrange(4)):
            under = chance.choice([None, pairing])
            old = a_visit(village, home, by, day=chance.choice(days), kind=chance.choice(["home", "phone", "met"]), pairing=under)  # fmt: skip
            if chance.random() < 0.2:
                a_visit(village, home, by, day=old.day - timedelta(days=9), kind="home", supersedes=old)
    day = BEGAN + timedelta(days=200)
    with django_assert_num_queries(1):
        counted = {one.pk: one.next_due for one in Pairing.objects.with_due()}
    slow = {one.pk: next((due.day for due in one.dues()), None) for one in Pairing.objects.all()}
    assert counted == slow
    assert len(set(slow.values())) > 20
    overdue = {pk for pk, due in slow.items() if due and due < day}
    assert {one.pk for one in Pairing.objects.overdue(day)} == overdue
    assert overdue < {one.pk for one in Pairing.objects.due(day, timedelta(days=60))}


@pytest.mark.django_db
def test_a_colleagues_visit_does_not_settle_what_another_owes():
    village = place("青石村")
    home = a_household(village)
    mine = a_pairing(village, household=home, kind="two_posts")
    theirs = a_pairing(village, household=home, kind="two_posts")
    a_visit(village, home, pairing=theirs, day=date(2026, 11, 1))
    overdue = Pairing.objects.overdue(date(2026, 11, 5))
    assert list(overdue) == [mine]
