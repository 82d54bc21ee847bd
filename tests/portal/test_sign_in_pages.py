"""The pages of signing in, in the house's look, in both languages; those nobody uses are not there."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from portal.roles import Role
from tests.people import person
from tests.portal.reading import Page
from tests.portal.test_signing_in import app_code

pytestmark = pytest.mark.django_db
PASSWORD = "nine-green-stones"
FOR_ALL = ["login/", "login/code/", "signup/"]
SIGNED_IN = [
    "logout/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/recovery-codes/generate/",
    "sessions/", "password/change/", "phone/change/", "reauthenticate/",
]  # fmt: skip


def english_on(page: str) -> set[str]:
    return Page(page).english()


@pytest.fixture
def clerk(client):
    clerk = person(
        Role.CLERK,
        "柳河村",
        password=PASSWORD,
        username="wenshu",
        phone="+8613800138001",
        phone_verified=True,
    )
    client.post("/accounts/login/", {"login": clerk.username, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return clerk


def house_page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.content.decode()
    assert 'class="top"' in page, address
    assert page.count("<h1") == 1, address
    return page


@pytest.mark.parametrize("path", FOR_ALL)
def test_a_stranger_finds_the_way_in_in_both_languages(client, path):
    assert not english_on(house_page(client, f"/accounts/{path}"))
    assert 'lang="en"' in house_page(client, f"/en/accounts/{path}")


@pytest.mark.parametrize("path", SIGNED_IN)
def test_staff_look_after_their_sign_in_in_chinese(client, clerk, path):
    page = house_page(client, f"/accounts/{path}")
    assert not english_on(page) - {"wenshu"}
    assert 'lang="en"' in house_page(client, f"/en/accounts/{path}")


def test_setting_up_an_app_ends_at_recovery_codes_to_print(client, clerk):
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    page = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)}, follow=True)
    assert page.redirect_chain == [("/accounts/2fa/recovery-codes/", 302)]
    assert not english_on(re.sub(r"<textarea.*?</textarea>", "", page.content.decode(), flags=re.S))
    for path in ("2fa/", "2fa/totp/deactivate/"):
        assert not english_on(house_page(client, f"/accounts/{path}")) - {"wenshu"}


def test_the_second_factor_is_asked_in_chinese(client):
    clerk = person(Role.CLERK, "柳河村", password=PASSWORD)
    TOTP.activate(clerk, generate_totp_secret())
    RecoveryCodes.activate(clerk)
    client.post("/accounts/login/", {"login": clerk.username, "password": PASSWORD})
    assert not english_on(house_page(client, "/accounts/2fa/authenticate/"))
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "验证码不对" in wrong


def test_the_code_page_shows_no_whole_number(client):
    person(phone="+8613800138001", phone_verified=True)
    page = client.post("/accounts/login/code/", {"phone": "13800138001"}, follow=True).content.decode()
    assert "13800138001" not in page.replace(" ", "")
    assert not english_on(page)


def test_a_wrong_password_gets_a_sentence_beside_its_box_and_keeps_the_name(client):
    page = client.post("/accounts/login/", {"login": "wenshu", "password": "x"}).content.decode()
    assert "用户名或密码不对" in page
    assert 'value="wenshu"' in page


def test_a_forgotten_password_leads_to_the_manager(client, clerk):
    page = house_page(client, "/accounts/reauthenticate/")
    assert "请管理员给您换一个" in page
    assert "password/reset" not in page


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "confirm-email/abc/", "password/reset/", "password/reset/done/",
             "password/reset/key/1-set-password/", "password/set/"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_about_e_mail_are_not_here(client, clerk, path, language):
    assert client.get(f"{language}/accounts/{path}").status_code == 404
    assert client.post(f"{language}/accounts/{path}", {"email": "a@b.example"}).status_code == 404
    assert not EmailAddress.objects.exists()
