"""Days, headings and cells as rolls write them; files that are refused."""

import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from membership.rolls.reading import cells, columns, dates
from portal import sheets
from tests.membership.rolls.dirty import text_table, workbook
from tests.portal.test_sheets import BOMB, GOOD

YEAR = 2026
HAN = "〇一二三四五六七八九"
days = st.dates(date(1906, 1, 1), date(2026, 12, 31))


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 1 else "十" if tens == 1 else f"{HAN[tens]}十") + (HAN[ones] if ones else "")


FORMS = [
    lambda day: day,
    lambda day: datetime(day.year, day.month, day.day),  # noqa: DTZ001
    lambda day: day.isoformat(),
    lambda day: f" {day.year}/{day.month}/{day.day} ",
    lambda day: f"{day.year}．{day.month}．{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
    lambda day: int(f"{day:%Y%m%d}"),
    lambda day: (day - dates.EPOCH).days,
    lambda day: f"{day.isoformat()} 00:00:00",
    lambda day: "".join(HAN[int(one)] for one in str(day.year)) + f"年{han(day.month)}月{han(day.day)}日",
]


@given(days, st.sampled_from(FORMS))
def test_a_day_is_read_from_any_common_form(day, form):
    assert dates.read(form(day), YEAR) == (day, "day")


@given(days.filter(lambda day: day.year > 1927), st.sampled_from([
    lambda day: f"{day.year}.{day.month}", lambda day: f"{day.year}年{day.month}月", lambda day: f"{day:%Y%m}",
    lambda day: f"{day.year % 100:02d}年{day.month}月", lambda day: f"{day.year}-{day.month:02d}",
]))  # fmt: skip
def test_a_month_is_read_as_a_month(day, form):
    assert dates.read(form(day), YEAR) == (day.replace(day=1), "month")


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_whatever_stands_in_a_cell_is_a_day_or_none(value):
    found = (
        dates.read(value, YEAR)
        if value == value and abs(value if isinstance(value, float) else 0) < 1e18
        else None
    )
    assert found is None or 1899 < found[0].year <= 2100


def test_a_tenth_that_may_have_been_october_is_only_a_year():
    assert dates.read(1966.1, YEAR) == (date(1966, 1, 1), "year")
    assert dates.read("六六年三月", YEAR) == (date(1966, 3, 1), "month")
    assert dates.read("1966-02-30", YEAR) is None


def test_names_with_rare_characters_stay_as_they_are():
    assert cells.text(" 王 𬍛 ") == "王𬍛"
    assert cells.text("﨑田") == "﨑田"
    assert cells.text("阿依古丽·买买提") == "阿依古丽·买买提"


@pytest.mark.parametrize(
    ("written", "found"),
    [("138 0013 8000", (["13800138000"], False)), ("13800138000/0990-7110029", (["13800138000", "09907110029"], False)),
     ("8.6E+10", ([], True)), ("1380013800", ([], True)), ("+86 13800138000", (["13800138000"], False))],
)  # fmt: skip
def test_telephones(written, found):
    assert cells.phones(cells.text(written)) == found


def test_headings_are_found_below_titles_and_without_their_brackets():
    found = columns.header(
        [["花名册"], ["（2026年）"], ["姓　名", "出生年月（公历）", "文化 程度"], ["王芳", "1966.3", "高中"]]
    )
    assert found
    assert (found.first, found.fields) == (2, {"name": 0, "born": 1, "education": 2})


def _all_of(name, content):
    return [
        list(sheets.rows(name, content, sheet, sheets.ROLL))
        for sheet in sheets.names(name, content, sheets.ROLL)
    ]


WIDE = text_table(
    [["姓名", "性别", *[f"列{at}" for at in range(300)]], ["王芳", "女", *["x"] * 300]], "utf-8"
)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "密码"), ("a.xlsx", BOMB[:200], "损坏"), ("a.csv", b"\x89PNG\r\n\x1a\n", ".xlsx"),
     ("a.csv", bytes(range(256)) * 4, "。"), ("a.csv", b"1,2\n" * 5_250_000, "12 MB"), ("a.csv", WIDE, "80"),
     ("a.csv", b"a,b\n" * 60_001, "60000"), ("a.txt", b"x", ".xlsx"), ("a.xlsx", b"", "空")],
    ids=["old or protected", "cut off", "picture", "binary", "20 MB", "300 columns", "too long", "not a table", "empty"],
)  # fmt: skip
def test_a_file_that_cannot_be_a_roll_is_refused_with_a_sentence(name, content, says):
    with pytest.raises(sheets.Unreadable) as refused:
        _all_of(name, content)
    assert says in str(refused.value)


def test_an_error_or_a_formula_without_result_spoils_its_cell_and_not_the_roll():
    content = workbook(("名", [["姓名", "人口"], ["王芳", 1]]))
    rows = list(sheets.rows("a.xlsx", content, "名", sheets.ROLL))
    assert rows == [["姓名", "人口"], ["王芳", 1]]
    book = Workbook()
    book.active.append(["姓名", "=1+1", "#REF!"])
    out = io.BytesIO()
    book.save(out)
    row = next(sheets.rows("a.xlsx", out.getvalue(), "Sheet", sheets.ROLL))
    assert [isinstance(one, sheets.Broken) for one in row] == [False, True, True]
    assert list(sheets.rows("a.xlsx", GOOD, "收入", sheets.ROLL))[1] == ["承包费", 1]
