"""The background work of rolls: one chunk a call, each one transaction under the lock of its roll.

Whoever holds the roll's row works on it; others pass by (SKIP LOCKED). The last row done is kept in `upto`, by
which the next chunk is found: nothing is counted, so a kill costs one chunk.
"""

import json
import time

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from membership.models.roll import RollImport, RollRow, RollState, Verdict
from membership.rolls import staging, undoing
from membership.rolls.planning import Plan, planned
from membership.rolls.register import Places, Register
from membership.rolls.writing import Writer
from portal import audit

AT_ONCE = 500
PATIENCE = 4  # seconds, after which a scheduled task lets others work
SETTLED = (Verdict.LEFT, Verdict.SKIP)


def drain() -> int:
    """One chunk of each roll that is under way."""
    keys = list(RollImport.objects.working().order_by("at").values_list("pk", flat=True)[:20])
    return sum(step(key) for key in keys)


def some() -> int:
    """Chunks for a few seconds."""
    end, done = time.monotonic() + PATIENCE, 0
    while time.monotonic() < end and (now := drain()):
        done += now
    return done


def finish(roll: RollImport, seconds: float = 8) -> None:
    """A small roll is done while its sender waits; a large one goes on behind."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and step(roll.pk):
        pass
    roll.refresh_from_db()


def step(key) -> int:
    """The next chunk of one roll; 0 if there is none or somebody else is at it."""
    roll = RollImport.objects.filter(pk=key).first()
    if roll is None:
        return 0
    if roll.state == RollState.READING:
        return staging.read(roll)
    with transaction.atomic():
        roll = RollImport.objects.select_for_update(skip_locked=True).filter(pk=key).working().first()
        if roll is None:
            return 0
        {"planning": _plan, "importing": _write, "undoing": undoing.undo}[roll.state](roll)
    return 1


def _items(roll: RollImport, rows, *, lock: bool):
    told = [(row, json.loads(row.held.open())["told"]) for row in rows]
    register = Register(roll, told, Places(roll), lock=lock)
    return register, [(row, one, planned(row, one, register)) for row, one in told]


def _plan(roll: RollImport) -> None:
    waiting = roll.rows.filter(number__gt=roll.upto).exclude(verdict__in=SETTLED)
    rows = list(waiting.order_by("number")[:AT_ONCE])
    if not rows:
        _next(roll, RollState.STAGED)
        return
    _register, items = _items(roll, rows, lock=False)
    for row, _told, plan in items:
        put(row, plan)
    keep(rows, "verdict", "reasons", "fields", "found")
    _reached(roll, rows)


TYPES = {"verdict": "varchar", "written": "boolean", "household_id": "bigint"}


def keep(rows: list[RollRow], *names: str) -> None:
    """Saves these columns of a chunk in one statement; Django's bulk_update takes a second for 500 rows."""
    told = json.dumps([{"id": str(row.pk)} | {name: getattr(row, name) for name in names} for row in rows])
    into = ", ".join(f"{name} = told.{name}" for name in names)
    columns = ", ".join(f"{name} {TYPES.get(name, 'jsonb')}" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE membership_rollrow AS line SET {into} FROM jsonb_to_recordset(%s::jsonb)"  # noqa: S608
            f" AS told(id uuid, {columns}) WHERE line.id = told.id",
            [told],
        )


def put(row: RollRow, plan: Plan) -> None:
    """A plan beside its row, without anything personal but keys."""
    row.verdict, row.reasons, row.found = plan.verdict, plan.reasons, plan.candidates or (
        [plan.person.pk] if plan.person and plan.person.pk else []
    )  # fmt: skip
    row.fields = sorted(plan.changes)


def _reached(roll: RollImport, rows: list[RollRow]) -> None:
    roll.upto = rows[-1].number
    roll.save(update_fields=["upto"])


def _next(roll: RollImport, state: str, **changes) -> None:
    roll.state, roll.upto = state, 0
    for name, value in changes.items():
        setattr(roll, name, value)
    roll.save(update_fields=["state", "upto", *changes])


def _write(roll: RollImport) -> None:
    ready = Q(verdict__in=[Verdict.ADD, Verdict.CHANGE, Verdict.SAME]) | Q(verdict=Verdict.DECIDE) & ~Q(
        choice=""
    )
    waiting = roll.rows.filter(ready, number__gt=roll.upto, written=False)
    rows = list(waiting.order_by("number")[:AT_ONCE])
    if not rows:
        _next(roll, RollState.DONE, ended_at=timezone.now())
        audit.record(roll.by, "imported a roll", roll, rows=roll.rows.filter(written=True).count())
        return
    try:
        with transaction.atomic():
            _write_these(roll, rows)
    except IntegrityError:
        _one_by_one(roll, rows)
    _reached(roll, rows)


def _write_these(roll: RollImport, rows: list[RollRow]) -> None:
    register, items = _items(roll, rows, lock=True)
    Writer(register, [item for item in items if _as_shown(item[0], item[2])]).write()
    keep(rows, "verdict", "reasons", "written", "deeds", "household_id", "found")
    RollRow.objects.filter(pk__in=[row.pk for row in rows if row.written]).update(
        held=b""
    )  # no longer needed


def _as_shown(row: RollRow, plan: Plan) -> bool:
    """What somebody said yes to. A row that would do anything else now waits for another look."""
    if plan.verdict in (Verdict.SKIP, Verdict.DECIDE):
        put(row, plan)
        return False
    shown = row.verdict == Verdict.DECIDE or set(plan.changes) <= set(row.fields)
    if not shown:
        put(row, plan.ends(Verdict.DECIDE, "changed_since"))
        return False
    return True


def _one_by_one(roll: RollImport, rows: list[RollRow]) -> None:
    """One row of the chunk is refused by the database: the others are not lost with it."""
    for row in RollRow.objects.filter(pk__in=[row.pk for row in rows]).order_by("number"):
        try:
            with transaction.atomic():
                _write_these(roll, [row])
        except IntegrityError:
            RollRow.objects.filter(pk=row.pk).update(verdict=Verdict.SKIP, reasons=[["clash"]])
