"""Tables and charts of disclosures, for templates."""

from decimal import Decimal

from django import template

from cms.open import cells, charts
from cms.open.tables import word

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


@register.simple_tag
def income_and_spending(rows):
    """The bars of the periods in which both are known, oldest first; nothing for fewer than two."""
    return charts.pairs(rows)
