"""Five dirty rolls, each with the exact plan of every row."""

from datetime import date

import pytest

from membership.models import Household, Membership, Office, Pairing, Resident
from membership.models.roll import RollState
from membership.rolls import work
from tests.membership.rolls import dirty
from tests.membership.rolls.imports import imported, plan_of, sent, worked
from tests.membership.samples import an_association
from tests.people import place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def associations():
    for name in ("青石村", "石桥村", "东坡村"):
        an_association(place(name))


def test_a_roll_of_members_with_titles_full_width_digits_doubles_and_a_total():
    roll = sent(dirty.MEMBERS, "青石村")

    assert (roll.state, roll.kind) == (RollState.STAGED, "members")
    assert plan_of(roll) == {
        4: ("add", []),
        5: ("add", ["above"]),
        6: ("add", ["phones", "above"]),
        7: ("skip", ["id_check", "above"]),
        8: ("skip", ["id_born", "above"]),
        9: ("skip", ["id_sex", "above"]),
        10: ("skip", ["double"]),
        11: ("skip", ["double", "above"]),
        13: ("skip", ["phone", "above"]),
        14: ("skip", ["date", "above"]),
        15: ("skip", ["missing", "above"]),
        16: ("skip", ["formula", "above"]),
        17: ("left", ["total"]),
        18: ("left", ["note"]),
    }
    assert roll.rows.get(number=10).reasons[0] == ["double", 11]
    assert not Resident.objects.exists(), "nothing is written before somebody says yes"

    imported(roll)

    wang = Resident.objects.get(name="王秀英")
    assert (wang.born_on, wang.sex, wang.phone) == (date(1966, 3, 15), "F", "+8613800138001")
    assert (wang.pinyin, wang.initials, wang.identity.number.open()) == ("wangxiuying", "wxy", dirty.WANG)
    joined = {one.resident.name: (one.first_day, one.group.name) for one in Membership.objects.all()}
    assert joined == {
        "王秀英": (date(2015, 6, 1), "第一小组"),
        "张建国": (date(2016, 7, 1), "第一小组"),
        "李梅": (date(2016, 1, 1), "第一小组"),
    }


def test_a_roll_of_households_in_gbk_is_imported_household_by_household():
    roll = sent(dirty.HOMES, "石桥村", "户籍册.csv")

    assert roll.kind == "residents"
    assert plan_of(roll) == {
        3: ("add", []),
        4: ("add", ["above"]),
        5: ("add", ["above"]),
        6: ("skip", ["date"]),
        7: ("skip", ["waits_for_household", "above"]),
        8: ("add", []),
        9: ("add", ["above"]),
        10: ("left", ["total"]),
    }
    assert "某结果" not in str([row.held.open() for row in roll.rows.all()]), (
        "what is never kept is not staged either"
    )

    imported(roll)

    homes = {
        one.address: {p.resident.name: p.relation for p in one.people.all()}
        for one in Household.objects.all()
    }
    assert homes == {
        "石桥村一组3号": {"陈志明": "head", "刘桂香": "spouse", "陈宇": "child"},
        "石桥村二组1号": {"高云": "head", "高小云": "grandchild"},
    }


def test_a_roll_of_pairs_with_two_lines_of_merged_headings_and_merged_members():
    imported(sent(dirty.MEMBERS, "青石村"))
    roll = sent(dirty.PAIRS, "青石村")

    assert roll.kind == "pairings"
    assert plan_of(roll) == {
        4: ("add", []),
        5: ("add", ["above"]),
        6: ("skip", ["twice", "above"]),
        7: ("skip", ["no_member", "above"]),
        8: ("skip", ["date", "above"]),
        9: ("left", ["total"]),
    }

    imported(roll)

    pairs = {(str(one.household), one.member.resident.name, one.first_day) for one in Pairing.objects.all()}
    assert pairs == {("马老太", "王秀英", date(2020, 5, 1)), ("牛根生", "王秀英", date(2021, 3, 1))}
    assert sorted(Household.objects.get(address="青石村西头").kinds) == ["disability", "hardship"]


def test_a_roll_of_a_council_in_utf_16_names_one_president():
    roll = sent(dirty.COUNCIL, "青石村", "理事会.csv")

    assert roll.kind == "council"
    assert plan_of(roll) == {
        2: ("add", []),
        3: ("add", []),
        4: ("skip", ["president_there"]),
        5: ("skip", ["unknown"]),
        6: ("add", []),
    }

    imported(roll)

    posts = {
        (one.resident.name, one.post, one.council.term, one.other_duties) for one in Office.objects.all()
    }
    assert posts == {
        ("冯会长", "president", 3, "村支书"),
        ("褚二", "vice", 3, ""),
        ("沈五", "council", 3, ""),
    }


def test_a_roll_of_a_township_asks_for_its_sheet_and_finds_villages_by_name():
    roll = sent(dirty.COUNTY, "青石镇")
    assert (roll.state, roll.sheets) == (RollState.SHEET, ["说明", "名单"])
    assert work.step(roll.pk) == 0, "it waits for somebody"

    type(roll).objects.filter(pk=roll.pk).update(sheet="名单", state=RollState.READING)
    worked(roll)

    assert plan_of(roll) == {
        2: ("add", []),
        3: ("add", ["above"]),
        4: ("add", ["above"]),
        5: ("skip", ["no_village", "above"]),
        6: ("skip", ["serial_twice", "above"]),
        7: ("skip", ["twice", "above"]),
        8: ("left", ["total"]),
    }

    imported(roll)

    where = {one.resident.name: (one.association.area.name, one.serial) for one in Membership.objects.all()}
    assert where == {
        "韩一": ("青石村", "安-0001"),
        "杨二": ("石桥村", "安-0002"),
        "朱三": ("东坡村", "安-0003"),
    }
    assert Resident.objects.get(name="杨二").born_on == date(1966, 3, 15)


@pytest.mark.parametrize("content", [dirty.MEMBERS, dirty.HOMES, dirty.COUNCIL])
def test_the_same_roll_again_changes_nothing(content):
    name = "名册.xlsx" if content.startswith(b"PK") else "名册.csv"
    first = imported(sent(content, "青石村", name))
    people = list(Resident.objects.order_by("pk").values())

    again = sent(content, "青石村", name)
    assert again == first, "the same file is the same import"
    another = sent(content, "青石村", name, as_of=date(2026, 11, 2))
    assert another != first
    assert {plan_of(another)[row.number][0] for row in first.rows.filter(written=True)} <= {"same", "decide"}
    imported(another)
    assert list(Resident.objects.order_by("pk").values()) == people
