"""Reads a spreadsheet somebody sent, .xlsx or .csv, and believes nothing in it.

Gives plain values by sheet and row, rows numbered as their sender sees them. Whatever cannot be read is a
sentence (`Unreadable`) that says what to do. What was read waits in `portal.StagedImport` for a yes.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import repeat
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 2_000_000, 30_000_000, 400
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 40, 20
FARTHEST = 200  # a lone empty cell at the far right makes a row of 16,384
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
END_OF_ZIP, END_LENGTH = b"PK\x05\x06", 22
ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
NO_TEXT = (b"PK", b"%PDF", b"<", b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF", b"BM")
CONTROLS = {chr(code) for code in range(32)} - {"\t", "\n", "\r"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """For a .csv: what begins like a formula is text, whoever opens the file."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class Unreadable(ValueError):
    """The file is refused; the text says why and what to do."""


class Broken(str):
    """A cell that shows an error, or a formula without a result, where one such cell does not spoil the rest."""


class Bounds(NamedTuple):
    """How large a file may be."""

    bytes: int
    unpacked: int
    rows: int
    columns: int


TABLE = Bounds(MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS)
ROLL = Bounds(12_000_000, 200_000_000, 60_000, 80)


class Sheet(NamedTuple):
    """One table sheet. `rows[0]` is the first row, empty ones are kept so that numbers agree."""

    name: str
    rows: list[list[Any]]


def read(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a file, by what it is and not only by what it is called."""
    return _workbook(content) if is_workbook(name, content) else [Sheet("", _lines(content))]


def is_workbook(name: str, content: bytes, bounds: Bounds = TABLE) -> bool:
    """True for .xlsx, False for .csv; whatever else it is gets a sentence."""
    if not content:
        raise Unreadable(_("The file is empty. Choose the file again."))
    if len(content) > bounds.bytes:
        raise Unreadable(_too_large(bounds))
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            _(
                "This is an old or a protected file. Open it, save it as .xlsx without a password, send it again."
            )
        )
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx" and content.startswith(b"PK\x03\x04"):
        _checked(content, bounds)
        return True
    if ending == "csv" and not content.startswith(NO_TEXT):
        return False
    if ending == "xlsm":
        raise Unreadable(_("The file holds macros. Save it as .xlsx, which has none, and send it again."))
    raise Unreadable(
        _("This is not a spreadsheet of the kind .xlsx or .csv. Save it as .xlsx and send it again.")
    )


def _too_large(bounds: Bounds) -> str:
    if bounds is TABLE:
        return _("The file is larger than 2 MB. Take out pictures and other sheets, then send it again.")
    return _("The file is larger than %(most)s MB. Take out pictures or split it, then send it again.") % {
        "most": bounds.bytes // 1_000_000
    }


def names(name: str, content: bytes, bounds: Bounds) -> list[str]:
    """The sheets that hold something; one without a name for a .csv."""
    if not is_workbook(name, content, bounds):
        return [""]
    with _broken_is_said():
        book = _loaded(content, values=True)
        return [one.title for one in book.worksheets[:MOST_SHEETS] if _holds_something(one)]


def nothing_in_it() -> str:
    return _("No sheet of this file holds a table. Choose another file.")


def _holds_something(sheet) -> bool:
    sheet.reset_dimensions()
    return any(_used(row) for row in sheet.iter_rows(max_row=30, max_col=FARTHEST, values_only=True))


def rows(name: str, content: bytes, sheet: str, bounds: Bounds) -> Iterator[list[Any]]:
    """The rows of one sheet, one after the other, however many: a cell in error is `Broken`, not the file."""
    if not is_workbook(name, content, bounds):
        yield from _text_rows(_decoded(content), bounds)
        return
    with _broken_is_said():
        shown = _loaded(content, values=True)[sheet]
        shown.reset_dimensions()
        far = {"max_col": FARTHEST}
        written = _formulas(content, sheet) if _has_formulas(content) else repeat(None)
        for number, (values, formulas) in enumerate(
            zip(shown.iter_rows(**far, values_only=True), written, strict=False), 1
        ):
            used = _used(values)
            _bounded(number, used, bounds)
            cells = list(values[:used])
            if formulas:
                cells = _with_formulas(values, formulas, bounds)
            yield [Broken(cell) if isinstance(cell, str) and cell in ERRORS else cell for cell in cells]


def _with_formulas(values, formulas, bounds: Bounds) -> list[Any]:
    used = max(_used(values), _used(formulas))
    pairs = zip(values[:used], formulas[:used], strict=False)
    return [Broken(formula) if value is None and formula is not None else value for value, formula in pairs]


def _formulas(content: bytes, sheet: str):
    written = _loaded(content, values=False)[sheet]
    written.reset_dimensions()
    return written.iter_rows(max_col=FARTHEST, values_only=True)


def _has_formulas(content: bytes) -> bool:
    """Reading twice costs twice; most rolls calculate nothing."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                with packed.open(part) as lines:
                    last = b""
                    while piece := lines.read(1 << 20):
                        if b"<f>" in last + piece or b"<f " in last + piece:
                            return True
                        last = piece[-2:]
    return False


def _text_rows(text: str, bounds: Bounds) -> Iterator[list[Any]]:
    if CONTROLS & set(text):
        raise Unreadable(_("This is not a text table. Save it as .xlsx and send it again."))
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        for number, row in enumerate(lines, 1):
            _bounded(number, _used(row), bounds)
            yield list(row)
    except csv.Error:
        raise Unreadable(
            _("The lines of this table cannot be told apart. Save it as .xlsx and send it again.")
        ) from None


def _lines(content: bytes) -> list[list[Any]]:
    rows = list(_text_rows(_decoded(content), TABLE))
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row, 1):
            if cell.lstrip().startswith("="):
                raise Unreadable(_formula("", number, at))
    return rows


