"""Draft claims as rows: once, sealed, seen by who may call, called and noted. What is nobody's business is no row."""

import re
from itertools import count

import pytest
from django.db import connection

from cms.models import Answer
from hotline import answering
from hotline.models import Contact, Inbound
from portal import registries
from portal.models import AuditEntry, ClaimWish, Outbox
from portal.roles import Role
from tests.hotline.cases import PHONE
from tests.people import person

pytestmark = pytest.mark.django_db
JF = ("我能领奖励扶助吗", "1960年1月1日", "1", "1", "1", "1", "1")
_ids = count(1)


@pytest.fixture(autouse=True)
def staff_at_work(settings, programmes):
    settings.DEMO = True  # the second factor has its own tests


def text(*messages, channel="sms", address=PHONE) -> str:
    """Text us; the last reply."""
    for message in messages:
        Inbound.objects.hear(
            channel=channel, address=address, provider_id=f"draft:{next(_ids)}", text=message
        )
        answering.answer()
    return Outbox.objects.filter(channel=channel, to=address).order_by("pk").last().text


def test_one_digit_files_a_draft_and_says_what_happens_next():
    assert "已替您登记" in text(*JF, "1")
    wish = ClaimWish.objects.get()
    assert (wish.programme, wish.verdict, wish.amount, wish.period, wish.per) == (
        "JF",
        "staff",
        960,
        "year",
        "person",
    )
    assert wish.number_to_call == PHONE
    assert wish.rule == Answer.objects.get(programme="JF").rule


def test_twice_is_once():
    assert "已经登记过了" in text(*JF, "1", "1")
    text("菜单")
    assert "已经登记过了" in text(*JF, "1")
    assert ClaimWish.objects.count() == 1


def test_somebody_else_on_the_same_phone_gets_a_draft_of_their_own():
    text(*JF, "1")
    text("菜单", "我能领奖励扶助吗", "1955年1月1日", "1", "1", "1", "1", "1", "1")
    assert ClaimWish.objects.count() == 2


def test_what_was_told_lies_sealed():
    text(*JF, "1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts, words FROM portal_claimwish")
        row = cursor.fetchone()
    assert not any(b"1960" in bytes(value) or "奖励".encode() in bytes(value) for value in row)
    assert "1960-01-01" in ClaimWish.objects.get().facts.open()


class TestStaff:
    def test_whoever_calls_back_sees_the_draft_its_number_only_on_its_page_and_the_reading_is_logged(
        self, client
    ):
        text(*JF, "1")
        wish, operator = ClaimWish.objects.get(), person(Role.OPERATOR, "安禾县")
        client.force_login(operator)
        listed = client.get("/admin/draft-claims/").content.decode()
        assert PHONE not in listed
        assert "****" in listed
        page = client.get(f"/admin/draft-claim/{wish.pk}/").content.decode()
        assert f"tel:{PHONE}" in page
        assert "960" in page
        assert AuditEntry.objects.filter(action="read draft claim", row=str(wish.pk), actor=operator).exists()

    def test_it_waits_on_their_desk_until_somebody_called(self, client):
        text(*JF, "1")
        wish = ClaimWish.objects.get()
        client.force_login(person(Role.OPERATOR, "安禾县"))
        assert "1" in re.search(r'linli-count[^>]*>(\d+)</span>\s*<strong>(?:Draft claims|申领登记)',
                                client.get("/admin/").content.decode())[1]  # fmt: skip
        page = client.get(f"/admin/draft-claim/{wish.pk}/").content.decode()
        once = re.search(r'name="once" value="([^"]+)"', page)[1]
        for _twice in range(2):
            client.post(f"/admin/draft-claim/{wish.pk}/called/", {"once": once, "note": "周五带户口簿来"})
        wish.refresh_from_db()
        assert wish.note == "周五带户口簿来"
        assert not ClaimWish.objects.open().exists()

    @pytest.mark.parametrize(
        ("role", "where"), [(Role.CLERK, "柳河村"), (Role.OFFICER, "柳河镇"), (Role.EDITOR, "安禾县")]
    )
    def test_for_everybody_else_it_is_not_there(self, client, role, where):
        text(*JF, "1")
        client.force_login(person(role, where))
        assert client.get(f"/admin/draft-claim/{ClaimWish.objects.get().pk}/").status_code == 404
        assert PHONE[-4:] not in client.get("/admin/draft-claims/", follow=True).content.decode()


def test_whether_a_child_is_planned_stands_in_no_row():
    said = text("我想做免费的孕前检查，能做吗", "2", "1", "1")
    assert "准备怀孕" in said
    text("1")
    [answer] = Answer.objects.filter(programme="YQ")
    assert "planning_pregnancy" not in answer.facts
    assert Inbound.objects.order_by("pk").last().text == ""
    assert "planning" not in str(Contact.objects.get().session)


class TestTheRegister:
    @pytest.fixture(autouse=True)
    def register(self, monkeypatch):
        known = {"birth_date": {"value": "1964-03-01", "origin": "register", "as_of": "2026-11-01"}}
        monkeypatch.setitem(
            registries.facts_of_a_person._things,
            "register",
            lambda address: known if address == PHONE else {},
        )

    def test_is_asked_about_who_texts(self):
        assert "出生日期是1964年3月1日，对吗" in text("我能领奖励扶助吗")

    def test_knows_nothing_of_another_phone_and_nothing_of_a_browser(self):
        assert "哪天" in text("我能领奖励扶助吗", address="+8613900139009")
        assert "哪天" in text("我能领奖励扶助吗", address=PHONE, channel="web")

    def test_and_the_answer_keeps_that_it_came_from_there(self):
        text("我能领奖励扶助吗", "1", *"11111")
        assert Answer.objects.get(programme="JF").origins["birth_date"] == "confirmed"
