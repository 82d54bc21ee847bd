"""A clerk takes a dirty roll into the register: read, decide, import, mend, upload again, take back."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from membership.models import Membership, Resident, RollImport
from portal.roles import Role
from tests.membership.rolls import dirty
from tests.membership.samples import a_resident, an_association
from tests.people import person, place

pytestmark = pytest.mark.django_db
ROLL = dirty.workbook(("会员", [
    ["青石村会员名册"],
    ["姓名", "性别", "出生年月", "身份证号", "电话", "会员小组", "入会时间"],
    ["王秀英", "女", "1966.3", dirty.WANG, "13800138001", "东组", 2015],
    ["张建国", "男", "1970.8", "", "13800138002", "东组", 2015],
    ["李梅", "女", "1980.5", "", "13800138003", "西组", 2015],
    ["赵大河", "男", "1955.1", dirty.number("19550101", 131, wrong=True), "", "西组", 2015],
    ["合计", 4],
]))  # fmt: skip


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # the second factor has its own stories


def send(client, content, area):
    file = SimpleUploadedFile("会员名册.xlsx", content)
    told = {"file": file, "area": area.pk, "kind": "", "as_of": timezone.localdate().isoformat()}
    return client.post("/admin/rolls/", told, follow=True)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_clerk_imports_a_dirty_roll_mends_it_and_takes_it_back(client):
    village = place("青石村")
    an_association(village)
    for name in ("张建国", "李梅"):
        a_resident(village, name)
    Resident.objects.update(changed_at=timezone.now() - timedelta(days=90))
    clerk = person(Role.CLERK, "青石村")
    client.force_login(clerk)

    page = send(client, ROLL, village)
    said = words(page)
    assert "等您确认" in said
    assert "校验位不符" in said
    assert "本村有同名的人" in said
    assert "合计" not in said
    assert dirty.WANG not in said
    assert "将新增 : 1" in said
    assert "需要您决定 : 2" in said
    roll = RollImport.objects.get()
    address = f"/admin/rolls/{roll.pk}/"

    page = client.post(f"{address}decide/", {"row-4": "same", "row-5": "other"}, follow=True)
    assert "已决定 2 行" in words(page)
    page = client.post(f"{address}import/", follow=True)
    assert "已导入" in words(page)
    assert sorted(one.resident.name for one in Membership.objects.all()) == ["张建国", "李梅", "王秀英"]
    assert Resident.objects.filter(name="张建国").count() == 1
    assert Resident.objects.filter(name="李梅").count() == 2

    mend = client.get(f"{address}to-mend/")
    assert "no-store" in mend["Cache-Control"]
    sheet = load_workbook(io.BytesIO(mend.content)).active
    assert next(one.value for one in sheet[3]) == "赵大河"
    assert "校验" in sheet.cell(3, 8).value
    sheet.cell(3, 4).value = dirty.number("19550101", 131)
    page = send(client, _saved(sheet.parent), village)
    assert "将新增 : 1" in words(page)
    mended = RollImport.objects.exclude(pk=roll.pk).get()
    client.post(f"/admin/rolls/{mended.pk}/import/")
    assert Membership.objects.count() == 4

    page = client.post(f"{address}take-back/", follow=True)
    assert "已撤回" in words(page)
    assert [one.resident.name for one in Membership.objects.all()] == ["赵大河"]
    assert set(Resident.objects.values_list("name", "phone")) == {
        ("张建国", ""),
        ("李梅", ""),
        ("赵大河", ""),
    }


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("图.csv", b"\x89PNG\r\n\x1a\n" * 20, "不是 .xlsx 或 .csv"), ("老.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "密码"),
     ("大.csv", b"1,2\n" * 5_250_000, "12 MB")],
)  # fmt: skip
def test_a_file_that_is_no_roll_is_answered_with_a_sentence_and_leaves_nothing(client, name, content, says):
    village = place("青石村")
    client.force_login(person(Role.CLERK, "青石村"))
    told = {
        "file": SimpleUploadedFile(name, content),
        "area": village.pk,
        "kind": "members",
        "as_of": "2026-11-01",
    }
    page = client.post("/admin/rolls/", told)
    assert says in words(page)
    assert not RollImport.objects.exists()


def test_a_clerk_does_not_import_a_council_and_sees_no_roll_of_another_village(client):
    client.force_login(person(Role.CLERK, "青石村"))
    told = {
        "file": SimpleUploadedFile("a.csv", dirty.COUNCIL),
        "area": place("青石村").pk,
        "kind": "council",
        "as_of": "2026-11-01",
    }
    assert "专职干部" in words(client.post("/admin/rolls/", told))
    page = client.post(
        "/admin/rolls/", told | {"file": SimpleUploadedFile("a.csv", dirty.COUNCIL), "kind": ""}, follow=True
    )
    roll = RollImport.objects.get()
    assert "导入正确的行" not in words(page)
    assert client.post(f"/admin/rolls/{roll.pk}/import/").status_code in (302, 403)
    roll.refresh_from_db()
    assert roll.state == "staged"
    client.force_login(person(Role.CLERK, "柳河村"))
    assert client.get(f"/admin/rolls/{roll.pk}/").status_code == 404
