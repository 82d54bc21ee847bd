"""A village looks at itself, the township fails one item, it is mended, the county draws, the certificate verifies."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from membership import sampling
from membership.models import Evaluation, ItemResult, Scheme, SpotCheck
from portal.roles import Role
from tests.membership.samples import a_member, an_association
from tests.people import person, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def at_desk(role, where):
    client = Client()
    client.user = person(role, where)
    client.force_login(client.user)
    return client


@pytest.fixture
def county():
    return at_desk(Role.OFFICER, "安禾县")


@pytest.fixture
def row(county):
    """The county makes a scheme of two items and opens it."""
    for village in ("青石村", "石桥村", "东坡村"):
        an_association(place(village))
    a_member(place("青石村"), "石秀兰")
    told = {"area": "990001", "year": 2026, "name": "达标评估", "percent": 30, "least": 1}
    assert county.post("/admin/schemes/new/", told).status_code == 302
    scheme = Scheme.objects.get()
    for order, (title, check) in enumerate([("会员", "members"), ("制度", "")], start=1):
        item = {
            "scheme": scheme.pk,
            "order": order,
            "title": title,
            "rule": "有章程",
            "check_name": check,
            "at_least": 1,
        }
        assert county.post("/admin/scheme-items/new/", item).status_code == 302
    county.post(f"/admin/evaluation/scheme/{scheme.pk}/do/open/")
    return Evaluation.objects.get(association__area="990001101001")


def step(client, row, deed, item=None, **told):
    return client.post(f"/admin/evaluation/{row.pk}/{item.pk if item else 0}/{deed}/", told, follow=True)


def all_pass(client, row):
    for item in row.scheme.items.all():
        step(client, row, "pass", item)
    step(client, row, "on")
    row.refresh_from_db()


def test_from_self_check_to_certificate(row, county):
    village, township = at_desk(Role.CLERK, "青石村"), at_desk(Role.OFFICER, "青石镇")
    _members, rules = row.scheme.items.all()
    assert "目前会员数" in village.get(f"/admin/evaluation/{row.pk}/").content.decode()
    step(village, row, "evidence", rules, words="章程挂在墙上")
    step(village, row, "on")
    row.refresh_from_db()
    assert row.state == "self", "no item was looked at"
    all_pass(village, row)
    assert row.state == "township"

    said = step(township, row, "fail", rules, words="章程没有日期").content.decode()
    assert "整改期限" in said
    assert not row.results.filter(level="township").exclude(state="open").exists(), "a day is needed"
    day = timezone.localdate() + timedelta(days=14)
    step(township, row, "fail", rules, words="章程没有日期", mend_by=day.isoformat())
    assert "需要改正" in village.get(f"/admin/evaluation/scheme/{row.scheme_id}/").content.decode()
    step(village, row, "mend", rules, words="已补日期")
    all_pass(township, row)
    assert row.state == "draw"
    assert "章程没有日期" in row.results.get(item=rules, level="township").finding

    county.post(f"/admin/evaluation/scheme/{row.scheme_id}/do/draw/")
    row.refresh_from_db()
    assert row.sampled, "alone among the candidates"
    assert row.state == "county"
    all_pass(county, row)
    assert row.passed_on == timezone.localdate()
    assert "<svg" in county.get(f"/admin/evaluation/{row.pk}/?print=page").content.decode()
    public = Client().get(f"/evaluation/{row.token}/")
    assert public.status_code == 200
    assert str(row.association) in public.content.decode()
    assert Client().get("/evaluation/another/").status_code == 404
    assert "合格" in county.get(f"/admin/evaluation/scheme/{row.scheme_id}/?export=csv").content.decode()
    county.post(f"/admin/evaluation/scheme/{row.scheme_id}/do/copy/")
    assert Scheme.objects.get(year=2027).items.count() == 2


def test_who_checked_at_one_level_does_not_check_at_the_next(row):
    both = at_desk(Role.OFFICER, "青石镇")
    all_pass(both, row)
    assert row.state == "township"
    said = step(both, row, "pass", row.scheme.items.first()).content.decode()
    assert "这一步要由同事办理" in said
    with pytest.raises(IntegrityError, match="who checked at one level"), transaction.atomic():
        ItemResult.objects.create(
            evaluation=row, item=row.scheme.items.first(), level="township", state="passed", by=both.user
        )


def test_a_draw_is_written_down_can_be_repeated_and_leaves_no_second_try(row, county):
    Evaluation.objects.filter(scheme=row.scheme).update(state="township")
    Evaluation.objects.filter(scheme=row.scheme).update(state="draw")
    for _twice in range(2):
        county.post(f"/admin/evaluation/scheme/{row.scheme_id}/do/draw/")
    drawn = SpotCheck.objects.get()
    assert drawn.many == 1
    chosen = Evaluation.objects.filter(sampled=True).values_list("pk", flat=True)
    assert list(chosen) == sampling.drawn(drawn.seed, reversed(drawn.candidates), drawn.many)
    with pytest.raises(IntegrityError, match="only_grows"), transaction.atomic():
        SpotCheck.objects.update(seed="chosen")
