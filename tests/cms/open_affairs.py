"""A village with accounts to publish: items of the shipped catalogue, drafts and published disclosures."""

import io
import json
from datetime import date

from django.core.management import call_command
from openpyxl import Workbook

from cms.management.commands.load_catalogue import CATALOGUE
from cms.models import Disclosure, DisclosureFile, DisclosureItem, DisclosureTable, Objection
from portal.models import StagedImport, User
from portal.roles import Role
from portal.sheets import Sheet
from tests.people import person, place
from tests.samples import MARK, sample

Q3 = date(2026, 7, 1)


def catalogue() -> None:
    if not DisclosureItem.objects.filter(code="accounts-quarter").exists():
        call_command("load_catalogue", stdout=io.StringIO())


def item(code: str = "accounts-quarter") -> DisclosureItem:
    catalogue()
    return DisclosureItem.objects.get(code=code)


def draft(village="青石村", start=Q3, by=None, code="accounts-quarter", **told) -> Disclosure:
    by = by or person(Role.CLERK, village)
    row = Disclosure.objects.begin(item(code), place(village), start, by, **told)
    DisclosureTable.objects.create(
        disclosure=row, key="income", title="收入",
        columns=[{"zh": "项目", "en": "Item", "kind": "text"}, {"zh": "金额", "en": "Amount", "kind": "money", "sum": True}],
        rows=[["承包费", "1200.00"], ["利息", "40.00"]], totals=["合计", "1240.00"],
    )  # fmt: skip
    return row


def published(village="青石村", start=Q3, by=None, approver=None, at=None, **told) -> Disclosure:
    row = draft(village, start, by, **told)
    row.send(row.drafted_by)
    row.publish(approver or person(Role.SUPERVISOR, village), at)
    return row


def an_item(area=None):
    return DisclosureItem.objects.get_or_create(
        code="away", defaults={"group": "money", "title_zh": "外来事项", "content_zh": "x", "publisher": "committee",
                               "rhythm": "quarterly", "within_days": 20, "valid_from": date(2026, 1, 1)},
    )[0]  # fmt: skip


def a_disclosure(area):
    writer = User.objects.get_or_create(username="away-writer", defaults={"last_name": MARK})[0]
    there = Disclosure.objects.filter(area=area, title=MARK).first()
    return there or Disclosure.objects.begin(an_item(), area, date(2026, 7, 1), writer, title=MARK)


def an_objection(area):
    row = a_disclosure(area)
    row.number = 1
    return Objection.objects.raise_against(row, kind="question", text=MARK, key="away").objection


def a_table_of_somebody(area):
    other = User.objects.get_or_create(username="away-writer", defaults={"last_name": MARK})[0]
    return StagedImport.objects.stage(
        kind="away", about="1", name=MARK, content=b"away", by=other, found={}, problems=[], area=area
    )


def a_paper(area):
    row = a_disclosure(area)
    told = {"title": MARK, "document": "open/away.txt", "sha256": "0" * 64, "by": row.drafted_by}
    return DisclosureFile.objects.create(disclosure=row, kind="document", **told)


sample(DisclosureFile, a_paper)
sample(DisclosureItem, an_item)
sample(Disclosure, a_disclosure)
sample(Objection, an_objection)
sample(StagedImport, a_table_of_somebody)


def accounts_layout() -> dict:
    """The tables and checks of the quarter's accounts, as shipped."""
    told = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return told["layouts"]["accounts"]


def accounts_rows(income_total=1240, closing=5939.5) -> dict[str, list[list]]:
    """A quarter that adds up, unless told otherwise."""
    return {
        "收入": [["项目", "金额", "说明"], ["承包费", 1200, "一年一付"], ["利息", 40, ""], ["合计", income_total, ""]],
        "支出": [["项目", "金额", "经手人", "说明"], ["路灯维修", 300.5, "王小明", ""], ["合计", 300.5, "", ""]],
        "结余": [["项目", "金额"], ["期初结余", 5000], ["本期收入", 1240], ["本期支出", 300.5], ["期末结余", closing]],
    }  # fmt: skip


def accounts_sheets(**told) -> list[Sheet]:
    return [Sheet(name, rows) for name, rows in accounts_rows(**told).items()]


def accounts_file(**told) -> bytes:
    """The same as the .xlsx a clerk would send."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in accounts_rows(**told).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
