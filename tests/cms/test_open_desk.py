"""The clerk's minutes and the supervisor's eyes: drafts, spreadsheets, papers, approval."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.models import Disclosure, Objection
from portal.models import StagedImport
from portal.roles import Role
from tests.cms.open_affairs import accounts_file, draft, item, published
from tests.people import person, place

pytestmark = [
    pytest.mark.django_db,
    # Django’s InMemoryStorage leaves the picture’s temporary file to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]


@pytest.fixture
def clerk(client, settings):
    settings.DEMO = True
    user = person(Role.CLERK, "青石村")
    client.force_login(user)
    return user


def sheet(content: bytes, name="账.xlsx"):
    return SimpleUploadedFile(name, content)


def photo(exif: bool = True) -> SimpleUploadedFile:
    picture, out = Image.new("RGB", (60, 40), "green"), io.BytesIO()
    data = picture.getexif()
    data[271] = "MakerOfPhones"
    picture.save(out, "JPEG", exif=data if exif else b"")
    return SimpleUploadedFile("p.jpg", out.getvalue())


def typed(row, **changed):
    """The draft's form as a clerk fills it."""
    form = {"title": row.title, "summary": "七月收了承包费。"}
    tables = {
        "income": [["承包费", "1200", ""], ["合计", "1200", ""]],
        "spending": [["路灯", "200", "王小明", ""]],
        "balance": [["期初结余", "0"], ["本期收入", "1200"], ["本期支出", "200"], ["期末结余", "1000"]],
    }
    for key, rows in tables.items():
        form |= {
            f"t-{key}-{at}-{place}": cell for at, one in enumerate(rows) for place, cell in enumerate(one)
        }
    return {**form, **changed}


class TestTyping:
    def test_rows_are_kept_with_their_sums_and_masked_names(self, client, clerk):
        row = draft(by=clerk)
        client.post(f"/admin/open/draft/{row.pk}/", {**typed(row), "save": ""})

        row.refresh_from_db()
        assert row.figures["closing"] == "1000.00"
        assert row.tables.get(key="spending").rows == [["路灯", "200.00", "王**", ""]]

    def test_what_cannot_be_read_is_named_and_nothing_typed_is_lost(self, client, clerk):
        row = draft(by=clerk)
        wrong = typed(row, **{"t-income-0-1": "一千二"})
        page = client.post(f"/admin/open/draft/{row.pk}/", {**wrong, "send": ""}).content.decode()

        assert "“收入”表第2行“金额”栏：“一千二”不是金额" in page
        assert 'value="一千二"' in page
        assert 'value="王小明"' in page
        assert row.tables.get().key == "income"

    def test_a_draft_whose_sums_do_not_agree_is_saved_but_not_sent(self, client, clerk):
        row = draft(by=clerk)
        wrong = typed(row, **{"t-balance-3-1": "999"})
        page = client.post(
            f"/admin/open/draft/{row.pk}/", {**wrong, "send": ""}, follow=True
        ).content.decode()

        row.refresh_from_db()
        assert row.state == "draft"
        assert "按各项算应为 1,000.00，这里写的是 999.00" in page

    def test_what_agrees_is_sent_and_cannot_be_changed_meanwhile(self, client, clerk):
        row = draft(by=clerk)
        client.post(f"/admin/open/draft/{row.pk}/", {**typed(row), "send": ""})
        row.refresh_from_db()
        assert row.state == "review"
        answer = client.post(f"/admin/open/draft/{row.pk}/", {**typed(row, summary="otherwise"), "save": ""})
        row.refresh_from_db()
        assert (answer.status_code, row.summary) == (302, "七月收了承包费。")

    def test_a_telephone_number_in_its_words_keeps_it_from_being_sent_and_names_the_place(
        self, client, clerk
    ):
        row = draft(by=clerk)
        told = typed(row, summary="有事打13812345678。")
        page = client.post(f"/admin/open/draft/{row.pk}/", {**told, "send": ""}, follow=True).content.decode()
        assert "已保存，没有送审" in page
        assert "“一句话说清”第 1 行：有个人手机号（138…78）" in page
        row.refresh_from_db()
        assert row.state == "draft"


class TestSpreadsheets:
    def test_the_same_file_twice_is_one_and_counts_once_accepted(self, client, clerk):
        row, same = draft(by=clerk), accounts_file()
        addresses = {
            client.post(f"/admin/open/draft/{row.pk}/table/", {"file": sheet(same)})["Location"]
            for _twice in range(2)
        }
        assert len(addresses) == StagedImport.objects.count() == 1
        assert row.tables.count() == 1
        client.post(addresses.pop())
        assert row.tables.count() == 3
        assert StagedImport.objects.get().found == {}

    def test_a_wrong_sum_is_shown_with_its_cell_and_cannot_be_accepted(self, client, clerk):
        row = draft(by=clerk)
        file = sheet(accounts_file(closing=1))
        address = client.post(f"/admin/open/draft/{row.pk}/table/", {"file": file})["Location"]

        assert "“结余”表第5行“金额”栏" in client.get(address).content.decode()
        client.post(address)
        assert row.tables.count() == 1

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7"])
    def test_a_broken_spreadsheet_gets_a_sentence_and_stores_nothing(self, client, clerk, content):
        row = draft(by=clerk)
        page = client.post(f"/admin/open/draft/{row.pk}/table/", {"file": sheet(content)}).content.decode()
        assert "desk-error" in page
        assert not StagedImport.objects.exists()

    def test_nobody_accepts_what_somebody_else_has_chosen(self, client, clerk):
        row = draft(by=clerk)
        address = client.post(f"/admin/open/draft/{row.pk}/table/", {"file": sheet(accounts_file())})[
            "Location"
        ]
        client.force_login(person(Role.OFFICER, "青石镇"))
        assert client.get(address).status_code == 404


