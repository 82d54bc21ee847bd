"""A draft's tables: as its item wants them, filled with what is kept, and kept anew."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms.editing import checks
from cms.models import Disclosure, DisclosureTable
from cms.models.disclosure_state import State
from cms.open import tables
from cms.open.tables import Figures, Problem, Table
from portal.states import WrongState


def tables_of(row: Disclosure) -> list[Table]:
    """What is kept, in the order of the item; a table nobody has filled is there, empty."""
    kept = {one.key: one for one in row.tables.all()}
    found = []
    for wanted in row.item.layout.get("tables", []):
        table = Table.of(wanted)
        if one := kept.pop(wanted["key"], None):
            table.rows = [_as_wide(row, table) for row in one.rows]
            table.totals = _as_wide(one.totals, table) if one.totals else []
            table.numbers, table.total_number = list(range(2, len(one.rows) + 2)), len(one.rows) + 2
        else:
            table.rows = [[name, *[""] * (len(table.columns) - 1)] for name in wanted.get("rows", [])]
            table.numbers = list(range(2, len(table.rows) + 2))
        found.append(table)
    return found


def _as_wide(row: list[str], table: Table) -> list[str]:
    """A row kept before the item's columns were edited, cut or filled to what they are now."""
    many = len(table.columns)
    return [*row, *[""] * many][:many]


def from_kept(data: list[dict]) -> list[Table]:
    return [Table(**one) for one in data]


@transaction.atomic
def keep(row: Disclosure, filled: list[Table], by) -> None:
    """Replace the tables of a draft and remember who did; a draft somebody has sent on stays as it is."""
    locked = Disclosure.objects.select_for_update().get(pk=row.pk)
    if locked.state != State.DRAFT:
        raise WrongState(locked, State.DRAFT)
    row.tables.all().delete()
    for position, table in enumerate(filled):
        DisclosureTable.objects.create(disclosure=row, position=position, **table.as_kept())
    row.figures, row.edited_by = Figures(row.item.layout, filled).kept(), by
    row.save(update_fields=["figures", "edited_by"])


def problems_of(row: Disclosure) -> list[Problem]:
    """What keeps a draft from being sent: sums that do not agree, and nothing in it at all."""
    return tables.checked(row.item.layout, tables_of(row))


def refused_words(row: Disclosure) -> list[str]:
    """Personal data and wordings that nothing public may hold, each with the place it stands in."""
    said = {
        _("title"): f"{row.title}\n{row.title_en}",
        _("in plain words"): f"{row.summary}\n{row.summary_en}",
    }
    said |= {
        table.title: "\n".join(" ".join(map(str, cells)) for cells in table.rows)
        for table in row.tables.all()
    }
    said |= {_("papers"): "\n".join(file.title for file in row.files.all())}
    return [one.sentence for one in checks.refusals(checks.problems(said))]


def is_empty(row: Disclosure) -> bool:
    return not (row.summary.strip() or any(one.rows for one in row.tables.all()) or row.files.exists())
