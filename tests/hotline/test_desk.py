"""The desk as staff use it: once, by those who may, from what was on the screen."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from hotline.models import CallBack, Case, Contact, Inbound
from portal.models import AuditEntry, Outbox
from portal.roles import Role
from tests.hotline.cases import PHONE, case_in, opened
from tests.people import person, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # the second factor has its own tests


@pytest.fixture
def operator(client):
    user = person(Role.OPERATOR, "安禾县")
    client.force_login(user)
    return user


def form_on(client, case) -> dict:
    """The hidden fields a browser would send back from the page of this case."""
    page = client.get(f"/admin/desk/{case.pk}/").content.decode()
    return {name: re.search(rf'name="{name}"\s+value="([^"]*)"', page)[1] for name in ("once", "version")}


def act(client, case, deed, hidden=None, **fields):
    return client.post(
        f"/admin/desk/{case.pk}/{deed}/", {**(hidden or form_on(client, case)), **fields}, follow=True
    )


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


class TestOnce:
    @pytest.mark.parametrize(
        ("state", "deed", "fields", "event"),
        [("registered", "accept", {}, "accepted"), ("assigned", "answer", {"text": "修好了"}, "answered"),
         ("answered", "close", {}, "closed"), ("accepted", "note", {"note": "打过电话"}, "note")],
    )  # fmt: skip
    def test_a_form_sent_twice_leaves_one_event_and_one_text(
        self, client, operator, state, deed, fields, event
    ):
        case = case_in(state, operator=operator)
        hidden = form_on(client, case)
        texts = Outbox.objects.count()

        for _ in range(2):
            assert act(client, case, deed, hidden, **fields).status_code == 200

        assert case.events.filter(kind=event).count() == 1
        assert Outbox.objects.count() - texts == (0 if deed == "note" else 1)


class TestSomebodyWasFaster:
    def test_an_answer_typed_meanwhile_is_kept_on_the_screen(self, client, operator):
        case = case_in("assigned", operator=operator)
        hidden = form_on(client, case)
        case.answer("先答的人写的", "", case.handler)

        answer = act(client, case, "answer", hidden, text="我辛苦打的一大段答复")

        assert "我辛苦打的一大段答复" in answer.content.decode()
        case.refresh_from_db()
        assert case.answer_text == "先答的人写的"

    def test_what_was_done_already_is_said_in_a_sentence(self, client, operator):
        case = case_in("accepted", operator=operator)
        answer = act(client, case, "accept", {"version": str(case.version), "once": "x" * 24})
        assert [str(one) for one in answer.context["messages"]], "a sentence says why"
        assert case.events.filter(kind="accepted").count() == 1


class TestTooLate:
    def test_after_ten_days_the_desk_says_so_in_a_sentence(self, client, operator):
        case = case_in("answered", operator=operator)
        Case.objects.filter(pk=case.pk).update(answered_at=timezone.now() - timedelta(days=11))
        answer = act(client, case, "reopen")
        assert answer.status_code == 200
        assert "十天" in words(answer) or "10天" in words(answer)
        case.refresh_from_db()
        assert case.state == "answered"


class TestBadInput:
    def test_an_empty_answer_gets_a_sentence_and_changes_nothing(self, client, operator):
        case = case_in("assigned", operator=operator)
        answer = act(client, case, "answer", text="   ")
        assert "desk-error" in answer.content.decode()
        case.refresh_from_db()
        assert case.state == "assigned"

    def test_a_basis_too_long_keeps_the_answer_typed(self, client, operator):
        case = case_in("assigned", operator=operator)
        answer = act(client, case, "answer", text="仔细写的答复", basis="长" * 300)
        assert "仔细写的答复" in answer.content.decode()

    def test_an_unknown_deed_is_404(self, client, operator):
        case = opened().case
        assert client.post(f"/admin/desk/{case.pk}/explode/", form_on(client, case)).status_code == 404

    def test_a_wrong_phone_number_at_the_counter_keeps_the_story(self, client, operator):
        area = place("柳河村")
        answer = client.post(
            "/admin/desk/new/", {"kind": "complaint", "text": "井盖松了", "area": area.pk, "phone": "12"}
        )
        assert "井盖松了" in answer.content.decode()
        assert not Case.objects.exists()


class TestWhoMay:
    def is_sent_home(self, client, case, deed) -> bool:
        answer = client.post(
            f"/admin/desk/{case.pk}/{deed}/", {"version": str(case.version), "text": "x", "reason": "darum"}
        )
        return answer.status_code == 302 and answer["Location"] == "/admin/"

    def test_a_clerk_answers_but_neither_assigns_nor_reveals(self, client):
        client.force_login(person(Role.CLERK, "柳河村"))
        case = case_in("accepted")
        for deed in ("assign", "reveal", "close", "reopen", "accuse"):
            assert self.is_sent_home(client, case, deed)
        assert not case.accused.exists()
        act(client, case, "answer", text="修好了")
        case.refresh_from_db()
        assert case.state == "answered"

    def test_an_auditor_only_reads(self, client):
        client.force_login(person(Role.AUDITOR, "安禾县"))
        case = case_in("accepted")
        assert client.get(f"/admin/desk/{case.pk}/").status_code == 200
        for deed in ("accept", "answer", "assign", "close", "reveal"):
            assert self.is_sent_home(client, case, deed)
        case.refresh_from_db()
        assert case.state == "accepted"


class TestThePersonBehindIt:
    def test_the_number_shows_only_for_a_reason_that_is_written_down(self, client, operator):
        case = opened().case
        assert PHONE not in words(client.get(f"/admin/desk/{case.pk}/"))
        assert PHONE not in words(act(client, case, "reveal", reason=""))
        assert PHONE in words(act(client, case, "reveal", reason="要打电话核实地址"))
        entry = AuditEntry.objects.get(action="reveal")
        assert entry.actor == operator
        assert "核实地址" in str(entry.details)
        assert PHONE not in str(entry.details)

    def test_no_reason_and_nobody_named_get_a_sentence(self, client, operator):
        case = opened().case
        assert "desk-error" in act(client, case, "reveal", reason="").content.decode()
        assert "desk-error" in act(client, case, "accuse").content.decode()

    def test_of_an_anonymous_case_there_is_nothing_to_show(self, client, operator):
        case = opened(reporter="").case
        assert "desk-act" not in words(client.get(f"/admin/desk/{case.pk}/"))
        act(client, case, "reveal", reason="想知道")
        assert not AuditEntry.objects.filter(action="reveal").exists()


class TestCalls:
    def call(self):
        contact = Contact.objects.create(channel="sms", address=PHONE)
        inbound = Inbound.objects.create(contact=contact, channel="sms", provider_id="1", text="人工")
        return CallBack.objects.create(inbound=inbound)

    def test_a_call_is_read_made_and_noted(self, client, operator):
        call = self.call()
        assert PHONE in words(client.get(f"/admin/call/{call.pk}/"))
        assert AuditEntry.objects.filter(action="read call", actor=operator).exists()
        client.post(f"/admin/call/{call.pk}/done/", {"note": "说清楚了"})
        call.refresh_from_db()
        assert (call.note, call.done_by) == ("说清楚了", operator)

    def test_a_second_note_does_not_overwrite_the_first(self, client, operator):
        call = self.call()
        for once, note in (("a", "第一次"), ("b", "第二次")):
            client.post(f"/admin/call/{call.pk}/done/", {"note": note, "once": once})
        call.refresh_from_db()
        assert "第一次" in call.note
        assert "第二次" in call.note

    def test_the_same_note_sent_twice_is_one(self, client, operator):
        call = self.call()
        for _ in range(2):
            client.post(f"/admin/call/{call.pk}/done/", {"note": "说清楚了", "once": "a"})
        call.refresh_from_db()
        assert call.note == "说清楚了"

    def test_an_empty_or_endless_note_gets_a_sentence_and_is_kept(self, client, operator):
        call = self.call()
        for note in ("", "长" * 2001):
            page = client.post(f"/admin/call/{call.pk}/done/", {"note": note, "once": "a"}).content.decode()
            assert "desk-error" in page
            assert note in page
        call.refresh_from_db()
        assert call.done_at is None


def test_a_list_of_many_costs_no_more_statements_than_of_few(client, operator, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def statements():
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/cases/")
        return len(queries)

    case_in("assigned", operator=operator)
    statements()
    few = statements()
    for _ in range(8):
        case_in("assigned", operator=operator)
    assert statements() <= few
    with django_assert_max_num_queries(30):
        client.get(f"/admin/desk/{Case.objects.first().pk}/")
