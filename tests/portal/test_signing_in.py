"""Residents by phone and code, staff by name and password and a second factor."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.models import Outbox, User
from portal.roles import Role
from tests.people import appoint, person

pytestmark = pytest.mark.django_db
PASSWORD = "nine-green-stones"
PHONE = "+8613800138001"


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()


def ask_for_a_code(client, phone, language=""):
    return client.post(f"{language}/accounts/login/code/", {"phone": phone})


def the_code():
    return re.search(r"\d{6}", Outbox.objects.latest("pk").text).group()


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})


def app_code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(counters()))))


@pytest.mark.parametrize("typed", ["13800138001", "138 0013 8001", "+86 138-0013-8001"])
def test_a_resident_signs_in_with_a_code_however_the_number_is_written(client, typed):
    resident = person(phone=PHONE, phone_verified=True)

    ask_for_a_code(client, typed)
    text = Outbox.objects.get()
    assert (text.to, text.purpose, text.channel) == (PHONE, "reply", "sms")
    assert text.text.startswith("【邻里】")
    assert text.segments == 1
    client.post("/accounts/login/code/confirm/", {"code": the_code()})

    assert client.session["_auth_user_id"] == str(resident.pk)


def test_the_code_comes_in_english_from_the_english_page(client):
    person(phone=PHONE, phone_verified=True)
    ask_for_a_code(client, PHONE, "/en")
    assert Outbox.objects.get().text.startswith("Linli: your sign-in code is ")


def test_an_unknown_number_gets_the_same_answer(client):
    person(phone=PHONE, phone_verified=True)
    known = ask_for_a_code(client, PHONE)
    unknown = ask_for_a_code(Client(), "13800138009")
    assert (
        (known.status_code, known["Location"])
        == (unknown.status_code, unknown["Location"])
        == (
            302,
            "/accounts/login/code/confirm/",
        )
    )
    assert not re.search(r"\d{6}", Outbox.objects.latest("pk").text)


def test_a_number_that_is_none_gets_a_sentence_and_stays_in_the_box(client):
    page = ask_for_a_code(client, "12")
    assert page.context["form"].errors["phone"] == ["请填写11位手机号，例如 138 0013 8000。"]
    assert 'value="12"' in page.content.decode()
    assert not Outbox.objects.exists()


def test_staff_who_see_outgoing_texts_see_no_codes(client, settings):
    person(phone=PHONE, phone_verified=True)
    ask_for_a_code(client, PHONE)
    assert not re.search(r"\d{6}", Outbox.objects.get().shown_text)
    settings.DEMO = True
    assert the_code() in Outbox.objects.get().shown_text


def test_one_text_a_minute_per_number(client):
    person(phone=PHONE, phone_verified=True)
    ask_for_a_code(client, PHONE)
    client.post("/accounts/logout/")
    ask_for_a_code(client, PHONE)
    assert Outbox.objects.count() == 1


def test_signing_up_takes_a_phone_only_and_names_nobody(client):
    client.post("/accounts/signup/", {"phone": "13800138002"})
    client.post("/accounts/phone/verify/", {"code": the_code()})
    resident = User.objects.get(phone="+8613800138002")
    assert resident.phone_verified
    assert not resident.has_usable_password()
    assert "13800138002"[-6:] not in resident.username
    assert client.session["_auth_user_id"] == str(resident.pk)


@pytest.fixture
def clerk():
    return person(Role.CLERK, "柳河村", password=PASSWORD)


def test_staff_cannot_enter_before_a_second_factor_stands(client, clerk):
    sign_in(client, clerk)
    assert client.get("/admin/")["Location"] == "/accounts/2fa/?next=%2Fadmin%2F"


def test_the_demo_waives_the_second_factor(client, settings, clerk):
    settings.DEMO = True
    sign_in(client, clerk)
    assert client.get("/admin/").status_code == 200


def test_staff_with_an_authenticator_app_enter_with_its_code_only(client, clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    assert secret not in str(Authenticator.objects.get(user=clerk, type="totp").data)

    assert sign_in(client, clerk)["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_session_from_before_the_second_factor_must_prove_it_first(client, clerk):
    sign_in(client, clerk)
    TOTP.activate(clerk, generate_totp_secret())
    assert client.get("/admin/")["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"


def test_recovery_codes_alone_are_no_second_factor(client, clerk):
    sign_in(client, clerk)
    Authenticator.objects.create(user=clerk, type="recovery_codes", data={"seed": get_adapter().encrypt("x")})
    assert client.get("/admin/")["Location"].startswith("/accounts/2fa/?")


@pytest.mark.parametrize("role", [None, Role.VOLUNTEER])
def test_the_back_office_does_not_exist_for_who_has_no_duty_above_volunteer(client, role):
    client.force_login(person(role, "柳河村"))
    assert client.get("/admin/").status_code == 404
    assert client.get("/admin/areas/").status_code == 404


def test_a_duty_that_ended_yesterday_opens_nothing_today(client, settings):
    settings.DEMO = True
    former = person()
    today = timezone.localdate()
    appoint(former, Role.CLERK, "柳河村", today - timedelta(30), today - timedelta(1))
    client.force_login(former)
    assert client.get("/admin/").status_code == 404


def test_staff_who_were_away_sign_in_again_and_come_back_to_their_page(client, settings, clerk):
    settings.DEMO = True
    client.force_login(clerk)
    client.get("/admin/areas/")
    session = client.session
    session["seen_at"] -= settings.STAFF_IDLE_SECONDS + 100
    session.save()
    assert client.get("/admin/areas/")["Location"] == "/accounts/login/?next=/admin/areas/"
    assert "_auth_user_id" not in client.session


def test_signed_in_pages_are_kept_by_no_cache_and_strangers_pages_set_no_cookie(client, clerk):
    assert "sessionid" not in client.get("/accounts/login/").cookies
    client.force_login(clerk)
    assert client.get("/accounts/2fa/")["Cache-Control"] == "no-store, private"


def test_inline_scripts_are_let_through_in_the_back_office_only(client, settings, clerk):
    settings.DEMO = True
    client.force_login(clerk)
    assert "'unsafe-inline'" in client.get("/admin/")["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/accounts/2fa/")["Content-Security-Policy"]
