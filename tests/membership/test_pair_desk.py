"""Pairs at the desk of an officer: an agreement, passing on, the three full coverages, turns, a search of a township."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from membership import pair_finding
from membership.models import Coverage, MutualGroup, Pairing, PairingRun, PairingSuggestion, Resident
from membership.models.full_coverage import not_covered
from membership.models.mutual import monday
from portal.roles import Role
from tests.membership.samples import (
    a_household,
    a_member,
    a_mutual_group,
    a_pairing,
    a_run,
    a_suggestion,
    an_association,
)
from tests.people import person, place

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def village():
    return place("青石村")


@pytest.fixture
def officer(client, village, settings):
    settings.DEMO = True
    client.force_login(user := person(Role.OFFICER, "青石镇"))
    return user


def said(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def do(client, view, pk, deed, **told):
    return client.post(reverse(view, args=[pk, deed]), told, follow=True)


def test_an_agreement_is_written_signed_filed_and_printed(client, officer, village):
    pair = a_pairing(village, kind="help")
    paper = SimpleUploadedFile("王大山.pdf", PAPER)
    do(client, "pairing-deed", pair.pk, "agree", goals="每月看望一次", signed_by_helper_on="2026-01-05", agreement=paper)  # fmt: skip
    pair.refresh_from_db()
    assert (pair.goals, pair.signed_by_helper_on) == ("每月看望一次", date(2026, 1, 5))
    assert "王大山" not in pair.agreement.name
    got = client.get(reverse("pairing-agreement", args=[pair.pk]))
    assert b"".join(got.streaming_content) == PAPER
    assert "attachment" in got["Content-Disposition"]
    assert "每月看望一次" in said(client, reverse("pairing", args=[pair.pk]) + "?print=page")


def test_a_paper_that_is_none_is_refused_and_nothing_typed_is_lost(client, officer, village):
    pair = a_pairing(village)
    wrong = SimpleUploadedFile("x.pdf", b"<script>alert(1)</script>")
    answer = do(client, "pairing-deed", pair.pk, "agree", goals="每月看望", agreement=wrong)
    assert "PDF" in answer.content.decode()
    assert "每月看望" in answer.content.decode()
    pair.refresh_from_db()
    assert not pair.agreement
    assert not pair.goals


def test_all_pairings_of_a_leaving_helper_are_passed_on_or_none(client, officer, village):
    an_association(village, most_households=2)
    leaving, heir, full = a_member(village), a_member(village, "接手人"), a_member(village, "满额人")
    pairs = [a_pairing(village, member=leaving) for _each in range(2)]
    a_pairing(village, member=full)
    answer = do(client, "pairing-deed", pairs[0].pk, "pass-on", who="满额人", every="on", because="迁走")
    assert "协会允许" in answer.content.decode()
    assert leaving.pairings.current().count() == 2
    do(client, "pairing-deed", pairs[0].pk, "pass-on", who="接手人", every="on", because="迁走")
    assert leaving.pairings.current().count() == 0
    assert heir.pairings.current().count() == 2
    assert leaving.pairings.first().last_day == timezone.localdate() - timedelta(days=1)


def test_a_cadre_or_a_unit_may_look_after_a_household(client, officer, village):
    home = a_household(village)
    told = {"kind": "two_posts", "first_day": "2026-01-05"}
    do(client, "pairing-new", home.pk, "pair", unit="镇卫生院", **told)
    do(client, "pairing-new", home.pk, "pair", cadre=officer.pk, **told)
    answer = do(client, "pairing-new", home.pk, "pair", unit="镇卫生院", cadre=officer.pk, **told)
    assert "会员、干部或单位" in answer.content.decode()
    assert sorted(bool(one.unit) for one in home.pairings.all()) == [False, True]


def test_a_special_family_is_covered_by_two_contacts_a_doctor_and_a_hospital(client, officer, village):
    home = a_household(village, kinds=["special"])
    day = timezone.localdate()
    assert not_covered(type(home).objects.all(), day).get() == home
    for _each in range(2):
        a_pairing(village, household=home, kind="two_posts")
    for kind in ("doctor", "green"):
        assert not_covered(type(home).objects.all(), day).exists()
        do(client, "pairing-new", home.pk, "cover", kind=kind, name="张医生", first_day="2026-01-05")
    assert not not_covered(type(home).objects.all(), day).exists()
    answer = do(client, "pairing-new", home.pk, "cover", kind="doctor", name="李医生", first_day="2026-02-05")
    assert "同类保障" in answer.content.decode()
    Coverage.objects.filter(kind="green").first().end(date(2026, 3, 1))
    rows = said(client, reverse("pairing-rows") + f"?place={village.pk}&what=not_covered")
    assert str(home) in rows


def test_turns_go_round_and_two_weeks_are_swapped(client, officer, village):
    first, second = a_member(village, "甲"), a_member(village, "乙")
    group = a_mutual_group(village, first, second)
    do(client, "mutual-deed", group.pk, "deal", weeks=3)
    weeks = [monday(timezone.localdate()) + timedelta(days=7 * at) for at in range(3)]
    turns = group.turns.order_by("week")
    assert [(turn.week, turn.member) for turn in turns] == [(weeks[0], first), (weeks[1], second), (weeks[2], first)]  # fmt: skip
    do(client, "mutual-deed", group.pk, "deal", weeks=4)
    assert turns.last().member == second
    do(client, "mutual-deed", group.pk, "swap", one=turns[0].pk, other=turns[1].pk)
    assert [turn.member for turn in turns.all()[:2]] == [second, first]
    assert "乙" in said(client, reverse("mutual-group", args=[group.pk]))


def test_a_group_is_founded_once_per_name(client, officer, village):
    for _twice in range(2):
        answer = client.post(reverse("mutual-groups"), {"area": village.pk, "name": "春风组"}, follow=True)
    assert MutualGroup.objects.get().name == "春风组"
    assert "名称" in answer.content.decode()


def test_a_township_is_searched_village_by_village_and_can_be_stopped(client, officer, village):
    for name in ("青石村", "石桥村", "东坡村"):
        a_household(place(name))
        a_member(place(name))
    client.post(reverse("pairing-searches"), {"area": "990001101"})
    run = PairingRun.objects.get()
    assert (run.state, run.done, run.villages) == ("waiting", 0, 3)
    assert pair_finding.work() == 1
    address = reverse("pairing-search", args=[run.pk])
    assert "<progress" in said(client, address)
    do(client, "pairing-search-deed", run.pk, "stop")
    assert pair_finding.work() == 0
    assert run.suggestions.count() == 1
    assert "<progress" not in said(client, address)


def test_a_search_that_is_not_stopped_ends(officer, village):
    a_household(village)
    a_household(place("石桥村"))
    a_member(village)
    run = pair_finding.begin(place("青石镇"), officer)
    while pair_finding.work():
        pass
    run.refresh_from_db()
    assert run.state == "done"
    assert run.suggestions.count() == 1
    assert list(run.alone.values()) == ["no_member"]


def test_what_changed_meanwhile_is_told_and_nothing_is_made(client, officer, village):
    one = a_suggestion(village)
    a_pairing(village, household=one.household)
    answer = do(client, "pairing-suggestion", one.pk, "accept")
    assert "另有联系人" in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "offered"
    assert not one.member.pairings.exists()


def test_a_suggestion_is_decided_once(client, officer, village):
    one = a_suggestion(village, reasons=[["distance", 0.4], ["load", 0, 5]])
    do(client, "pairing-suggestion", one.pk, "accept")
    answer = do(client, "pairing-suggestion", one.pk, "decline", because="太远")
    one.refresh_from_db()
    assert one.state == "accepted"
    assert "已采纳" in answer.content.decode()
    assert Pairing.objects.get().why == "相距0.4公里；还没有联系户，上限5户"


def test_declining_needs_a_reason(client, officer, village):
    one = a_suggestion(village)
    do(client, "pairing-suggestion", one.pk, "decline", because=" ")
    assert PairingSuggestion.objects.open().count() == 1
    do(client, "pairing-suggestion", one.pk, "decline", because="两家有矛盾")
    assert PairingSuggestion.objects.get().declined_because == "两家有矛盾"


def test_an_officer_of_another_township_reaches_none_of_it(client, village, settings):
    settings.DEMO = True
    client.force_login(person(Role.OFFICER, "柳河镇"))
    a_pairing(village)
    one = a_suggestion(village)
    assert do(client, "pairing-suggestion", one.pk, "accept").status_code == 404
    assert client.get(reverse("pairing-coverage") + f"?place={village.pk}").status_code == 404
    assert client.post(reverse("pairing-searches"), {"area": village.pk}).status_code == 404
    assert str(one.household) not in said(client, reverse("pairings:index"))


def test_the_list_filters_and_costs_the_same_however_long(
    client, officer, village, django_assert_max_num_queries
):
    for _each in range(12):
        a_pairing(village)
    last = a_pairing(village, member=a_member(village, "赵小满"), kind="help")
    assert said(client, reverse("pairings:index") + "?helper=zxm").count("赵小满") >= 1
    assert reverse("pairing", args=[last.pk]) in said(
        client, reverse("pairings:index") + "?kind=help&overdue=yes"
    )
    assert reverse("pairing", args=[last.pk]) not in said(client, reverse("pairings:index") + "?kind=contact")
    client.get(reverse("pairings:index"))
    with django_assert_max_num_queries(22):
        said(client, reverse("pairings:index"))


def test_members_are_matched_where_they_live(village, officer):
    near, far = (
        a_household(village, latitude=30.0, longitude=120.0),
        a_household(village, latitude=30.02, longitude=120.0),
    )
    homes = [a_household(village, latitude=30.0, longitude=120.001), a_household(village, latitude=30.02, longitude=120.001)]  # fmt: skip
    for home in (near, far):
        a_pairing(village, household=home)  # they are looked after already
        an_association(village).memberships.create(resident=Resident.objects.get(places__household=home), period=home.people.get().period)  # fmt: skip
    run = pair_finding.begin(village, officer)
    pairs = {one.household: one for one in run.suggestions.all()}
    assert set(pairs) == set(homes)
    assert pairs[homes[0]].member.resident.household == near
    assert pairs[homes[1]].member.resident.household == far
    assert ["distance", 0.1] in pairs[homes[0]].reasons
    assert a_run(village).percent == 100
