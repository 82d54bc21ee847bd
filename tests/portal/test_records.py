"""Rows that only grow, forms that are sent twice."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from portal import audit, idempotency
from portal.models import AuditEntry, CaseWish, Consent, SubmittedForm, User


@pytest.mark.django_db
class TestWhatOnlyGrows:
    def test_an_audit_entry_cannot_be_changed_or_removed(self):
        entry = audit.record(None, "looked", User.objects.create(username="li"))

        for attempt in (
            lambda: AuditEntry.objects.filter(pk=entry.pk).update(action="nothing"),
            lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
            lambda: connection.cursor().execute("DELETE FROM portal_auditentry"),
        ):
            with pytest.raises(IntegrityError, match="portal_auditentry_only_grows"), transaction.atomic():
                attempt()

    def test_a_consent_cannot_be_rewritten(self):
        Consent.objects.record("+861", "bulk", False, words="退订", channel="sms")

        with pytest.raises(IntegrityError, match="portal_consent_only_grows"), transaction.atomic():
            Consent.objects.update(agreed=True)

    def test_the_newest_word_counts(self):
        assert not Consent.objects.allows("+861", "bulk")
        Consent.objects.record("+861", "bulk", True, words="好", channel="sms")
        assert Consent.objects.allows("+861", "bulk")
        Consent.objects.record("+861", "bulk", False, words="退订", channel="sms")
        assert not Consent.objects.allows("+861", "bulk")


@pytest.mark.django_db
class TestRevealing:
    def test_a_reveal_needs_a_reason_and_a_duty(self):
        owner, nobody = (
            User.objects.create(username="a", phone="+8613800138000"),
            User.objects.create(username="b"),
        )

        with pytest.raises(ValueError, match="为什么"):
            audit.reveal(nobody, owner, "phone", " ")
        with pytest.raises(PermissionDenied):
            audit.reveal(nobody, owner, "phone", "to call back")
        assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_wishing_for_the_same_case_twice_wishes_once():
    first = CaseWish.objects.wish(kind="help", text="roof", cause="visit:1", key="visit:1")

    assert CaseWish.objects.wish(kind="help", text="roof", cause="visit:1", key="visit:1") == first


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_three_times_at_once_is_done_once():
    token, done, ready = idempotency.token(), [], Barrier(3)
    results = []

    def send():
        ready.wait()
        with idempotency.once(token) as sent:
            if not sent.result:
                done.append(1)
                sent.result = "/case/thanks/"
        results.append(sent.result)
        connection.close()

    senders = [Thread(target=send) for _ in range(3)]
    [sender.start() for sender in senders]
    [sender.join() for sender in senders]

    assert (len(done), set(results), SubmittedForm.objects.count()) == (1, {"/case/thanks/"}, 1)
