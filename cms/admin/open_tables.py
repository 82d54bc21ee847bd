"""Tables typed into boxes: nothing typed is lost, each fault stands beside its row."""

from dataclasses import dataclass

from cms.open.drafting import tables_of
from cms.open.tables import Problem, Table, word
from portal.forms import posted

EMPTY, MOST = 3, 200


@dataclass
class Boxes:
    """One table as boxes."""

    table: Table
    rows: list[list[str]]

    @property
    def heads(self) -> list[dict]:
        return [{"word": word(column), "kind": column["kind"]} for column in self.table.columns]

    def cells(self) -> list[list[tuple[str, str, str, str]]]:
        """(name of the box, what stands in it, kind, label) by row."""
        return [
            [
                (f"t-{self.table.key}-{at}-{place}", value, head["kind"], f"{head['word']} {at + 2}")
                for place, (value, head) in enumerate(zip(row, self.heads, strict=True))
            ]
            for at, row in enumerate(self.rows)
        ]


def kept(row) -> list[Boxes]:
    """The draft's tables with room for more."""
    return [Boxes(table, _with_room(table)) for table in tables_of(row)]


def _with_room(table: Table) -> list[list[str]]:
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    return [*rows, *[[""] * len(table.columns) for _more in range(EMPTY)]]


def typed(row, request) -> tuple[list[Boxes], list[Table], list[Problem]]:
    """What was posted: as it was typed, as it is read, and what cannot be read."""
    boxes, filled, problems = [], [], []
    for wanted in row.item.layout.get("tables", []):
        table = Table.of(wanted)
        rows = _posted_rows(request, table)
        more = "more" in request.POST and EMPTY
        boxes.append(Boxes(table, [*rows, *[[""] * len(table.columns) for _more in range(more or 0)]]))
        problems += table.take((at + 2, list(one)) for at, one in enumerate(rows))
        filled.append(table)
    return boxes, filled, problems


def _posted_rows(request, table: Table) -> list[list[str]]:
    rows = []
    while len(rows) < MOST and f"t-{table.key}-{len(rows)}-0" in request.POST:
        at = len(rows)
        rows.append(
            [posted(request, f"t-{table.key}-{at}-{place}", 300) for place in range(len(table.columns))]
        )
    return rows
