"""One association on one page, and its council's terms and offices."""

import pytest
from django.urls import reverse

from membership.models import Council, MemberGroup, Office
from portal.roles import Role
from tests.membership.samples import a_member, a_resident, an_association
from tests.people import person, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def association(client, settings):
    settings.DEMO = True  # no second factor
    client.force_login(person(Role.OFFICER, "安禾县"))
    return an_association(place("青石村"), name="青石村协会", venue="文化礼堂")


def shown(client, association) -> str:
    return client.get(reverse("register-association", args=[association.pk])).content.decode()


def do(client, association, deed, **told):
    address = reverse("register-association-deed", args=[association.pk, deed])
    return client.post(address, {"once": f"{deed}{told}", **told})


def test_council_offices_groups_and_counts_stand_on_one_page(client, association):
    member = a_member(place("青石村"), "李四")
    MemberGroup.objects.create(association=association, name="二组小组", leader=member.resident)
    do(client, association, "term", first_day="2026-01-01")
    do(client, association, "office", resident=member.resident_id, post="president", first_day="2026-01-01")

    page = shown(client, association)
    assert Office.objects.get().resident == member.resident
    for words in ("李四", "会长", "文化礼堂", "二组小组", "第1届"):
        assert words in page, words


def test_there_is_one_president_at_a_time_and_the_next_follows_the_last(client, association):
    first, second = a_member(place("青石村"), "李四"), a_member(place("青石村"), "王五")
    do(client, association, "term", first_day="2026-01-01")
    told = {"post": "president", "first_day": "2026-02-01"}
    do(client, association, "office", resident=first.resident_id, **told)

    refused = do(client, association, "office", resident=second.resident_id, **told)
    assert refused.status_code == 200
    assert Office.objects.count() == 1

    do(client, association, "office-ends", office=Office.objects.get().pk, last_day="2026-02-28")
    do(client, association, "office", resident=second.resident_id, post="president", first_day="2026-03-01")
    assert Office.objects.count() == 2


def test_an_office_without_a_council_is_refused_with_a_sentence(client, association):
    member = a_member(place("青石村"), "李四")
    answer = do(
        client, association, "office", resident=member.resident_id, post="vice", first_day="2026-01-01"
    )
    assert "请先开始新一届" in answer.content.decode()


def test_terms_are_numbered_and_their_offices_end_with_them(client, association):
    member = a_member(place("青石村"), "李四")
    do(client, association, "term", first_day="2026-01-01")
    do(client, association, "office", resident=member.resident_id, post="vice", first_day="2026-01-01")
    do(client, association, "term-ends", last_day="2026-06-30")
    do(client, association, "term", first_day="2026-07-01")
    assert list(Council.objects.order_by("term").values_list("term", flat=True)) == [1, 2]
    assert str(Office.objects.get().last_day) == "2026-06-30"


def test_a_clerk_sees_the_page_and_changes_nothing(client, association):
    client.force_login(person(Role.CLERK, "青石村"))
    assert "青石村协会" in shown(client, association)
    assert do(client, association, "term", first_day="2026-01-01").status_code != 200
    assert not Council.objects.exists()


def test_lists_answer(client, association):
    a_member(place("青石村"), "李四")
    assert a_resident(place("柳河村"), "李四")
    for name in ("associations:index", "member-groups:index", "members:index", "applications:index"):
        assert client.get(reverse(name)).status_code == 200
    page = client.get(reverse("members:index"), {"q": "ls", "now": "yes"}).content.decode()
    assert "李四" in page
    assert client.get(reverse("register-application-new")).status_code == 200
    assert client.get(reverse("associations:add")).status_code == 200
