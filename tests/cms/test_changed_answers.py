"""A rule changed: whoever was told otherwise is called, once, by somebody who may."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cms import reviewing
from cms.eligibility import judge_fully
from cms.models import Answer, AnswerReview, ChangedAnswer, Programme, changed
from cms.tasks import review_answers
from hotline.models import Contact, Inbound
from portal.models import AuditEntry
from portal.models.moves import READ_BACK, pairs
from portal.registries import home_panels
from portal.roles import Role
from portal.states import WrongState
from tests.cms.test_answers import FACTS, keep, the_rules
from tests.cms.test_replay import everybody_gets_more, publish
from tests.people import person

pytestmark = pytest.mark.django_db
OLD_ENOUGH = {**FACTS, "birth_date": "1960-01-01"}
PHONE = "+8613900001111"


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def asked(phone=PHONE, channel="sms") -> str:
    """Somebody's message, as the cause of an answer."""
    contact, _new = Contact.objects.get_or_create(channel=channel, address=phone)
    number = Inbound.objects.count()
    inbound = Inbound.objects.create(
        contact=contact, channel=channel, provider_id=f"{phone}{number}", text="奖扶"
    )
    return f"inbound:{inbound.pk}"


def told(phone=PHONE, channel="sms", **more) -> Answer:
    return keep(
        channel,
        facts=more.pop("facts", OLD_ENOUGH),
        on=timezone.localdate(),
        cause=asked(phone, "web" if channel == "chat" else channel),
        **more,
    )


def run() -> list[tuple]:
    review_answers()
    return sorted(ChangedAnswer.objects.values_list("answer", "state"))


def lift_the_age(rule) -> None:
    for node in rule["versions"][-1]["criteria"]:
        if node["kind"] == "age":
            node["years"] = 70


def test_who_was_told_another_sum_is_to_be_called(programmes):
    mine, young = told(), told("+8613900002222", facts={**FACTS, "birth_date": "1990-01-01"})
    assert run() == [], "nothing has changed yet"

    publish("JF", everybody_gets_more)
    assert run() == [(mine.pk, "open")]
    row = ChangedAnswer.objects.get()
    assert (row.old["amount"], row.new["amount"]) == ("960", "9999")
    assert young.pk not in ChangedAnswer.objects.values_list("answer", flat=True)


def test_running_twice_leaves_what_once_leaves(programmes):
    told()
    publish("JF", everybody_gets_more)
    once = run(), AnswerReview.objects.count()
    AnswerReview.objects.update(done_at=None, upto=None)
    assert (run(), AnswerReview.objects.count()) == once


def test_it_goes_on_where_it_was_cut_off(programmes):
    answers = {told(f"+86139000{n:05}").pk for n in range(5)}
    publish("JF", everybody_gets_more)
    assert reviewing.review(most=2) == 2
    assert ChangedAnswer.objects.count() == 2
    assert AnswerReview.objects.filter(done_at=None).exists()
    while reviewing.review(most=2):
        pass
    assert set(ChangedAnswer.objects.values_list("answer", flat=True)) == answers
    assert not AnswerReview.objects.filter(done_at=None).exists()


def test_a_change_that_only_starts_later_calls_nobody_today(programmes):
    told()
    later = (timezone.localdate() + timedelta(days=60)).isoformat()

    def from_a_future_day(rule):
        rows = rule["versions"][-1]["amounts"]
        rows[-1]["to"] = (date.fromisoformat(later) - timedelta(days=1)).isoformat()
        rows.append({**rows[-1], "from": later, "to": None, "value": "1080"})

    publish("JF", from_a_future_day)
    assert run() == []


def test_growing_older_is_no_change_of_the_rule(programmes):
    """Told “no” the day before the birthday; the new text changes another thing."""
    answer = keep(facts=FACTS, cause=asked())
    assert answer.verdict["verdict"] == "no"
    publish("JF", lambda rule: rule["name"].update(zh="农村奖扶"))
    assert run() == []


def test_old_answers_are_left_alone(programmes, settings):
    told()
    settings.ANSWERS_REVIEWED_MONTHS = 0
    publish("JF", everybody_gets_more)
    assert run() == []


def test_who_cannot_be_called_makes_no_call(programmes):
    told("browser", channel="chat")
    keep("web", facts=OLD_ENOUGH, on=timezone.localdate())
    publish("JF", everybody_gets_more)
    assert run() == []


def test_of_one_person_only_the_latest_answer_counts(programmes):
    told()
    latest = told()
    publish("JF", everybody_gets_more)
    assert run() == [(latest.pk, "open")]


