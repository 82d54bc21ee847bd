"""What everybody reads of village affairs, and how they object."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cms.models import Disclosure, DisclosureTable, Objection
from cms.models.objection import Recused
from cms.open import drafting, sheet_tables
from portal.models import CaseWish
from portal.roles import Role
from tests.cms.open_affairs import accounts_layout, accounts_sheets, draft, published
from tests.people import person, place

pytestmark = pytest.mark.django_db
Q2 = date(2026, 4, 1)


def accounts(village="青石村", start=date(2026, 7, 1), **told):
    """Published with the whole of a quarter's tables."""
    row = draft(village, start, **told)
    drafting.keep(row, sheet_tables.found_in(accounts_layout(), accounts_sheets())[0], row.drafted_by)
    row.send(row.drafted_by)
    row.publish(person(Role.SUPERVISOR, village))
    return row


class TestReading:
    def test_the_key_figures_come_first_then_the_tables_then_how_to_object(self, client):
        row = accounts()
        page = client.get(row.get_absolute_url()).content.decode()

        words = [
            "2026年第三季度收入1,240元，支出300.50元，结余5,939.50元。",
            "公示还剩8天",
            "路灯维修",
            "提异议或询问",
            row.hash,
        ]
        assert [word for word in words if word not in page] == []
        assert page.index(words[0]) < page.index("路灯维修")
        assert "王小明" not in page

    @pytest.mark.parametrize("address", ["", "990001/", "990001101/", "990001101001/", "990001101001/1/", "items/",
                                         "verify/?area=990001101001", "990001101001/1/?print=page"])  # fmt: skip
    def test_public_pages_take_few_questions_to_the_database_and_set_no_cookie(
        self, client, django_assert_max_num_queries, address
    ):
        accounts(start=Q2)
        accounts("石桥村")
        row = accounts()
        assert row.number == 2
        client.get("/open/")
        with django_assert_max_num_queries(10):
            response = client.get(f"/open/{address}")
        assert response.status_code == 200
        assert not response.cookies

    def test_every_page_is_there_in_english(self, client):
        row = accounts()
        page = client.get(f"/en/open/990001101001/{row.number}/").content.decode()
        assert "Q3 2026: income 1,240 yuan, spending 300.50 yuan, balance 5,939.50 yuan." in page
        assert "Object or ask" in page

    def test_drafts_and_unknown_numbers_are_nobodys(self, client):
        draft()
        for address in (
            "990001101001/1/",
            "990001101001/1/object/",
            "990001101001/1/table-1.csv",
            "990001999/",
        ):
            assert client.get(f"/open/{address}").status_code == 404

    def test_a_correction_and_what_it_corrects_point_at_each_other(self, client):
        row = accounts()
        fixed = row.correct(row.drafted_by, "漏记一笔利息。")
        fixed.send(fixed.drafted_by)
        fixed.publish(row.approved_by)

        old, new = (client.get(one.get_absolute_url()).content.decode() for one in (row, fixed))
        assert "此内容已更正" in old
        assert fixed.get_absolute_url() in old
        assert "漏记一笔利息。" in new
        assert row.get_absolute_url() in new

    def test_income_and_spending_over_time_are_drawn_with_the_same_as_a_table(self, client):
        accounts(start=Q2)
        page = client.get(accounts().get_absolute_url()).content.decode()
        assert len(re.findall(r'<rect class="(?:income|spending)"', page)) == 4
        assert "<desc" in page
        assert "2026年第二季度" in page
        assert "style=" not in page.split("<svg")[1].split("</svg>")[0]

    def test_a_table_for_excel_begins_with_its_mark_and_holds_no_formula(self, client):
        row = draft()
        row.tables.update(rows=[["=HYPERLINK(1)", "1200.00"]], totals=[])
        row.send(row.drafted_by)
        row.publish(person(Role.SUPERVISOR, "青石村"))
        answer = client.get(f"{row.get_absolute_url()}table-1.csv")
        assert answer.content.decode() == "\ufeff项目,金额\r\n'=HYPERLINK(1),1200.00\r\n"

    def test_the_village_page_says_what_is_late(self, client):
        accounts()
        page = client.get("/open/990001101001/").content.decode()
        assert "逾期未公开" in page
        assert "村民会议、村民代表会议议定事项" in page


class TestTheBoard:
    def test_villages_stand_with_what_they_published_and_what_is_late(self, client):
        place("石桥村")
        accounts()
        page = client.get("/open/").content.decode()
        assert "青石村" in page
        assert "石桥村" in page
        assert re.search(r"\d+项逾期", page)

    def test_a_house_without_areas_or_catalogue_still_answers(self, client):
        assert client.get("/open/").status_code == 200


class TestTheNotice:
    def test_the_paper_has_the_figures_the_code_the_fingerprint_and_how_to_object(self, client):
        row = accounts()
        paper = client.get(f"{row.get_absolute_url()}?print=page").content.decode()
        words = ["收入1,240元", row.hash[:16], "公示期：", "张贴地点", "<svg", "print-a3.css", "乡镇"]
        assert [word for word in words if word not in paper] == []


