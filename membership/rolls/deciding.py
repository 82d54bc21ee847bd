"""What a person decides about a roll: its sheet, its columns, its doubtful rows, its import and its way back."""

from django.db import transaction
from django.utils import timezone

from membership.models.roll import Choice, RollColumn, RollImport, RollState, Verdict
from membership.rolls import staging
from membership.rolls.keeping import WAY_BACK_DAYS
from portal import audit, doorbell
from portal.states import WrongState, move

DECIDABLE = (RollState.STAGED, RollState.STOPPED, RollState.DONE)


@transaction.atomic
def decide(roll: RollImport, told) -> int:
    """`row-7=same`, `person-7=12` for one of several, `group=newer` with `all=same` for a whole group."""
    roll = RollImport.objects.select_for_update().get(pk=roll.pk)
    if roll.state not in DECIDABLE:
        return 0
    waiting = roll.rows.filter(verdict=Verdict.DECIDE, written=False)
    done = 0
    if told.get("group") and told.get("all") in Choice.values:
        done = waiting.filter(reasons__0__0=told["group"]).update(choice=told["all"])
    else:
        for row in waiting.filter(
            number__in=[int(key[4:]) for key in told if key[:4] == "row-" and key[4:].isdigit()]
        ):
            done += _one(row, told.get(f"row-{row.number}", ""), told.get(f"person-{row.number}", ""))
    return done


def _one(row, choice: str, person: str) -> int:
    if choice not in Choice.values:
        return 0
    row.choice = choice
    if person.isdigit() and int(person) in row.found:
        row.found = sorted(row.found, key=lambda pk: pk != int(person))
    row.save(update_fields=["choice", "found"])
    return 1


@transaction.atomic
def assign(roll: RollImport, fields: dict[str, int]) -> None:
    """Columns named by hand; this place remembers headings, and the file is read again."""
    roll = RollImport.objects.select_for_update().get(pk=roll.pk)
    if roll.state != RollState.COLUMNS:
        return
    heads = roll.layout["heads"]
    for field, at in fields.items():
        RollColumn.objects.update_or_create(area=roll.area, heading=heads[at], defaults={"field": field})
    roll.layout |= {"fields": fields}
    roll.state = RollState.READING
    roll.save(update_fields=["layout", "state"])


def begin(roll: RollImport, request) -> None:
    """The yes: what was shown is written. Again later for what was decided since."""
    move(roll, from_={RollState.STAGED, RollState.STOPPED, RollState.DONE}, to=RollState.IMPORTING, upto=0)
    _ring()


def stop(roll: RollImport, request) -> None:
    move(roll, from_={RollState.IMPORTING}, to=RollState.STOPPED)


def take_back(roll: RollImport, request) -> None:
    if roll.ended_at and (timezone.now() - roll.ended_at).days >= WAY_BACK_DAYS:
        raise WrongState(roll, RollState.UNDOING)
    roll.rows.update(kept=[])
    move(roll, from_={RollState.DONE, RollState.STOPPED, RollState.UNDONE}, to=RollState.UNDOING, upto=0)
    audit.record(request.user, "asked to take a roll back", roll)
    _ring()


def discard(roll: RollImport, request) -> None:
    """Before anything is written it leaves no trace."""
    with transaction.atomic():
        one = RollImport.objects.select_for_update().get(pk=roll.pk)
        if one.rows.filter(written=True).exists() or one.state in (RollState.IMPORTING, RollState.UNDOING):
            raise WrongState(one, RollState.UNDONE)
        one.delete()


def choose_sheet(roll: RollImport, request) -> None:
    sheet = request.POST.get("sheet", "")
    if sheet not in roll.sheets:
        raise WrongState(roll, RollState.READING)
    kind = request.POST.get("kind") or staging.guessed_again(roll, sheet)
    move(roll, from_={RollState.SHEET}, to=RollState.READING, sheet=sheet, kind=kind)
    _ring()


def _ring() -> None:
    from membership.tasks import work_on_rolls

    doorbell.ring(work_on_rolls)


DEEDS = {"import": begin, "stop": stop, "take-back": take_back, "discard": discard, "sheet": choose_sheet}
