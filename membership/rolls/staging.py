"""From a file to its rows: received, read under a lock that dies with its reader, sealed, forgotten."""

import base64
import json
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain, islice

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from membership.models.identity_number import number_hash
from membership.models.roll import RollColumn, RollImport, RollRow, RollState, Verdict
from membership.rolls.reading import cells as cell
from membership.rolls.reading import columns
from membership.rolls.reading.lines import Above, left_out
from membership.rolls.reading.told import told
from portal import sheets
from portal.phones import international

AT_ONCE = 500
TWINS = """
WITH twins AS (
  SELECT identity_hash, array_agg(number ORDER BY number) AS numbers FROM membership_rollrow
  WHERE roll_id = %s AND identity_hash <> '' GROUP BY identity_hash HAVING count(*) > 1)
UPDATE membership_rollrow AS line SET verdict = 'skip', reasons = jsonb_build_array(jsonb_build_array(
  'double', CASE WHEN line.number = numbers[1] THEN numbers[2] ELSE numbers[1] END)) || line.reasons
FROM twins WHERE line.roll_id = %s AND line.identity_hash = twins.identity_hash
"""
HOUSEHOLDS = """
UPDATE membership_rollrow AS line SET verdict = 'skip', reasons = jsonb_build_array(jsonb_build_array(
  'waits_for_household', first)) || line.reasons
FROM (SELECT house, min(number) AS first FROM membership_rollrow WHERE roll_id = %s AND verdict = 'skip' AND house IS NOT NULL
      GROUP BY house) AS faulty
WHERE line.roll_id = %s AND line.house = faulty.house AND line.verdict = ''
"""
HEAD = columns.LOOK_FOR_HEADER + 1


@transaction.atomic
def receive(*, name: str, content: bytes, area, association, kind: str, as_of, by) -> tuple[RollImport, bool]:
    """A file becomes an import; the same file for the same place is the import it was. Unreadable is raised."""
    found = sheets.names(name, content, sheets.ROLL)
    if not found:
        raise sheets.Unreadable(sheets.nothing_in_it())
    told = f"{area.pk}:{association and association.pk}:{kind}:{as_of}:"
    key = sha256(told.encode() + content).hexdigest()
    standing = RollImport.objects.exclude(state__in=[RollState.UNDONE, RollState.REFUSED])
    if before := standing.filter(key=key).first():
        return before, False
    kind = kind or guessed(name, content, found[0])
    roll = RollImport(
        key=key, name=name[-120:], area=area, association=association, kind=kind, as_of=as_of, by=by, sheets=found,
        sheet=found[0], state=RollState.SHEET if len(found) > 1 else RollState.READING,
    )  # fmt: skip
    roll.content = base64.b64encode(content).decode()  # type: ignore[assignment]
    roll.save(force_insert=True)
    return roll, True


def guessed(name: str, content: bytes, sheet: str) -> str:
    """What sort of roll a sheet looks like; members where nothing says it."""
    header = columns.header(list(islice(sheets.rows(name, content, sheet, sheets.ROLL), HEAD)))
    return (header and columns.kind_of(header.fields)) or "members"


def guessed_again(roll: RollImport, sheet: str) -> str:
    return guessed(roll.name, base64.b64decode(roll.content.open()), sheet)


def own_words(roll: RollImport) -> dict[str, str]:
    """What somebody of this place once said a heading means."""
    said = RollColumn.objects.filter(area_id__in=roll.area.path())
    return dict(said.order_by("area_id").values_list("heading", "field"))


@contextmanager
def _alone(roll: RollImport):
    """True for the one process that reads this roll; a killed reader's lock goes with its connection."""
    number = int.from_bytes(roll.pk.bytes[:7])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        got = cursor.fetchone()[0]
        try:
            yield got
        finally:
            if got:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def read(roll: RollImport) -> int:
    """All rows of the file, chunk by chunk; after a kill the next reader goes on behind the last chunk."""
    with _alone(roll) as mine:
        roll.refresh_from_db()
        if not mine or roll.state != RollState.READING:
            return 0
        try:
            return _read(roll)
        except sheets.Unreadable as refused:
            RollImport.objects.filter(pk=roll.pk).update(
                state=RollState.REFUSED, refusal=str(refused), content=b""
            )
            roll.rows.all().delete()
            return 1


