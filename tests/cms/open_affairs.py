"""A village with accounts to publish: items of the shipped catalogue, drafts and published disclosures."""

from datetime import date

from django.core.management import call_command

from cms.models import Disclosure, DisclosureItem, DisclosureTable
from portal.roles import Role
from tests.people import person, place

Q3 = date(2026, 7, 1)


def catalogue() -> None:
    call_command("load_catalogue", verbosity=0)


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
