"""The doctor's sentences and when it ends with 1."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import Programme
from hotline.models import Contact, Inbound
from portal.models import Heartbeat, Outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def healthy():
    Heartbeat.beat("jobs")


def visit() -> tuple[str, int]:
    said = io.StringIO()
    try:
        call_command("doctor", stdout=said)
    except SystemExit as end:
        return said.getvalue(), end.code
    return said.getvalue(), 0


def test_a_healthy_empty_house_is_well(healthy):
    said, code = visit()
    assert code == 0
    assert "A worker is alive" in said


def test_a_house_without_a_worker_needs_a_hand():
    said, code = visit()
    assert code == 1
    assert "Start manage.py jobs" in said


def test_a_worker_that_went_quiet_is_noticed(healthy):
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=5))
    assert "No worker since" in visit()[0]


def test_waiting_messages_and_texts_are_counted_and_nobody_is_named(healthy):
    long_ago = timezone.now() - timedelta(minutes=5)
    contact = Contact.objects.create(channel="sms", address="+8613900139009")
    Inbound.objects.create(contact=contact, channel="sms", provider_id="1", text="秘密")
    Inbound.objects.update(received_at=long_ago)
    Outbox.objects.queue(
        "sms", contact.address, "答复", purpose="reply", cause="x", key="x", not_before=long_ago
    )

    said, code = visit()

    assert code == 1
    assert "1 messages wait" in said
    assert "1 texts wait" in said
    assert "139009" not in said
    assert "秘密" not in said


def test_the_demo_on_a_public_address_is_refused(healthy, settings):
    settings.DEMO, settings.PUBLIC_URL = True, "https://linli.example"
    said, code = visit()
    assert code == 1
    assert "passwords are public" in said


def test_plain_http_on_a_public_address_is_refused(healthy, settings):
    settings.PUBLIC_URL, settings.SECURE = "http://linli.example", False
    assert visit()[1] == 1


def test_a_missing_redis_is_a_finding_not_a_crash(healthy, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    said, code = visit()
    assert code == 1
    assert "The cache does not answer" in said


@pytest.mark.parametrize("broken", ["", "no-colon", "k1:short"])
def test_broken_field_keys_are_refused_at_start(settings, broken):
    from portal.checks import field_keys_are_whole

    settings.FIELD_KEYS = broken
    assert [problem.id for problem in field_keys_are_whole(None)] == ["portal.E002"]


def test_a_published_programme_without_a_readable_rule_is_named(healthy):
    Programme.objects.create(code="empty", name_zh="空的")
    said, code = visit()
    assert code == 1
    assert "The published rule of empty cannot be read" in said
