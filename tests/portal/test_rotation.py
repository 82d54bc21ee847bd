"""Keys are changed while the house stands; an interrupted change is simply started again."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection

from hotline.models import Case
from portal import crypto, rotation
from portal.accounts import SecondFactorAdapter
from tests.people import person, place

pytestmark = pytest.mark.django_db
NEW = "t3:third-test-key,t2:second-test-key,t1:first-test-key"


@pytest.fixture
def case():
    area = place("柳河村")
    return Case.objects.open(
        kind="help", text="x", area=area.code, key="k", reporter="sms:+8613900139001"
    ).case


def key_in_database(case) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reporter FROM hotline_case WHERE id = %s", [case.pk])
        return crypto.key_of(cursor.fetchone()[0])


def rotate() -> str:
    said = io.StringIO()
    call_command("rotate_keys", stdout=said)
    return said.getvalue()


def test_every_sealed_value_takes_the_new_key_and_still_opens(case, settings):
    settings.FIELD_KEYS = NEW
    assert "1 values" in rotate()
    assert key_in_database(case) == "t3"
    settings.FIELD_KEYS = "t3:third-test-key,t1:first-test-key"  # the one between is gone
    assert Case.objects.get().reporter.open() == "sms:+8613900139001"
    assert Case.objects.look_up(case.number, "9001") == case, "hashes stay when keys change"


def test_a_second_run_finds_nothing_to_do(case, settings):
    settings.FIELD_KEYS = NEW
    rotate()
    assert "0 values" in rotate()


def test_second_factors_change_their_key_too(settings):
    adapter = SecondFactorAdapter()
    kept = Authenticator.objects.create(
        user=person(), type="totp", data={"secret": adapter.encrypt("JBSWY3DP")}
    )
    settings.FIELD_KEYS = NEW
    rotate()
    kept.refresh_from_db()
    assert rotation._key_of(kept.data["secret"]) == "t3"
    assert adapter.decrypt(kept.data["secret"]) == "JBSWY3DP"


def test_a_missing_key_is_named_and_nothing_is_lost(case, settings):
    before = key_in_database(case)
    settings.FIELD_KEYS = "t9:another-test-key"
    with pytest.raises(CommandError, match=before):
        rotate()
    assert key_in_database(case) == before
