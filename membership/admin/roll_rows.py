"""The rows of a roll as a person looks through them."""

import json
from typing import Any

from django.db.models import Count

from membership.models import Resident
from membership.models.roll import Choice, RollImport, RollRow, Verdict
from membership.rolls.planning import person_of
from membership.rolls.words import COLUMNS, sentences
from portal import masks

A_PAGE = 50
ONLY_TAKE_OVER = {"newer", "changed_since", "id_other_name"}


def counts(roll: RollImport) -> list[dict[str, Any]]:
    found = dict(roll.rows.order_by().values_list("verdict").annotate(Count("pk")))
    return [{"verdict": one.value, "label": one.label, "count": found.get(one.value, 0)} for one in Verdict]


def reasons_open(roll: RollImport) -> list[tuple[str, str, int]]:
    """Why rows wait for a decision: for a group at a time."""
    waiting = roll.rows.filter(verdict=Verdict.DECIDE, written=False)
    found = waiting.order_by().values_list("reasons__0__0").annotate(Count("pk"))
    return [(code, sentences([[code]])[0] if code != "newer" else "", count) for code, count in found if code]


class Shown:
    """One row: what it says, what becomes of it, why."""

    def __init__(self, roll: RollImport, row: RollRow, people: dict[int, Resident]):
        self.row, self.roll = row, roll
        held = json.loads(row.held.open()) if row.held else {"told": {}, "cells": []}
        self.told, self.cells = held["told"], held["cells"]
        self.people = [people[pk] for pk in row.found if pk in people]
        self.reasons = sentences(row.reasons)
        self.kept = sentences(row.kept)

    @property
    def name(self) -> str:
        said = self.told.get("head") if self.roll.kind == "pairings" else self.told.get("name")
        return said or (self.people[0].name if self.people else "") or self._words()

    def _words(self) -> str:
        return masks.scrub(next((str(one) for one in self.cells if one not in ("", None)), ""))[:40]

    @property
    def says(self) -> list[str]:
        said = person_of(self.told, self.roll.kind)
        shown = [said.get("born", ""), masks.phone(said.get("phone", "")), masks.number(said.get("id", ""))]
        return [one for one in shown if one]

    @property
    def changes(self) -> list[dict[str, Any]]:
        """Field by field, what stands in the register and what the roll says."""
        said, now = person_of(self.told, self.roll.kind), self.people[0] if self.people else None
        if not self.told:
            return []
        return [
            {"field": COLUMNS.get(name, name), "now": _shown(name, getattr(now, name, "")),
             "then": _shown(name, said.get("born" if name == "born_on" else name.removeprefix("home."), ""))}
            for name in self.row.fields
        ]  # fmt: skip

    @property
    def choices(self) -> list[tuple[str, Any]]:
        codes = {one[0] for one in self.row.reasons}
        if codes & ONLY_TAKE_OVER:
            return [(Choice.SAME, Choice.SAME.label), (Choice.SKIP, Choice.SKIP.label)]
        return list(Choice.choices)

    @property
    def decidable(self) -> bool:
        return self.row.verdict == Verdict.DECIDE and not self.row.written


def _shown(name: str, value: Any) -> str:
    return masks.phone(value) if name == "phone" else str(value or "—")


def shown(roll: RollImport, rows) -> list[Shown]:
    rows = list(rows)
    people = Resident.objects.filter(area__within=roll.area_id).in_bulk(
        {pk for row in rows for pk in row.found}
    )
    return [Shown(roll, row, people) for row in rows]