def test_a_text_taken_back_takes_the_call_back(programmes):
    answer, first = told(), Programme.objects.get(code="JF").rule
    publish("JF", everybody_gets_more)
    assert run() == [(answer.pk, "open")]
    publish("JF", lambda rule: (rule.clear(), rule.update(first)))
    assert run() == [(answer.pk, "overtaken")]
    publish("JF", everybody_gets_more)
    assert run() == [(answer.pk, "open")]


def test_who_was_called_about_a_text_that_is_taken_back_is_called_again(programmes):
    answer, first = told(), Programme.objects.get(code="JF").rule
    publish("JF", everybody_gets_more)
    run()
    ChangedAnswer.objects.get().settle("called", person(Role.OPERATOR, "安禾县"))
    assert run() == [(answer.pk, "called")]
    publish("JF", lambda rule: (rule.clear(), rule.update(first)))
    assert run() == [(answer.pk, "called"), (answer.pk, "open")]


def test_only_the_newest_of_two_publications_is_looked_at(programmes):
    answer = told()
    publish("JF", everybody_gets_more)
    reviewing.notice()
    publish("JF", lift_the_age)
    run()
    (row,) = ChangedAnswer.objects.all()
    assert row.rule == the_rules().hash
    assert row.new["verdict"] == "no"
    assert row.answer == answer
    assert judge_fully(the_rules(), OLD_ENOUGH, timezone.localdate()).verdict == "no"


class TestAtTheDesk:
    @pytest.fixture
    def row(self, programmes):
        told()
        publish("JF", everybody_gets_more)
        run()
        return ChangedAnswer.objects.get()

    def test_the_list_shows_then_and_now_and_the_number_only_on_its_own_page(self, row, client):
        client.force_login(person(Role.OPERATOR, "安禾县"))
        page = client.get("/admin/changed-answers/").content.decode()
        assert "960元" in page
        assert "9999元" in page
        assert PHONE not in page
        page = client.get(f"/admin/changed-answer/{row.pk}/").content.decode()
        assert PHONE not in page
        number = row.answer.cause.partition(":")[2]
        assert f"/admin/call/for/{number}/" in page
        assert PHONE in client.get(f"/admin/call/for/{number}/").content.decode()
        assert AuditEntry.objects.filter(action="read call", model="hotline.inbound").exists()

    def test_the_panel_counts_what_is_open(self, row, client):
        operator = person(Role.OPERATOR, "安禾县")
        task = dict(home_panels)["answers that changed"]
        assert task(operator).count == 1
        assert task(person(Role.EDITOR, "安禾县")) is None
        row.settle("no_need", operator)
        assert task(operator) is None

    def test_a_call_is_settled_once(self, row, client):
        operator = person(Role.OPERATOR, "安禾县")
        client.force_login(operator)
        client.post(f"/admin/changed-answer/{row.pk}/called/")
        row.refresh_from_db()
        assert (row.state, row.by) == ("called", operator)
        answer = client.post(f"/admin/changed-answer/{row.pk}/no_need/", follow=True)
        assert "已联系" in answer.content.decode()
        row.refresh_from_db()
        assert row.state == "called"
        with pytest.raises(WrongState):
            row.settle("no_need", operator)

    @pytest.mark.parametrize(
        ("role", "where"), [(Role.EDITOR, "安禾县"), (Role.OFFICER, "青石镇"), (Role.AUDITOR, "安禾县")]
    )
    def test_nobody_else_sees_whom_to_call(self, row, client, role, where):
        client.force_login(person(role, where))
        number = row.answer.cause.partition(":")[2]
        for address in (f"/admin/changed-answer/{row.pk}/", f"/admin/call/for/{number}/"):
            assert client.get(address).status_code == 404

    def test_the_database_keeps_the_moves(self, row):
        with connection.cursor() as cursor:
            cursor.execute(READ_BACK, ["cms_changedanswer_moves"])
            source = cursor.fetchone()[0]
        assert all(f"'{pair}'" in source for pair in pairs(changed.MOVES))
        row.settle("called", person(Role.OPERATOR, "安禾县"))
        with pytest.raises(IntegrityError, match="moves"), transaction.atomic():
            ChangedAnswer.objects.update(state="open")


def test_an_auditor_reads_an_answer_and_that_is_logged(programmes, client):
    answer = told()
    auditor = person(Role.AUDITOR, "安禾县")
    client.force_login(auditor)
    assert "960" not in client.get("/admin/answers/").content.decode().partition("<main")[2]
    page = client.get(f"/admin/answer/{answer.pk}/").content.decode()
    assert answer.words[:10] in page
    assert AuditEntry.objects.filter(actor=auditor, action="read answer", row=str(answer.pk)).exists()
