"""The chat and the pages of a case, as a browser without JavaScript sees them."""

import re

import pytest
from django.test import Client

from hotline.models import Case, Contact, Inbound
from portal.models import Outbox
from tests.people import place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes")]


def once(client, path="/chat/") -> str:
    return re.search(r'name="once"\s+value="([^"]*)"', client.get(path).content.decode())[1]


def say(client, text, path="/chat/", **more):
    return client.post(path, {"text": text, "once": once(client, path), **more}, follow=True).content.decode()


class TestChat:
    def test_a_question_is_answered_on_the_next_page(self, client):
        assert "几个2022年及以后出生的孩子" in say(client, "育儿补贴我家能领吗")

    def test_the_english_page_answers_in_english(self, client):
        assert "How many children" in say(client, "Can I get the childcare subsidy?", "/en/chat/")

    def test_the_same_form_twice_is_one_message(self, client):
        token = once(client)
        for _ in range(2):
            client.post("/chat/", {"text": "育儿补贴", "once": token})
        assert Inbound.objects.count() == 1

    @pytest.mark.parametrize(
        "text", ["😀😀😀", "\x00\x00育儿补贴", "锟斤拷锟斤拷", "<script>alert(1)</script>", "问" * 1600]
    )
    def test_odd_words_are_answered_and_shown_safely(self, client, text):
        page = say(client, text)
        assert Inbound.objects.get().state == "answered"
        assert "<script>alert" not in page

    def test_an_empty_message_changes_nothing(self, client):
        assert client.post("/chat/", {"text": "   "}, follow=True).status_code == 200
        assert not Inbound.objects.exists()

    def test_a_message_too_long_is_kept_in_its_box(self, client):
        page = client.post("/chat/", {"text": "长" * 4001}).content.decode()
        assert "长" * 4001 in page
        assert not Inbound.objects.exists()

    def test_a_forged_cookie_opens_nobodys_conversation(self, client):
        say(client, "我的孩子2024年3月10日出生")
        thief = Client()
        thief.cookies["chat"] = client.cookies["chat"].value[:-3] + "abc"
        assert "2024年3月10日" not in thief.get("/chat/").content.decode()

    def test_clearing_leaves_nothing_in_this_browser(self, client):
        say(client, "我的孩子2024年3月10日出生")
        client.post("/chat/", {"leave": "1"})
        assert "2024年3月10日" not in client.get("/chat/").content.decode()

    def test_a_flood_is_slowed_and_the_words_kept(self, client):
        for n in range(21):
            page = client.post("/chat/", {"text": f"第{n}句"}, follow=True).content.decode()
        assert "第20句" in page
        assert Inbound.objects.count() == 20

    def test_a_machine_that_fills_every_field_is_not_heard(self, client):
        client.post("/chat/", {"text": "buy", "website": "http://spam"})
        assert not Inbound.objects.exists()

    def test_nothing_is_kept_by_a_cache(self, client):
        assert "no-store" in client.get("/chat/")["Cache-Control"]


class TestFiling:
    FORM = {"kind": "complaint", "text": "路灯坏了两个月没人修"}

    def file(self, client, **more):
        form = {**self.FORM, "once": once(client, "/case/new/"), **more}
        return client.post("/case/new/", form, follow=True).content.decode()

    def test_without_a_phone_one_gets_a_receipt_and_finds_the_case_with_it(self, client):
        receipt = re.search(r"\d{4} \d{4} \d{4} \d{4}", self.file(client))[0]
        other = Client()
        page = other.post("/case/", {"number": receipt}, follow=True).content.decode()
        assert "路灯坏了两个月没人修" in page

    def test_with_a_phone_one_is_told_each_step(self, client):
        self.file(client, phone="139 0013 9001")
        case = Case.objects.get()
        assert case.reporter.open() == "sms:+8613900139001"

    def test_filed_twice_it_is_one_case(self, client):
        token = once(client, "/case/new/")
        for _ in range(2):
            client.post("/case/new/", {**self.FORM, "once": token})
        assert Case.objects.count() == 1

    def test_going_back_and_telling_something_else_is_another_case(self, client):
        token = once(client, "/case/new/")
        client.post("/case/new/", {**self.FORM, "once": token})
        client.post("/case/new/", {**self.FORM, "text": "还有一件事：井盖松了", "once": token})
        assert Case.objects.count() == 2

    def test_nul_anywhere_is_no_error(self, client):
        answer = client.post("/case/new/", {**self.FORM, "once": "a\x00b"}, follow=True)
        assert answer.status_code == 200
        assert Case.objects.count() == 1

    def test_a_wrong_number_keeps_the_story(self, client):
        page = self.file(client, phone="12")
        assert "路灯坏了两个月没人修" in page
        assert not Case.objects.exists()

    def test_nothing_told_gets_a_sentence(self, client):
        assert "用您自己的话" in self.file(client, text="")


