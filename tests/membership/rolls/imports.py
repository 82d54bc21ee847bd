"""Sending a roll and letting it be worked on, as clerk and worker do it."""

from datetime import date

from membership.models import RollImport
from membership.rolls import staging, work
from portal.roles import Role
from tests.people import person, place

NEVER_MIND = 40


def sent(content: bytes, where: str, name: str = "名册.xlsx", *, kind: str = "", by=None, as_of=date(2026, 11, 1),
         association=None) -> RollImport:  # fmt: skip
    roll, _new = staging.receive(
        name=name, content=content, area=place(where), association=association, kind=kind, as_of=as_of,
        by=by or person(Role.CLERK, where),
    )  # fmt: skip
    return worked(roll)


def worked(roll: RollImport) -> RollImport:
    for _ in range(NEVER_MIND):
        if not work.step(roll.pk):
            break
    roll.refresh_from_db()
    return roll


def imported(roll: RollImport) -> RollImport:
    RollImport.objects.filter(pk=roll.pk).update(state="importing", upto=0)
    return worked(roll)


def plan_of(roll: RollImport) -> dict[int, tuple]:
    """Row → (verdict, codes of its reasons)."""
    return {
        row.number: (row.verdict, [one[0] for one in row.reasons]) for row in roll.rows.order_by("number")
    }
