"""Tables and charts of disclosures, for templates."""

from decimal import Decimal

from django import template
from django.utils.timezone import localtime

from cms.open import cells
from cms.open.tables import word
from portal import written
from portal.reading import english

register = template.Library()


@register.simple_tag
def open_table(table) -> dict:
    """Heads, rows and total of a stored or a read table, each cell as it is shown."""
    kinds = [column["kind"] for column in table.columns]
    totals = table.totals or _totals(table)

    def row(kept):
        pairs = zip(kinds, kept, strict=False)
        return [{"value": cells.shown(kind, value), "number": kind in cells.NUMERIC} for kind, value in pairs]

    heads = [{"value": word(column), "number": column["kind"] in cells.NUMERIC} for column in table.columns]
    return {"heads": heads, "rows": [row(one) for one in table.rows], "total": row(totals) if totals else []}


def _totals(table) -> list[str]:
    """Counted here where the table says none."""
    if not table.rows or not any(column.get("sum") for column in table.columns):
        return []
    sums = [
        str(sum((Decimal(row[at]) for row in table.rows if row[at]), Decimal(0))) if column.get("sum") else ""
        for at, column in enumerate(table.columns)
    ]
    return ["合计" if not sums[0] else sums[0], *sums[1:]]


@register.filter
def amount(value: Decimal) -> str:
    return f"{value:,.2f}"


@register.filter
def ending(name: str) -> str:
    """What kind of file: PDF, DOCX."""
    return name.rpartition(".")[2].upper()


@register.filter
def on_day(value) -> str:
    """The day of a moment, as it was here."""
    return written.day(localtime(value).date(), english()) if value else ""
