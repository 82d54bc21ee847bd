"""Tables with kinds of columns: read from sheets or boxes, sums against totals, parts against the whole."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.open import cells
from portal.reading import english

TOTAL = {"合计", "总计", "共计", "合 计", "total", "sum"}
KEPT_IN_A_TOTAL = cells.NUMERIC | {"person"}  # a line called 合计 may still name somebody
MOST_ROWS = 500


@dataclass
class Problem:
    """What is wrong where."""

    table: str
    row: int | None
    column: str
    says: str

    def __str__(self) -> str:
        place = {"table": self.table, "row": self.row, "column": self.column, "says": self.says}
        if self.row is None:
            return _("Sheet %(table)s: %(says)s") % place
        return _("Sheet %(table)s, row %(row)s, column %(column)s: %(says)s") % place


def word(named: dict) -> str:
    """The name of a table or column in the reader's language."""
    return named.get("en") or named["zh"] if english() else named["zh"]


@dataclass
class Table:
    """One table as it is kept: canonical text in every cell, the total apart."""

    key: str
    title: str
    title_en: str
    columns: list[dict]
    rows: list[list[str]] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # the row of the sheet each row stands in
    total_number: int = 0

    @classmethod
    def of(cls, layout: dict) -> "Table":
        return cls(layout["key"], layout["zh"], layout.get("en", ""), layout["columns"])

    @property
    def name(self) -> str:
        return self.title_en if english() and self.title_en else self.title

    def as_kept(self) -> dict:
        return {
            name: value for name, value in asdict(self).items() if name not in {"numbers", "total_number"}
        }

    def sum_of(self, at: int) -> Decimal:
        return sum((Decimal(row[at]) for row in self.rows if row[at]), Decimal(0))

    def column(self, name: str) -> int:
        return next(at for at, column in enumerate(self.columns) if column["zh"] == name)

    def take(self, raw: Iterable[tuple[int, list[Any]]]) -> list[Problem]:
        """Fill from numbered rows; empty ones are left out, a row that begins with 合计 is the total."""
        problems: list[Problem] = []
        for number, values in raw:
            if not any(cells.plain(value) for value in values):
                continue
            if len(self.rows) >= MOST_ROWS:
                says = _("more than %(most)s rows. Split it.") % {"most": MOST_ROWS}
                return [*problems, Problem(self.name, None, "", says)]
            kept, wrong = self._row(number, values)
            problems += wrong
            if kept and kept[0].lower() in TOTAL:
                self.totals, self.total_number = kept, number
            else:
                self.rows.append(kept)
                self.numbers.append(number)
        return problems

    def _row(self, number: int, values: list[Any]) -> tuple[list[str], list[Problem]]:
        kept, wrong = [], []
        first = cells.plain(values[0] if values else "")
        is_total = first.lower() in TOTAL
        for column, value in zip(self.columns, [*values, *[None] * len(self.columns)], strict=False):
            try:
                kind = "text" if is_total and column["kind"] not in KEPT_IN_A_TOTAL else column["kind"]
                kind = "text" if is_total and cells.plain(value).lower() in TOTAL else kind
                kept.append(cells.read(kind, value))
            except cells.Wrong as problem:
                kept.append("")
                wrong.append(Problem(self.name, number, word(column), str(problem)))
        return kept, wrong

    def wrong_sums(self) -> list[Problem]:
        """Columns whose parts do not give the total that stands below them."""
        problems = []
        for at, column in enumerate(self.columns):
            if not column.get("sum") or not self.totals or not self.totals[at]:
                continue
            parts, total = self.sum_of(at), Decimal(self.totals[at])
            if parts != total:
                says = _("the parts give %(parts)s, the total says %(total)s") % {
                    "parts": cells.shown(column["kind"], str(parts)), "total": cells.shown(column["kind"], str(total)),
                }  # fmt: skip
                problems.append(Problem(self.name, self.total_number, word(column), says))
        return problems


class Figures:
    """The named numbers of a disclosure, found in its tables as its item says."""

    def __init__(self, layout: dict, tables: list[Table]):
        self.layout, self.tables = layout, {table.key: table for table in tables}
        found = {name: self._find(place) for name, place in layout.get("figures", {}).items()}
        self.values = {name: value for name, value in found.items() if value is not None}

    def _find(self, place: dict) -> Decimal | None:
        table = self.tables.get(place["table"])
        if table is None:
            return None
        at = table.column(place["column"])
        if "row" not in place:
            return table.sum_of(at) if table.rows else None
        row = next((row for row in table.rows if row[0] == place["row"] and row[at]), None)
        return Decimal(row[at]) if row else None

    def where(self, name: str) -> tuple[Table, int, str]:
        """Table, row of the sheet and column of a named number."""
        place = self.layout["figures"][name]
        table = self.tables[place["table"]]
        column = word(table.columns[table.column(place["column"])])
        numbers = [
            number
            for row, number in zip(table.rows, table.numbers, strict=True)
            if row[0] == place.get("row")
        ]
        return table, (numbers[0] if numbers else table.total_number or (table.numbers or [0])[-1]), column

    def problems(self) -> list[Problem]:
        """Parts that do not agree with the whole, across tables; and numbers that are missing."""
        told = [one for check in self.layout.get("checks", []) if (one := self._checked(check))]
        return told + [
            self._missing(name) for name in self._asked() if name not in self.values and self._has_table(name)
        ]

    def _asked(self) -> list[str]:
        checks = self.layout.get("checks", [])
        names = [name for one in checks for name in [*one["plus"], *one.get("minus", []), one["equals"]]]
        return list(dict.fromkeys(names))

    def _has_table(self, name: str) -> bool:
        return "row" in self.layout["figures"][name] and self.layout["figures"][name]["table"] in self.tables

    def _missing(self, name: str) -> Problem:
        place = self.layout["figures"][name]
        says = _("the row “%(row)s” is missing or empty.") % {"row": place["row"]}
        return Problem(self.tables[place["table"]].name, None, "", says)

    def _checked(self, check: dict) -> Problem | None:
        value = self.values.get
        names = [*check["plus"], *check.get("minus", []), check["equals"]]
        if any(value(name) is None for name in names):
            return None
        parts = sum((value(name) for name in check["plus"]), Decimal(0))
        parts -= sum((value(name) for name in check.get("minus", [])), Decimal(0))
        if parts == value(check["equals"]):
            return None
        table, row, column = self.where(check["equals"])
        says = _("the parts give %(parts)s, here it says %(total)s") % {
            "parts": f"{parts:,.2f}", "total": f"{value(check['equals']):,.2f}",
        }  # fmt: skip
        return Problem(table.name, row, column, says)

    def kept(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.values.items()}


def checked(layout: dict, tables: list[Table]) -> list[Problem]:
    """All that does not add up."""
    return [problem for table in tables for problem in table.wrong_sums()] + Figures(
        layout, tables
    ).problems()
