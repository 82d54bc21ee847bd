"""An import that is killed, stopped, repeated, decided and taken back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from membership.models import (
    Household,
    HouseholdMember,
    IdentityNumber,
    Membership,
    Resident,
    RollImport,
    RollRow,
)
from membership.models.roll import Choice, RollState
from membership.rolls import deciding, keeping, mending, work
from portal import sheets
from tests.membership.rolls import dirty
from tests.membership.rolls.dirty import number, workbook
from tests.membership.rolls.imports import imported, plan_of, sent, worked
from tests.membership.samples import a_resident, a_visit, an_association
from tests.people import place

pytestmark = pytest.mark.django_db
HEADS = ["姓名", "性别", "出生年月", "身份证号", "电话", "入会时间"]
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture
def village():
    an_association(place("青石村"))
    return place("青石村")


def people(many: int) -> bytes:
    rows = [[f"村民{'甲乙丙丁戊己庚辛壬癸'[at % 10]}{'子丑寅卯辰'[at // 10 % 5]}", "男", "1970.1", number("19700101", 2 * at + 1), "", 2015]
            for at in range(many)]  # fmt: skip
    return workbook(("名册", [HEADS, *rows]))


def known(name: str, area, number: str = "", **fields) -> Resident:
    one = a_resident(area, name, **fields)
    if number:
        IdentityNumber.objects.keep(one, number)
    Resident.objects.filter(pk=one.pk).update(changed_at=LONG_AGO)
    return one


def test_a_killed_import_goes_on_where_it_was_and_no_row_is_there_twice(village, monkeypatch):
    monkeypatch.setattr(work, "AT_ONCE", 10)
    roll = sent(people(45), "青石村")
    RollImport.objects.filter(pk=roll.pk).update(state=RollState.IMPORTING)
    assert work.step(roll.pk)
    written = work.Writer.write

    def killed(self):
        written(self)
        raise KeyboardInterrupt

    with monkeypatch.context() as now:
        now.setattr(work.Writer, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            work.step(roll.pk)
    assert Membership.objects.count() == 10, "a chunk is whole or not at all"

    worked(roll)

    assert Membership.objects.count() == Resident.objects.count() == 45
    assert RollImport.objects.get().state == RollState.DONE


def test_a_stopped_import_goes_on_when_told(village, monkeypatch, rf):
    monkeypatch.setattr(work, "AT_ONCE", 10)
    roll = sent(people(25), "青石村")
    deciding.begin(roll, rf.post("/"))
    work.step(roll.pk)
    deciding.stop(roll, rf.post("/"))
    assert work.step(roll.pk) == 0
    assert Membership.objects.count() == 10

    deciding.begin(roll, rf.post("/"))
    worked(roll)
    assert Membership.objects.count() == 25


def test_somebody_known_is_changed_field_by_field_and_nothing_is_erased(village):
    known("王秀英", village, dirty.WANG, phone="+8613900000000", occupation="教师", sex="F")
    roll = sent(
        workbook(("名册", [HEADS, ["王秀英", "女", "1966.3", dirty.WANG, "13800138001", 2015]])), "青石村"
    )
    row = roll.rows.get()
    assert (row.verdict, row.fields) == ("add", ["born_on", "phone"]), "known, but not yet a member"

    imported(roll)
    one = Resident.objects.get()
    assert (one.phone, one.occupation, one.born_on) == ("+8613800138001", "教师", date(1966, 3, 15))


def test_a_newer_value_is_never_overwritten_unasked(village):
    one = a_resident(village, "王秀英", phone="+8613900000000")
    IdentityNumber.objects.keep(one, dirty.WANG)
    content = workbook(("名册", [HEADS, ["王秀英", "女", "1966.3", dirty.WANG, "13800138001", 2015]]))
    roll = imported(sent(content, "青石村"))
    assert plan_of(roll) == {2: ("decide", ["newer"])}
    assert not Membership.objects.exists()

    assert deciding.decide(roll, {"row-2": Choice.SAME}) == 1
    imported(roll)
    one.refresh_from_db()
    assert one.phone == "+8613800138001"
    assert Membership.objects.get().resident == one


def test_the_register_that_changed_after_the_preview_is_asked_about_again(village):
    one = known("王秀英", village, dirty.WANG, phone="+8613900000000", born_on=date(1966, 3, 15), sex="F")
    content = workbook(("名册", [HEADS, ["王秀英", "女", "1966.3", dirty.WANG, "", 2015]]))
    roll = sent(content, "青石村")
    Resident.objects.filter(pk=one.pk).update(sex="M")
    imported(roll)
    assert plan_of(roll) == {2: ("decide", ["changed_since"])}
    one.refresh_from_db()
    assert one.sex == "M"


@pytest.mark.parametrize(
    ("told", "why"),
    [(["王秀英", "女", "1966.3", "", "", 2015], "name_birth"), (["王秀英", "女", "", "", "13900000000", 2015], "name_phone"),
     (["王秀英", "女", "", "", "", 2015], "name_only")],
)  # fmt: skip
def test_a_likely_double_waits_for_a_person(village, told, why):
    one = known("王秀英", village, born_on=date(1966, 3, 15), phone="+8613900000000", sex="F")
    roll = sent(workbook(("名册", [HEADS, told])), "青石村")
    assert plan_of(roll) == {2: ("decide", [why])}
    assert roll.rows.get().found == [one.pk]

    deciding.decide(roll, {"group": why, "all": Choice.OTHER})
    imported(roll)
    assert Resident.objects.filter(name="王秀英").count() == 2


def test_a_number_of_another_place_is_not_touched_and_names_nobody(village):
    known("别处人", place("柳河村"), dirty.WANG)
    roll = sent(workbook(("名册", [HEADS, ["王秀英", "女", "1966.3", dirty.WANG, "", 2015]])), "青石村")
    assert plan_of(roll) == {2: ("skip", ["elsewhere"])}


def test_a_whole_import_is_taken_back(village, rf):
    before = known("王秀英", village, dirty.WANG, phone="+8613900000000", sex="F")
    roll = imported(sent(dirty.MEMBERS, "青石村"))
    assert Membership.objects.count() == 3

    deciding.take_back(roll, _request(rf, roll.by))
    worked(roll)

    assert roll.state == RollState.UNDONE
    assert [one.name for one in Resident.objects.all()] == ["王秀英"]
    before.refresh_from_db()
    assert (before.phone, before.born_on) == ("+8613900000000", None)
    assert not Membership.objects.exists()
    assert IdentityNumber.objects.count() == 1


def test_what_was_changed_or_used_since_is_kept_with_the_reason(rf):
    roll = imported(sent(dirty.HOMES, "石桥村", "户.csv"))
    Resident.objects.filter(name="陈宇").update(occupation="木匠")
    a_visit(place("石桥村"), household=Household.objects.get(address="石桥村二组1号"))

    deciding.take_back(roll, _request(rf, roll.by))
    worked(roll)

    assert {row.number: row.kept for row in roll.rows.exclude(kept=[])} == {
        3: [["used_since_import"]],
        5: [["changed_since_import"]],
        8: [["used_since_import"]],
    }
    assert set(Resident.objects.values_list("name", flat=True)) == {"陈志明", "陈宇", "高云"}
    assert HouseholdMember.objects.count() == 3


def _request(rf, user):
    request = rf.post("/")
    request.user = user
    return request


def test_the_file_of_rows_to_mend_has_the_same_layout_and_calculates_nothing(village):
    roll = imported(sent(dirty.MEMBERS, "青石村"))
    rows = sheets.read("改.xlsx", mending.workbook(roll))[0].rows

    assert rows[2][:2] == ["序号", "姓名"]
    assert rows[2][9] == "未导入的原因"
    assert [row[0] for row in rows[3:]] == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert "校验" in rows[3][9]
    assert rows[11][1].startswith("=cmd"), "as it was written, and as words"
    mended = sent(mending.workbook(roll), "青石村", "改.xlsx")
    assert mended.rows.count() == 9
    assert mended.rows.get(number=4).verdict == "skip"


def test_what_a_roll_said_is_sealed_and_forgotten_once_imported_or_after_two_weeks(village):
    roll = sent(dirty.MEMBERS, "青石村")
    row = RollRow.objects.get(roll=roll, number=4)
    assert dirty.WANG not in str(row.__dict__)
    assert dirty.WANG in row.held.open()
    imported(roll)
    assert not RollRow.objects.get(pk=row.pk).held
    assert mending.to_mend(roll).count() == 9

    RollImport.objects.update(at=timezone.now() - timedelta(days=15))
    keeping.forget()
    assert mending.to_mend(roll).count() == 0
    assert RollImport.objects.get().state == RollState.DONE


def test_unknown_headings_are_named_by_hand_and_remembered_for_the_place(village):
    rows = [["甲", "乙", "丙"], ["王秀英", "13800138001", "x"], ["张建国", "13800138002", "y"]]
    roll = sent(workbook(("名册", rows)), "青石村")
    assert roll.state == RollState.COLUMNS

    deciding.assign(roll, {"name": 0, "phone": 1})
    worked(roll)
    assert plan_of(roll) == {2: ("add", []), 3: ("add", [])}

    again = sent(workbook(("名册", [["甲", "乙"], ["李梅", "13800138003"]])), "青石村")
    assert again.state == RollState.STAGED
