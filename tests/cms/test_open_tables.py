"""Tables of disclosures: cells by kind, sums against totals, parts against the whole, each fault by its cell."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.open import cells, sheet_tables
from cms.open.tables import Figures, Table
from portal import sheets
from portal.sheets import Sheet
from tests.cms.open_affairs import accounts_layout as layout
from tests.cms.open_affairs import accounts_sheets as books


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def problems_of(given) -> list[str]:
    return [str(one) for one in sheet_tables.found_in(layout(), given)[1]]


class TestSums:
    def test_a_quarter_that_adds_up_is_taken_with_its_figures(self):
        tables, problems = sheet_tables.found_in(layout(), books())

        assert problems == []
        assert Figures(layout(), tables).kept() == {
            "opening": "5000.00", "income": "1240.00", "spending": "300.50", "closing": "5939.50",
            "income_told": "1240.00", "spending_told": "300.50",
        }  # fmt: skip

    def test_a_total_that_is_not_the_sum_of_its_parts_is_named_with_its_cell(self):
        assert problems_of(books(income_total=1204)) == [
            "Sheet Income, row 4, column Amount: the parts give 1,240.00, the total says 1,204.00"
        ]

    def test_parts_in_one_table_must_agree_with_the_whole_in_another(self):
        assert problems_of(books(closing=6000)) == [
            "Sheet Balance, row 5, column Amount: the parts give 5,939.50, here it says 6,000.00"
        ]

    def test_a_missing_row_a_check_needs_is_asked_for(self):
        given = books()
        del given[2].rows[4]
        assert problems_of(given) == ["Sheet Balance: the row “期末结余” is missing or empty."]

    def test_a_sheet_without_its_columns_is_told_which_are_missing(self):
        given = books()
        given[0] = Sheet("收入", [["项目", "多少"], ["承包费", 1]])
        assert "Sheet Income: no row names the columns: Item, Amount, Note." in problems_of(given)

    def test_a_word_where_a_sum_belongs_is_named_with_its_cell(self):
        given = books()
        given[0].rows[1][1] = "很多"
        assert problems_of(given) == [
            "Sheet Income, row 2, column Amount: “很多” is not a sum. Write it as 1240.00."
        ]

    def test_one_text_table_may_hold_all_three_below_their_names(self):
        text = "收入\n项目,金额,说明\n承包费,1200,\n利息,40,\n\n支出\n项目,金额,经手人,说明\n路灯,300.5,王小明,\n\n结余\n项目,金额\n期初结余,5000\n本期收入,1240\n本期支出,300.5\n期末结余,5939.5\n"
        tables, problems = sheet_tables.found_in(layout(), sheets.read("a.csv", text.encode()))
        assert problems == []
        assert [len(table.rows) for table in tables] == [2, 1, 4]


class TestPeople:
    def test_names_are_masked_as_they_are_read_and_numbers_of_people_as_well(self):
        given = books()
        given[1].rows[1][2:] = ["王小明", "电话 13800138000，卡号 6222020200112233445"]
        tables, _problems = sheet_tables.found_in(layout(), given)

        assert tables[1].rows[0][2] == "王**"
        assert "13800138000" not in str(tables)
        assert "6222020200112233445" not in str(tables)


def test_a_line_of_totals_names_nobody():
    columns = [{"zh": "次", "kind": "text"}, {"zh": "姓名", "kind": "person"}, {"zh": "元", "kind": "money"}]
    table = Table("k", "表", "", columns)
    assert not table.take([(2, ["一", "王小明", 5]), (3, ["合计", "王小明", 5])])
    assert table.totals == ["合计", "王**", "5.00"]


class TestCells:
    @pytest.mark.parametrize(
        ("kind", "typed", "kept"),
        [
            ("money", "￥1,240.5 元", "1240.50"), ("money", "１２", "12.00"), ("money", -0.0, "0.00"),
            ("money", 0.1 + 0.2, "0.30"), ("number", 12.0, "12"), ("number", "1,200", "1200"),
            ("date", "2026年9月3日", "2026-09-03"), ("date", "2026/9/3", "2026-09-03"),
            ("person", "王**", "王**"), ("person", "王*明", "王*明"), ("person", "王小明*", "王**"), ("person", "*王小明", "***"),
            ("text", 3.0, "3"), ("text", "a\x00b", "ab"), ("money", "  ", ""),
        ],
    )  # fmt: skip
    def test_what_people_write_is_understood(self, kind, typed, kept):
        assert cells.read(kind, typed) == kept

    @pytest.mark.parametrize(
        ("kind", "typed"),
        [
            ("money", "1.234"), ("money", "NaN"), ("money", "1e400"), ("money", "Infinity"), ("number", "1.5"),
            ("date", "2026-02-30"), ("date", "soon"), ("text", "x" * 201), ("money", True),
        ],
    )  # fmt: skip
    def test_what_cannot_be_meant_is_refused(self, kind, typed):
        with pytest.raises(cells.Wrong):
            cells.read(kind, typed)

    @pytest.mark.parametrize("typed", ['=HYPERLINK("x")', "+1", "-1+2", "@SUM(A1)"])
    def test_no_text_leaves_as_a_formula(self, typed):
        assert cells.for_a_spreadsheet("text", cells.read("text", typed))[0] == "'"

    @given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=20))
    def test_the_sum_of_what_is_kept_is_the_sum_of_what_was_typed(self, amounts):
        rows = [["项目", "金额"], *[["x", str(amount)] for amount in amounts], ["合计", str(sum(amounts))]]
        one = {"tables": [{"key": "t", "zh": "表", "columns": [
            {"zh": "项目", "kind": "text"}, {"zh": "金额", "kind": "money", "sum": True}]}]}  # fmt: skip
        tables, problems = sheet_tables.found_in(one, [Sheet("表", rows)])
        assert problems == []
        assert tables[0].sum_of(1) == sum(amounts, Decimal(0))


def test_the_empty_workbook_for_an_item_is_read_back_as_its_tables():
    class Item:
        pass

    item = Item()
    item.layout = layout()
    found = sheets.read("空表.xlsx", sheet_tables.workbook(item))
    assert [one.name for one in found] == ["收入", "支出", "结余"]
    assert [row[0] for row in found[2].rows[1:]] == ["期初结余", "本期收入", "本期支出", "期末结余"]
