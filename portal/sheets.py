"""Reads a spreadsheet somebody sent, .xlsx or .csv, and believes nothing in it.

Gives plain values by sheet and row, rows numbered as their sender sees them. Whatever cannot be read is a
sentence (`Unreadable`) that says what to do. What was read waits in `portal.StagedImport` for a yes.
"""

import csv
import io
import zipfile
from contextlib import suppress
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 2_000_000, 30_000_000, 400
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 40, 20
FARTHEST = 200  # a lone empty cell at the far right makes a row of 16,384
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
END_OF_ZIP, END_LENGTH = b"PK\x05\x06", 22
ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
CONTROLS = {chr(code) for code in range(32)} - {"\t", "\n", "\r"}


FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """For a .csv: what begins like a formula is text, whoever opens the file."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class Unreadable(ValueError):
    """The file is refused; the text says why and what to do."""


class Sheet(NamedTuple):
    """One table sheet. `rows[0]` is the first row, empty ones are kept so that numbers agree."""

    name: str
    rows: list[list[Any]]


def read(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a file, by what it is and not only by what it is called."""
    if not content:
        raise Unreadable(_("The file is empty. Choose the file again."))
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than 2 MB. Take out pictures and other sheets, then send it again.")
        )
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            _(
                "This is an old or a protected file. Open it, save it as .xlsx without a password, send it again."
            )
        )
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx" and content.startswith(b"PK\x03\x04"):
        return _workbook(content)
    if ending == "csv" and not content.startswith((b"PK", b"%PDF", b"<", b"\x89PNG", b"\xff\xd8", b"GIF8")):
        return [Sheet("", _lines(content))]
    if ending == "xlsm":
        raise Unreadable(_("The file holds macros. Save it as .xlsx, which has none, and send it again."))
    raise Unreadable(
        _("This is not a spreadsheet of the kind .xlsx or .csv. Save it as .xlsx and send it again.")
    )


def _lines(content: bytes) -> list[list[Any]]:
    text = _decoded(content)
    if CONTROLS & set(text):
        raise Unreadable(_("This is not a text table. Save it as .xlsx and send it again."))
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append(row)
            _bounded(len(rows), len(row))
    except csv.Error:
        raise Unreadable(
            _("The lines of this table cannot be told apart. Save it as .xlsx and send it again.")
        ) from None
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row, 1):
            if cell.lstrip().startswith("="):
                raise Unreadable(_formula("", number, at))
    return rows


def _decoded(content: bytes) -> str:
    """UTF-8, or the GBK that office programs in China still write."""
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise Unreadable(_("The characters of this file cannot be read. Save it as .xlsx and send it again."))


def _delimiter(text: str) -> str:
    first = text.split("\n", 20)[:20]
    return max(",\t;", key=lambda mark: sum(line.count(mark) for line in first))


def _bounded(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise Unreadable(_("The table has more than %(most)s rows. Split it.") % {"most": MOST_ROWS})
    if columns > MOST_COLUMNS:
        raise Unreadable(
            _("The table has more than %(most)s columns. Delete those that are not needed.")
            % {"most": MOST_COLUMNS}
        )


def _workbook(content: bytes) -> list[Sheet]:
    _checked(content)
    from openpyxl import DEFUSEDXML, load_workbook

    assert DEFUSEDXML, "openpyxl must read XML through defusedxml"
    try:
        written, shown = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)
            for values in (False, True)
        )
        return [_sheet(formulas, shown[formulas.title]) for formulas in written.worksheets[:MOST_SHEETS]]
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  (whatever openpyxl says of a broken file, its sender hears one sentence)
        raise Unreadable(_("The file is broken. Open it, save it as .xlsx, and send it again.")) from None


def _checked(content: bytes) -> None:
    """A zip that is a workbook and nothing else: no macros, no bomb, nothing before, behind or hidden in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(_("The file is broken. Open it, save it as .xlsx, and send it again.")) from None
    names = {part.filename for part in parts}
    if any("vbaproject" in name.lower() for name in names):
        raise Unreadable(_("The file holds macros. Save it as .xlsx, which has none, and send it again."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(
            _("The file unpacks to more than a table needs. Copy the table into a new file and send that.")
        )
    alone = content.rfind(END_OF_ZIP) == len(content) - END_LENGTH
    if not alone or "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(
            _("This is not a spreadsheet of the kind .xlsx or .csv. Save it as .xlsx and send it again.")
        )


def _sheet(written, shown) -> Sheet:
    written.reset_dimensions()
    shown.reset_dimensions()
    rows: list[list[Any]] = []
    far = {"max_col": FARTHEST}
    for cells, values in zip(written.iter_rows(**far), shown.iter_rows(**far, values_only=True), strict=True):
        _bounded(len(rows) + 1, _used(values))
        for at, (cell, value) in enumerate(zip(cells, values, strict=False), 1):
            if cell.data_type == "f" and value is None:
                raise Unreadable(_formula(written.title, len(rows) + 1, at))
            if cell.data_type == "e" or (
                isinstance(value, str) and value.startswith("#") and value.isupper()
            ):
                raise Unreadable(_wrong(written.title, len(rows) + 1, at))
        rows.append(list(values)[:MOST_COLUMNS])
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    return Sheet(written.title, rows)


def _used(values) -> int:
    """Columns up to the last one that holds something."""
    return max((at for at, value in enumerate(values, 1) if value not in (None, "")), default=0)


def cell_name(row: int, column: int) -> str:
    """B7, as spreadsheet programs say it."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _formula(sheet: str, row: int, column: int) -> str:
    return _("Sheet %(sheet)s, cell %(cell)s is a formula without a result. Write the number instead.") % {
        "sheet": sheet or "1", "cell": cell_name(row, column),
    }  # fmt: skip


def _wrong(sheet: str, row: int, column: int) -> str:
    return _("Sheet %(sheet)s, cell %(cell)s shows an error of the spreadsheet program. Mend it.") % {
        "sheet": sheet or "1", "cell": cell_name(row, column),
    }  # fmt: skip
