from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone

from portal import outbox
from portal.models import Consent, Outbox
from portal.models.moves import READ_BACK, pairs
from portal.models.outbox import MOVES
from portal.outbox import CarrierError, Sent
from portal.registries import carriers


class Notebook:
    """A carrier that writes down what it carried."""

    def __init__(self):
        self.texts, self.trouble, self.known = [], [], None

    def send(self, row):
        if self.trouble and (problem := self.trouble.pop(0)):
            raise problem
        self.texts.append(row.text)
        return Sent(f"N{len(self.texts)}")


class NotebookWithList(Notebook):
    def find(self, row):
        return self.known


@pytest.fixture
def notebook(monkeypatch):
    book = Notebook()
    monkeypatch.setitem(carriers._things, "sms", book)
    return book


def queue(text="hello", key=None, to="+8613800138000", purpose="reply", **more):
    return Outbox.objects.queue("sms", to, text, purpose=purpose, cause="test:1", key=key or text, **more)


def pass_time(**span):
    """What was due then is due now."""
    Outbox.objects.filter(state="waiting").update(not_before=timezone.now() - timedelta(**span))


@pytest.mark.django_db
class TestCarrying:
    def test_queueing_twice_with_one_key_queues_once(self, notebook):
        assert queue("one", key="k").pk == queue("other", key="k").pk

    def test_a_due_text_is_carried_once_and_keeps_the_providers_id(self, notebook):
        row = queue()

        outbox.carry()
        outbox.carry()

        row.refresh_from_db()
        assert (notebook.texts, row.state, row.provider_id) == (["hello"], "sent", "N1")

    def test_texts_to_one_person_go_out_in_order(self, notebook):
        for text in ("first", "second", "third"):
            queue(text)

        while outbox.carry():
            pass

        assert notebook.texts == ["first", "second", "third"]

    def test_a_reply_goes_before_news(self, notebook):
        Consent.objects.record("+861", "bulk", True, words="yes", channel="sms")
        queue("news", to="+861", purpose="bulk")
        queue("answer", to="+862")

        outbox.carry()

        assert notebook.texts == ["answer", "news"]

    def test_news_without_consent_is_never_carried(self, notebook):
        row = queue("news", purpose="bulk")

        outbox.carry()

        row.refresh_from_db()
        assert (notebook.texts, row.state) == ([], "refused")

    def test_who_said_stop_still_gets_the_answer_to_a_question(self, notebook):
        Consent.objects.record("+8613800138000", "notice", False, words="退订", channel="sms")
        queue("notice", purpose="notice")
        queue("answer")

        while outbox.carry():
            pass

        assert notebook.texts == ["answer"]

    def test_a_passing_fault_is_tried_again_later(self, notebook):
        notebook.trouble = [CarrierError("busy")]
        row = queue()

        outbox.carry()
        assert outbox.carry() == 0  # not at once
        pass_time(hours=1)
        outbox.carry()

        row.refresh_from_db()
        assert (row.state, row.attempts) == ("sent", 2)

    def test_a_permanent_fault_ends_it(self, notebook):
        notebook.trouble = [CarrierError("no such number", permanent=True, code="21211")]
        row = queue()

        outbox.carry()

        row.refresh_from_db()
        assert (row.state, row.error_code) == ("failed", "21211")


@pytest.mark.django_db
class TestUncertainty:
    def lose_the_worker(self, row):
        Outbox.objects.claim()
        Outbox.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))

    def test_a_reply_whose_worker_died_is_sent_once_more(self, notebook):
        row = queue()
        self.lose_the_worker(row)

        outbox.sweep()
        outbox.carry()

        row.refresh_from_db()
        assert (row.state, row.attempts) == ("sent", 2)

    def test_news_whose_worker_died_is_not_repeated(self, notebook):
        row = queue(purpose="notice")
        self.lose_the_worker(row)

        outbox.sweep()
        outbox.carry()

        row.refresh_from_db()
        assert (row.state, notebook.texts) == ("uncertain", [])

    def test_the_providers_list_decides_where_there_is_one(self, notebook, monkeypatch):
        book = NotebookWithList()
        book.known = Sent("SM1")
        monkeypatch.setitem(carriers._things, "sms", book)
        row = queue()
        self.lose_the_worker(row)

        outbox.sweep()

        row.refresh_from_db()
        assert (row.state, row.provider_id, book.texts) == ("sent", "SM1", [])

    def test_a_slow_worker_cannot_overwrite_its_successor(self, notebook):
        row = queue()
        [slow] = Outbox.objects.claim()
        Outbox.objects.filter(pk=row.pk).update(state="uncertain")
        Outbox.objects.filter(pk=row.pk).update(state="waiting")
        [successor] = Outbox.objects.claim()

        assert not slow.mark_failed("late")
        assert successor.mark_sent("N1")


@pytest.mark.django_db
class TestReceipts:
    def test_statuses_only_go_up(self, notebook):
        row = queue()
        outbox.carry()

        row.apply_receipt("delivered")
        row.apply_receipt("sent")
        row.apply_receipt("failed", "30003")

        row.refresh_from_db()
        assert row.state == "delivered"

    def test_the_database_refuses_a_forbidden_move(self, notebook):
        row = queue()
        outbox.carry()

        with pytest.raises(IntegrityError, match="portal_outbox_moves"), transaction.atomic():
            Outbox.objects.filter(pk=row.pk).update(state="waiting")

    def test_the_database_knows_the_same_moves_as_the_code(self):
        with connection.cursor() as cursor:
            cursor.execute(READ_BACK, ["portal_outbox_moves"])
            source = cursor.fetchone()[0]
        assert all(f"'{pair}'" in source for pair in pairs(MOVES))
        assert source.count(">") - 2 == len(pairs(MOVES))  # one in the condition, one in `<>`


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_carry_each_text_once(notebook):
    for n in range(40):
        queue(f"text {n}", to=f"+86{n}")
    ready = Barrier(4)

    def work():
        ready.wait()
        while outbox.carry(5):
            pass
        close_old_connections()
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]

    assert sorted(notebook.texts) == sorted(f"text {n}" for n in range(40))