class TestLookingUp:
    @pytest.fixture
    def case(self, client):
        TestFiling().file(client, phone="13900139001")
        return Case.objects.get()

    def look_up(self, client, number, code=""):
        return client.post("/case/", {"number": number, "code": code}, follow=True).content.decode()

    def test_the_phones_tail_shows_the_steps_but_not_the_words(self, case):
        page = self.look_up(Client(), case.number, "9001")
        assert case.number in page
        assert "路灯坏了两个月没人修" not in page

    def test_wrong_and_unknown_look_the_same(self, case):
        wrong = self.look_up(Client(), case.number, "0000").replace(case.number, "N")
        unknown = self.look_up(Client(), "C26-999999-0", "0000").replace("C26-999999-0", "N")
        tokens = re.compile(r'value="[A-Za-z0-9]{64}"')
        assert tokens.sub("", wrong) == tokens.sub("", unknown)

    def test_after_five_tries_the_right_code_is_refused_with_a_sentence(self, case):
        stranger = Client()
        for guess in range(5):
            self.look_up(stranger, case.number, f"000{guess}")
        assert "过一小时再来" in self.look_up(stranger, case.number, "9001")

    def test_nothing_typed_stands_in_an_address(self, case):
        answer = Client().post("/case/", {"number": case.number, "code": "9001"})
        assert answer["Location"] == "/case/here/"

    def test_rating_and_not_solved_are_for_answered_cases_only(self, case):
        mine = Client()
        self.look_up(mine, case.number, "9001")
        for said in ({"stars": "5"}, {"stars": "²"}, {"unsolved": "1", "words": "没解决"}):
            assert mine.post("/case/here/", said, follow=True).status_code == 200
        case.refresh_from_db()
        assert (case.state, case.satisfied) == ("registered", None)


def test_an_anonymous_matter_leaves_no_trace_beside_the_phone(twilio, text_from):
    """After an anonymous complaint by SMS, neither case nor log nor inbox joins the words to the number."""
    from django.db import connection

    from hotline import answering
    from portal import outbox

    place("柳河村")
    secret = "柳河村会计冒领已经去世的人的补助款"
    for words in (f"我要匿名举报{secret}", "2", "1"):
        text_from(words)
        answering.answer()
        outbox.carry()
    case = Case.objects.get()
    assert secret in case.text
    assert case.anonymous

    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
                       "AND data_type IN ('text', 'character varying', 'jsonb')")  # fmt: skip
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM {table} WHERE "{column}"::text LIKE %s', ["%13800138001%"])  # noqa: S608
            phone = cursor.fetchone()[0]
            cursor.execute(f'SELECT count(*) FROM {table} WHERE "{column}"::text LIKE %s', [f"%{secret}%"])  # noqa: S608
            words = cursor.fetchone()[0]
            found |= {(table, column, "words")} if words else set()
            assert not (phone and words), (table, column)
    assert found == {("hotline_case", "text", "words")}
    [contact] = Contact.objects.all()
    assert case.key not in {f"inbound:{one.pk}" for one in contact.inbounds.all()}, (
        "no join leads to the phone"
    )
    assert (case.opened_at.minute, case.opened_at.second) == (0, 0), "nor does the moment"
    assert not Outbox.objects.filter(text__contains="回执号").exists(), "the receipt is forgotten once sent"