def _decoded(content: bytes) -> str:
    """UTF-8, the GBK that office programs in China still write, or what they call “Unicode text”."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise Unreadable(_("The characters of this file cannot be read. Save it as .xlsx and send it again."))


def _delimiter(text: str) -> str:
    first = text.split("\n", 20)[:20]
    return max(",\t;", key=lambda mark: sum(line.count(mark) for line in first))


def _bounded(rows: int, columns: int, bounds: Bounds = TABLE) -> None:
    if rows > bounds.rows:
        raise Unreadable(_("The table has more than %(most)s rows. Split it.") % {"most": bounds.rows})
    if columns > bounds.columns:
        raise Unreadable(
            _("The table has more than %(most)s columns. Delete those that are not needed.")
            % {"most": bounds.columns}
        )


def _workbook(content: bytes) -> list[Sheet]:
    with _broken_is_said():
        written, shown = (_loaded(content, values=values) for values in (False, True))
        return [_sheet(formulas, shown[formulas.title]) for formulas in written.worksheets[:MOST_SHEETS]]


def _loaded(content: bytes, *, values: bool):
    from openpyxl import DEFUSEDXML, load_workbook

    assert DEFUSEDXML, "openpyxl must read XML through defusedxml"
    return load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)


@contextmanager
def _broken_is_said():
    """Whatever openpyxl says of a broken file, its sender hears one sentence."""
    try:
        yield
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001
        raise Unreadable(_("The file is broken. Open it, save it as .xlsx, and send it again.")) from None


def _checked(content: bytes, bounds: Bounds) -> None:
    """A zip that is a workbook and nothing else: no macros, no bomb, nothing before, behind or hidden in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(_("The file is broken. Open it, save it as .xlsx, and send it again.")) from None
    names = {part.filename for part in parts}
    if any("vbaproject" in name.lower() for name in names):
        raise Unreadable(_("The file holds macros. Save it as .xlsx, which has none, and send it again."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > bounds.unpacked:
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
