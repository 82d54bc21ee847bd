"""The rows to be mended, in the layout they came in, with one more column: why. Made on demand, never kept."""

import io
import json

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from membership.models.roll import RollImport, RollRow, Verdict
from membership.rolls.words import sentences

EMPTY = b""


def to_mend(roll: RollImport):
    """What is not in the register and was not left out by somebody."""
    rows = roll.rows.filter(verdict__in=[Verdict.SKIP, Verdict.DECIDE], written=False)
    return rows.exclude(choice="skip").exclude(held=EMPTY).order_by("number")


def workbook(roll: RollImport) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet((roll.sheet or roll.name).translate(str.maketrans("", "", "[]:*?/\\"))[:31])
    width = len(roll.layout.get("heads", []))
    for at, line in enumerate(roll.layout.get("top", [])):
        is_last = at == roll.layout["last"]
        page.append(_cells(page, _wide(line, width) + ([_("Why not imported")] if is_last else [])))
    for row in to_mend(roll).iterator(500):
        page.append(_cells(page, [*_wide(_line(roll, row), width), " ".join(sentences(row.reasons))]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(roll: RollImport, row: RollRow) -> list:
    """As it was uploaded; what a merged cell above it said stands in the row itself, for it comes alone."""
    held = json.loads(row.held.open())
    cells = held["cells"]
    for field in next((one[1:] for one in row.reasons if one[0] == "above"), []):
        at = roll.layout["fields"].get(field)
        if at is not None and field in held["told"]:
            cells = _wide(cells, at + 1)
            cells[at] = held["told"][field]
    return cells


def _wide(line: list, width: int) -> list:
    return [*line, *[""] * (width - len(line))]


def _cells(page, values: list) -> list:
    """Words are words, whatever they begin with; the sheet calculates nothing."""
    made = []
    for value in values:
        cell = WriteOnlyCell(page, value)
        if isinstance(value, str):
            cell.data_type = "s"
        made.append(cell)
    return made
