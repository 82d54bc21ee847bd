"""From a sender's sheets to the tables an item asks for; and the empty workbook to fill in."""

import io
import re
from typing import Any

from django.utils.translation import gettext as _

from cms.open import cells
from cms.open.tables import Problem, Table, checked, word
from portal.sheets import Sheet

UNITS = re.compile(r"[（(].*?[)）]|\s")
LOOK_FOR_HEADER = 12


def _same(text: Any) -> str:
    """A heading without units, brackets and spaces."""
    return UNITS.sub("", cells.plain(text)).lower()


def _names(named: dict) -> set[str]:
    return {_same(named["zh"]), _same(named.get("en") or named["zh"])}


def found_in(layout: dict, sheets: list[Sheet]) -> tuple[list[Table], list[Problem]]:
    """Every table of the item, filled; what cannot be read and what does not add up, by cell."""
    tables, problems = [], []
    wanted = layout.get("tables", [])
    for one in wanted:
        table = Table.of(one)
        rows = _block(one, sheets, alone=len(wanted) == 1)
        problems += _filled(table, one, rows)
        tables.append(table)
    return tables, problems or checked(layout, tables)


def _block(wanted: dict, sheets: list[Sheet], alone: bool) -> list[tuple[int, list[Any]]]:
    """The numbered rows of one table: a sheet of its name, or the lines below its name in a longer sheet."""
    for sheet in sheets:
        if _same(sheet.name) in _names(wanted):
            return list(enumerate(sheet.rows, 1))
    for sheet in sheets:
        rows = list(enumerate(sheet.rows, 1))
        starts = [
            at for at, (_number, row) in enumerate(rows) if _is_title(row) and _same(row[0]) in _names(wanted)
        ]
        if starts:
            return rows[starts[0] + 1 : _next_title(rows, starts[0] + 1)]
    return list(enumerate(sheets[0].rows, 1)) if alone and sheets else []


def _is_title(row: list[Any]) -> bool:
    return bool(row) and bool(cells.plain(row[0])) and not any(cells.plain(value) for value in row[1:])


def _next_title(rows, start: int) -> int:
    """Where the next table begins: a line with one text, after an empty one or the end."""
    blank = [at for at in range(start, len(rows)) if not any(cells.plain(value) for value in rows[at][1])]
    return next((at for at in blank if at > start), len(rows))


def _filled(table: Table, wanted: dict, rows) -> list[Problem]:
    header = next(
        (at for at, (_n, row) in enumerate(rows[:LOOK_FOR_HEADER]) if _is_header(wanted, row)), None
    )
    if header is None:
        names = _(", ").join(word(column) for column in wanted["columns"])
        return [Problem(table.name, None, "", _("no row names the columns: %(names)s.") % {"names": names})]
    heads = [_same(value) for value in rows[header][1]]
    at = [
        next((place for place, head in enumerate(heads) if head in _names(column)), None)
        for column in wanted["columns"]
    ]
    missing = [word(column) for column, place in zip(wanted["columns"], at, strict=True) if place is None]
    if missing:
        return [
            Problem(
                table.name, None, "", _("the column %(name)s is missing.") % {"name": _(", ").join(missing)}
            )
        ]
    return table.take(
        (number, [row[place] if place < len(row) else None for place in at])
        for number, row in rows[header + 1 :]
    )


def _is_header(wanted: dict, row: list[Any]) -> bool:
    heads = {_same(value) for value in row}
    return sum(bool(heads & _names(column)) for column in wanted["columns"]) >= min(2, len(wanted["columns"]))


def workbook(item) -> bytes:
    """An empty .xlsx with a sheet per table, its columns and its fixed rows."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.active)
    for one in item.layout.get("tables", []):
        sheet = book.create_sheet(one["zh"][:30])
        sheet.append([column["zh"] for column in one["columns"]])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = 18
        for name in one.get("rows", []):
            sheet.append([name])
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