class TestPapers:
    def test_a_photo_keeps_no_trace_of_where_and_with_what_it_was_taken(self, client, clerk):
        row = published(by=clerk)
        client.post(f"/admin/open/{row.pk}/posted/", {"file": photo(), "place": "村部", "day": "2026-11-20"})

        file = row.files.get()
        kept = file.image.file.read()
        assert (file.kind, file.day, file.place) == ("posted", date(2026, 11, 20), "村部")
        assert b"MakerOfPhones" not in kept
        assert "村部的公开栏" in client.get(row.get_absolute_url()).content.decode()

    def test_a_script_dressed_as_a_picture_is_refused_with_a_sentence(self, client, clerk):
        row = draft(by=clerk)
        upload = SimpleUploadedFile("p.png", b"<svg><script>alert(1)</script></svg>")
        told = {"paper-kind": "photo", "paper-title": "x", "paper-file": upload}
        page = client.post(f"/admin/open/draft/{row.pk}/file/", told).content.decode()
        assert "desk-error" in page
        assert not row.files.exists()

    def test_papers_of_a_draft_are_nobodys_and_of_a_published_one_everybodys(self, client, clerk):
        row = draft(by=clerk)
        told = {
            "paper-kind": "document",
            "paper-title": "合同",
            "paper-file": SimpleUploadedFile("a.txt", "合同".encode()),
        }
        client.post(f"/admin/open/draft/{row.pk}/file/", told)
        file = row.files.get()
        assert client.get(f"/open/990001101001/1/paper-{file.pk}/").status_code == 404
        row.send(clerk)
        row.publish(person(Role.SUPERVISOR, "青石村"))
        assert client.get(f"/open/990001101001/1/paper-{file.pk}/").content == "合同".encode()


class TestApproving:
    def test_the_supervisor_publishes_once_however_often_the_button_is_pressed(self, client, clerk):
        row = draft(by=clerk)
        client.post(f"/admin/open/draft/{row.pk}/", {**typed(row), "send": ""})
        client.force_login(person(Role.SUPERVISOR, "青石村"))
        for _twice in range(2):
            client.post(f"/admin/open/{row.pk}/publish/", {"once": "t"})
        row.refresh_from_db()
        assert (row.state, row.number) == ("published", 1)

    def test_the_clerk_who_drafted_is_told_why_not(self, client, settings):
        settings.DEMO = True
        officer = person(Role.OFFICER, "青石镇")
        client.force_login(officer)
        row = draft(by=officer)
        row.send(officer)
        page = client.post(f"/admin/open/{row.pk}/publish/", {"once": "t"}, follow=True).content.decode()
        assert "起草人不能自己审批" in page
        assert Disclosure.objects.get().state == "review"

    def test_sent_back_it_comes_with_the_words_of_who_looked(self, client, clerk):
        row = draft(by=clerk)
        row.send(clerk)
        client.force_login(person(Role.SUPERVISOR, "青石村"))
        client.post(f"/admin/open/{row.pk}/back/", {"back-reason": "发票没有附上。"})
        client.force_login(clerk)
        assert "发票没有附上。" in client.get(f"/admin/open/draft/{row.pk}/").content.decode()

    def test_the_desk_says_how_much_is_late_and_how_much_waits(self, client, clerk):
        item()
        assert "待公开的村务" in client.get("/admin/").content.decode()
        calendar = client.get("/admin/open/").content.decode()
        assert "逾期" in calendar
        assert "石桥村" not in calendar

    def test_begun_twice_it_is_the_same_draft(self, client, clerk):
        form = {"item": item().pk, "area": place("青石村").pk, "day": "2026-08-15"}
        first, second = (client.post("/admin/open/new/", form)["Location"] for _twice in range(2))
        assert first == second
        assert Disclosure.objects.count() == 1
        assert f'href="{first}"' in client.get("/admin/open/").content.decode(), (
            "and the calendar leads to it"
        )
        begun = client.get(f"/admin/open/{Disclosure.objects.get().pk}/").content.decode()
        assert f'href="{first}"' in begun
        assert "desk-wrong" not in begun, "nobody is scolded for what is not finished"


def test_an_objection_is_answered_once_and_shown_in_other_words(client, settings):
    settings.DEMO = True
    row = published()
    raised = Objection.objects.raise_against(
        row, kind="question", text="我是王大山 13800138002，问路灯。", key="k"
    )
    client.force_login(row.approved_by)
    page = client.get(f"/admin/objection/{raised.objection.pk}/").content.decode()
    assert "问路灯" in page
    client.post(f"/admin/objection/{raised.objection.pk}/answer/", {"answer": "已修好。"})
    shown = client.get(f"/admin/objection/{raised.objection.pk}/").content.decode()
    assert shown.split('name="text"')[1].count("13800138002") == 0
    client.post(
        f"/admin/objection/{raised.objection.pk}/publish/", {"text": "问路灯。", "answer": "已修好。"}
    )
    assert "问路灯。" in client.get(row.get_absolute_url()).content.decode()