def _read(roll: RollImport) -> int:
    content = base64.b64decode(roll.content.open())
    lines = sheets.rows(roll.name, content, roll.sheet, sheets.ROLL)
    top = list(islice(lines, HEAD))
    header = _header(roll, top)
    if header is None:
        return 1
    reader = _Reader(roll, header)
    rows: list[RollRow] = []
    for number, line in enumerate(chain(top, lines), 1):
        if number > header.last + 1 and (row := reader.row(number, line)):
            rows.append(row)
        if len(rows) >= AT_ONCE:
            _keep(roll, rows)
            rows = []
    _keep(roll, rows)
    _finish(roll)
    return 1


def _header(roll: RollImport, top) -> columns.Header | None:
    """Kept in the import; None when somebody has to say first what the columns are."""
    if not roll.layout:
        header = columns.header(top, own_words(roll))
        kind = columns.kind_of(header.fields) if header else ""
        header = header or columns.likeliest(top)
        if header is None:
            raise sheets.Unreadable(sheets.nothing_in_it())
        roll.layout = {
            "first": header.first, "last": header.last, "heads": header.heads, "fields": header.fields,
            "top": [[cell.text(one) for one in line] for line in top[: header.last + 1]],
        }  # fmt: skip
        complete = bool(kind) and {"name", "head"} & set(header.fields)
        roll.state = RollState.READING if complete else RollState.COLUMNS
        roll.save(update_fields=["layout", "state"])
    if roll.state != RollState.READING:
        return None
    kept = roll.layout
    return columns.Header(kept["first"], kept["last"], kept["heads"], kept["fields"])


def _international(values: dict) -> list[list[str]]:
    """Telephones as the register keeps them; what is none is a fault."""
    faults = []
    for field in ("phone", "home_phone"):
        if number := values.get(field):
            try:
                values[field] = international(number)
            except ValidationError:
                faults.append(["phone", field])
    return faults


class _Reader:
    """Turns lines into rows; knows what stood above."""

    def __init__(self, roll: RollImport, header: columns.Header):
        self.roll, self.header, self.today = roll, header, timezone.localdate()
        self.above, self.empty = Above(roll.kind), 0
        self.never = {at for at, head in enumerate(header.heads) if columns.is_never_kept(head)}

    def row(self, number: int, line) -> RollRow | None:
        line = ["" if at in self.never else one for at, one in enumerate(line)]
        why = left_out(line, self.header)
        if why == "empty":
            return None
        row = RollRow(roll=self.roll, number=number)
        values: dict = {}
        if why:
            row.verdict, row.reasons = Verdict.LEFT, [[why]]
        else:
            values = self._told(row, line)
        kept = [one if isinstance(one, int | float) else cell.text(one) for one in line]
        row.held = json.dumps({"cells": kept, "told": values}, ensure_ascii=False)  # type: ignore[assignment]
        return row

    def _told(self, row: RollRow, line) -> dict:
        said = {field: line[at] for field, at in self.header.fields.items() if at < len(line)}
        broken = [field for field, one in said.items() if isinstance(one, sheets.Broken)]
        taken = self.above.fill(said)
        row.house = self.above.house_of(said, row.number)
        found = told(self.roll.kind, {f: one for f, one in said.items() if f not in broken}, self.today)
        faults = [["broken", field] for field in broken] + found.faults + _international(found.values)
        row.reasons = faults + found.notes + [["above", *taken]] * bool(taken)
        row.verdict = Verdict.SKIP if faults else ""
        if number := found.values.get("id"):
            row.identity_hash = number_hash(number)
        return found.values


def _keep(roll: RollImport, rows: list[RollRow]) -> None:
    """One chunk. What an earlier reader kept is there already."""
    if rows:
        with transaction.atomic():
            RollRow.objects.bulk_create(rows, ignore_conflicts=True)
            RollImport.objects.filter(pk=roll.pk).update(upto=rows[-1].number)


@transaction.atomic
def _finish(roll: RollImport) -> None:
    _doubles(roll)
    if roll.kind == "residents":
        with (
            connection.cursor() as cursor
        ):  # a household is mended whole, or its people would lose each other
            cursor.execute(HOUSEHOLDS, [roll.pk, roll.pk])
    RollImport.objects.filter(pk=roll.pk).update(
        state=RollState.PLANNING, content=b"", upto=0, total=roll.rows.exclude(verdict=Verdict.LEFT).count()
    )


def _doubles(roll: RollImport) -> None:
    """Two rows with one identity number: the database finds them, however long the roll. A person in charge of
    several households is named in several rows of a pairing roll."""
    if roll.kind == "pairings":
        return
    with connection.cursor() as cursor:
        cursor.execute(TWINS, [roll.pk, roll.pk])