class TestTheCheck:
    def test_anybody_has_a_village_computed_again(self, client):
        row = accounts()
        assert "全部完好" in client.get("/open/verify/?area=990001101001").content.decode()
        assert "与公开时一致" in client.get(f"/open/verify/?hash={row.hash[:16]}").content.decode()

    @pytest.mark.parametrize("given", ["zz", "'; --", "0" * 16, "%00", "a" * 500])
    def test_odd_fingerprints_get_a_sentence(self, client, given):
        answer = client.get("/open/verify/", {"hash": given})
        assert answer.status_code == 200
        assert "校验码" in answer.content.decode()

    def test_page_and_command_say_which_record_was_changed(self, client, capsys):
        row = accounts()
        call_command("verify_disclosures")
        assert "1 published disclosures are whole." in capsys.readouterr().out
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = 'replica'")
            DisclosureTable.objects.filter(disclosure=row, key="income").update(rows=[["承包费", "9.00"]])
            cursor.execute("SET LOCAL session_replication_role = 'origin'")

        assert "内容被改动" in client.get("/open/verify/?area=990001101001").content.decode()
        with pytest.raises(CommandError, match="1 faults in 1"):
            call_command("verify_disclosures")


def objected(client, row, **told):
    form = {"kind": "objection", "text": "路灯只修了一盏。", "once": "t1", **told}
    return client.post(f"{row.get_absolute_url()}object/", form)


class TestObjecting:
    def test_number_and_code_lead_to_the_answer_and_the_same_form_twice_is_one(self, client):
        row = accounts()
        first, second = objected(client, row), objected(client, row)
        one = Objection.objects.get()
        code = re.findall(r"\b\d{6}\b", first.content.decode().split("govuk-panel__body")[1])[-1]

        assert one.number == "990001101001-1-1"
        assert code in second.content.decode()
        one.close("另一盏十月修好。", person(Role.OFFICER, "青石镇"))
        found = client.post("/open/objection/", {"number": one.number, "code": code}).content.decode()
        assert "另一盏十月修好。" in found

    def test_who_asks_is_sealed_and_the_hotline_hears_without_the_person(self, client):
        objected(client, accounts(), name="张大山", phone="13800138002")
        one, wish = Objection.objects.get(), CaseWish.objects.get()

        assert (str(one.name), one.name.open(), one.phone.open()) == ("••••••", "张大山", "+8613800138002")
        assert "张大山" not in wish.text
        assert wish.kind == "complaint"
        assert b"\xe5\xbc\xa0" not in bytes(one.__dict__["name"])

    def test_whoever_wrote_it_neither_sees_nor_answers_it(self, client):
        writer = person(Role.OFFICER, "青石镇")
        row = published(by=writer)
        objected(client, row)
        one = Objection.objects.get()

        assert one not in Objection.objects.visible_to(writer)
        assert one in Objection.objects.visible_to(row.approved_by)
        with pytest.raises(Recused):
            one.close("无误。", writer)

    def test_the_first_answer_counts(self, client):
        objected(client, accounts())
        one = Objection.objects.get()
        assert one.close("a", person(Role.OFFICER, "青石镇"))
        assert not one.close("b", person(Role.OFFICER, "安禾县"))
        assert one.answer == "a"

    def test_others_read_it_only_after_staff_have_made_it_public(self, client):
        row = accounts()
        objected(client, row)
        one = Objection.objects.get()
        one.close("张大山家门口的已修。", person(Role.OFFICER, "青石镇"))
        before = client.get(row.get_absolute_url()).content.decode()
        one.publish("路灯只修了一盏。", "已全部修好。")
        after = client.get(row.get_absolute_url()).content.decode()

        assert "路灯只修了一盏" not in before
        assert "收到1件" in before
        assert "已全部修好。" in after
        assert "张大山" not in after

    def test_what_was_typed_stays_when_something_is_missing(self, client):
        page = objected(client, accounts(), kind="", name="张大山").content.decode()
        assert "govuk-error-summary" in page
        assert "路灯只修了一盏。" in page
        assert not Objection.objects.exists()

    def test_a_machine_that_fills_the_hidden_box_leaves_nothing(self, client):
        assert objected(client, accounts(), website="x").status_code == 302
        assert not Objection.objects.exists()

    def test_ten_an_hour_are_enough_for_one_visitor(self, client):
        row = accounts()
        for at in range(10):
            objected(client, row, once=f"t{at}", text=f"问题 {at}")
        assert "一小时" in objected(client, row, once="more", text="more").content.decode()
        assert Objection.objects.count() == 10

    def test_guessing_codes_is_stopped(self, client):
        objected(client, accounts())
        for guess in range(5):
            client.post("/open/objection/", {"number": "990001101001-1-1", "code": f"{guess:06}"})
        page = client.post(
            "/open/objection/", {"number": "990001101001-1-1", "code": "123456"}
        ).content.decode()
        assert "一小时" in page

    def test_withdrawn_ones_take_no_objections_and_say_why(self, client):
        row = accounts()
        row.withdraw(row.approved_by, "村名写错。")
        assert "村名写错。" in client.get(row.get_absolute_url()).content.decode()
        assert client.get(f"{row.get_absolute_url()}object/").status_code == 404
        assert Disclosure.objects.public().count() == 1
