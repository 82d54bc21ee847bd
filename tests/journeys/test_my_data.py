"""A resident sees what is kept about them, corrects it, stops texts, takes a copy and has themselves erased."""

import json
import re
from datetime import date

import pytest
from django.core.cache import cache

from membership.models import DataRequest, IdentityNumber, KnownFact, Resident, Visit
from portal import audit
from portal.models import AuditEntry, Consent, Outbox
from portal.roles import Role
from tests.membership.samples import a_household, a_resident, a_visit, lives
from tests.people import person, place

pytestmark = pytest.mark.django_db
PHONE, BORN = "+8613800138077", date(1958, 3, 2)


@pytest.fixture
def village():
    return place("青石村")


@pytest.fixture
def home(village):
    """She lives there with her husband, has a number, a fact, a visit, and somebody looked at her number."""
    home = a_household(village, "石秀兰", address="青石村 8 号")
    she = home.head()
    Resident.objects.filter(pk=she.pk).update(born_on=BORN, phone=PHONE, education="初中")
    lives(home, a_resident(village, "石大山", born_on=date(1955, 1, 1)), "spouse")
    IdentityNumber.objects.keep(she, "990001195803020028")
    KnownFact.objects.create(resident=she, fact="disability_grade", value=3, origin="person")
    a_visit(village, home, person(Role.CLERK, "青石村", last_name="林"), note="屋顶漏水")
    return home


@pytest.fixture
def she(home):
    return Resident.objects.get(pk=home.head().pk)


@pytest.fixture
def at_home(client, she):
    """By phone and the code in the text, then the birth date, once."""
    cache.clear()
    person(phone=PHONE, phone_verified=True)
    client.post("/accounts/login/code/", {"phone": PHONE})
    code = re.search(r"\d{6}", Outbox.objects.latest("pk").text).group()
    client.post("/accounts/login/code/confirm/", {"code": code})
    return client


@pytest.fixture
def tied(at_home):
    assert at_home.post("/my/", {"born_on": BORN.isoformat()})["Location"] == "/my/"
    return at_home


@pytest.fixture
def desk(settings):
    from django.test import Client

    settings.DEMO = True
    desk = Client()
    desk.force_login(person(Role.CLERK, "青石村"))
    return desk


def test_nobody_reads_it_without_signing_in(client):
    for page in ("", "data.json", "correct/", "consent/", "erasure/"):
        assert "/accounts/login/" in client.get(f"/my/{page}")["Location"]


def test_a_wrong_birth_date_learns_nothing_and_three_tries_are_all(at_home, she):
    says = {
        at_home.post("/my/", {"born_on": day}).content.decode().count("请带身份证找村文书")
        for day in ("1958-03-03", "1900-01-01", "1999-09-09")
    }
    assert says == {1}, "the same answer every time"
    at_home.post("/my/", {"born_on": BORN.isoformat()})
    she.refresh_from_db()
    assert she.user is None


def test_a_number_two_residents_share_ties_nobody(at_home, she, village):
    a_resident(village, "同号", phone=PHONE, born_on=date(1990, 1, 1))
    at_home.post("/my/", {"born_on": BORN.isoformat()})
    she.refresh_from_db()
    assert she.user is None


def test_she_sees_all_of_it_with_its_origin_and_of_others_only_name_and_relation(tied, she, settings):
    audit.record(person(Role.OFFICER, "青石镇"), "reveal", she.identity, reason="核对补贴名单")
    page = tied.get("/my/")
    body = page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    for seen in ("石秀兰", "1958-03-02", "屋顶漏水", "石大山, 配偶", "本人说的", "核对补贴名单", "青石镇"):
        assert seen in body
    for closed in ("1955-01-01", "990001195803020028"):
        assert closed not in body
    assert tied.get("/en/my/").status_code == 200


def test_a_correction_is_written_by_the_clerk_and_told(tied, she, desk):
    page = tied.post("/my/correct/", {"field": "phone", "new": "12", "once": "a"})
    assert "请填写11位手机号" in page.content.decode()
    for _twice in range(2):
        tied.post("/my/correct/", {"field": "phone", "new": "138 0013 8078", "once": "b"})
    asked = DataRequest.objects.get()
    assert (asked.old, asked.new, asked.state) == (PHONE, "+8613800138078", "asked")
    desk.post(f"/admin/data-request/{asked.pk}/refuse/", {"answer": "", "once": "c"})
    asked.refresh_from_db()
    assert asked.state == "asked", "a no needs a sentence"
    assert "+8613800138078" in desk.get(f"/admin/data-request/{asked.pk}/").content.decode()
    desk.post(f"/admin/data-request/{asked.pk}/accept/", {"answer": "", "once": "d"})
    she.refresh_from_db()
    assert she.phone == "+8613800138078"
    assert Outbox.objects.get(key=f"my-data:{asked.pk}").purpose == "notice"
    body = tied.get("/my/").content.decode()
    assert "已办理" in body
    assert "本人说的" in body.split("+8613800138078")[1][:200]


def test_consent_is_taken_back_at_once(tied, she):
    Resident.objects.filter(pk=she.pk).update(elsewhere="深圳，女儿家")
    assert "什么" in tied.get("/my/consent/").content.decode()
    for _twice in range(2):
        tied.post("/my/consent/", {"once": "w"})
    she.refresh_from_db()
    assert not she.agrees
    assert she.elsewhere == ""
    assert not Consent.objects.allows(PHONE, "notice")
    assert DataRequest.objects.get().state == "done"


def test_the_copy_holds_it_all(tied, she):
    kept = json.loads(tied.get("/my/data.json").content)
    lines = [line for section in kept["kept"] for row in section["rows"] for line in row]
    assert {"key": "membership.resident.education"}.items() <= next(
        one for one in lines if one["value"] == "初中"
    ).items()
    pdf = tied.get("/my/?print=pdf")
    assert pdf.content[:4] == b"%PDF" or pdf["Content-Type"].startswith("text/html")


def test_erasure_says_what_stays_and_leaves_no_name(tied, she, desk, home):
    preview = tied.get("/my/erasure/").content.decode()
    assert "走访记录是工作凭证" in preview
    tied.post("/my/erasure/", {"reason": "", "once": "e"})
    asked = DataRequest.objects.get(kind="erasure")
    assert desk.post(f"/admin/data-request/{asked.pk}/erase/", {"once": "x"}).status_code == 200, "unsure"
    desk.post(f"/admin/data-request/{asked.pk}/erase/", {"sure": "on", "once": "y"})
    she.refresh_from_db()
    assert (she.phone, she.born_on, she.education, she.user) == ("", None, "", None)
    assert "石秀兰" not in she.name
    assert not IdentityNumber.objects.filter(resident=she).exists()
    assert not she.known_facts.exists()
    assert Visit.objects.get(household=home).note == "屋顶漏水", (
        "her husband lives there: the words are his, too"
    )
    assert AuditEntry.objects.about(she).filter(action="erase").count() == 1
    asked.refresh_from_db()
    assert asked.state == "partly"
    assert "/accounts/login/" in tied.get("/my/")["Location"]
