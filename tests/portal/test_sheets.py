"""Spreadsheets as people send them: read with their own row numbers, or refused with a sentence."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from portal import sheets
from portal.sheets import Unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows, name="收入") -> bytes:
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, **changed) -> bytes:
    """The same workbook with parts put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in changed:
                new.writestr(part, old.read(part))
        for name, data in changed.items():
            new.writestr(name, data)
    return out.getvalue()


def test_a_workbook_keeps_its_sheet_names_and_row_numbers():
    found = sheets.read("账.xlsx", workbook(["项目", "金额"], [], ["承包费", 1200]))

    assert [one.name for one in found] == ["收入"]
    assert found[0].rows[2][:2] == ["承包费", 1200]
    assert not any(found[0].rows[1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_table_is_read_in_the_encodings_of_chinese_office_programs(encoding):
    rows = sheets.read("账.csv", "项目,金额\n承包费,1200\n".encode(encoding))[0].rows
    assert rows == [["项目", "金额"], ["承包费", "1200"]]


GOOD = workbook(["项目", "金额"], ["承包费", 1])
FORMULA = workbook(["项目", "金额"], ["承包费", "=1+1"])
BOMB = repacked(GOOD, **{"xl/media/x.bin": b"\0" * 40_000_000})
MACROS = repacked(GOOD, **{"xl/vbaProject.bin": b"x"})
ENTITIES = repacked(
    GOOD,
    **{
        "xl/worksheets/sheet1.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet xmlns='
        b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
        b"&b;</t></is></c></row></sheetData></worksheet>"
    },
)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", b"", "空"),
        ("a.xlsx", b"PK\x03\x04 broken", "损坏"),
        ("a.xlsx", GOOD[:400], "损坏"),
        ("a.xlsx", BOMB, "解压"),
        ("a.xlsx", MACROS, "宏"),
        ("a.xlsm", GOOD, "宏"),
        ("a.xlsx", FORMULA, "B2"),
        ("a.csv", b"a,b\n1,=2+3\n", "B2"),
        ("a.xlsx", ENTITIES, "损坏"),
        ("a.xlsx", GOOD + b"<script>alert(1)</script>", ".xlsx"),
        ("a.csv", GOOD, ".xlsx"),
        ("a.csv", b"<html><script>", ".xlsx"),
        ("a.csv", b"a,b\n\x00\x01\n", "文本表格"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "密码"),
        ("a.pdf", b"%PDF-1.7", ".xlsx"),
        ("a.csv", b"1\n" * 6000, "5000"),
        ("a.csv", b"1," * 60, "40"),
        ("a.csv", b"1," * 1_100_000, "2 MB"),
    ],
    ids=[
        "empty", "not a zip", "cut off", "bomb", "macros", "xlsm", "formula", "formula in csv", "entities", "polyglot",
        "xlsx called csv", "html", "binary csv", "old office", "pdf", "too long", "too wide", "too large",
    ],
)  # fmt: skip
def test_what_cannot_be_believed_is_refused_with_a_sentence_that_says_what_to_do(name, content, says):
    with pytest.raises(Unreadable) as refused:
        sheets.read(name, content)
    assert says in str(refused.value)
    assert str(refused.value)[-1] in "。！"


def test_empty_cells_at_the_far_right_cost_nothing():
    far = "".join(f'<row r="{at}"><c r="XFD{at}"/></row>' for at in range(1, 301))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{far}</sheetData></worksheet>'
    content = repacked(workbook([1]), **{"xl/worksheets/sheet1.xml": sheet.encode()})
    before = time.process_time()

    assert sheets.read("账.xlsx", content)[0].rows == []
    assert time.process_time() - before < 0.8, "a row of 16,384 cells was made of each"
