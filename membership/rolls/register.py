"""What the register knows about the people of one chunk of rows: a handful of questions, however many rows."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from membership.models import (
    Association,
    Council,
    HouseholdMember,
    IdentityNumber,
    MemberGroup,
    Membership,
    Office,
    Pairing,
    Resident,
)
from membership.models.roll import RollImport, RollRow, RollState, Verdict
from portal.models import Area


class Places:
    """Villages below the place of the import, by name; one place stands for itself."""

    def __init__(self, roll: RollImport):
        self.roll = roll
        self.areas = {area.pk: area for area in Area.objects.standing().within(roll.area_id)}
        self.by_name = defaultdict(list)
        for area in self.areas.values():
            self.by_name[area.name].append(area)

    def of(self, told: dict) -> Area | None:
        """The village a row names, the import's own place where it names none; None where nobody knows it."""
        if not told.get("village"):
            return self.roll.area
        found = self.by_name.get(told["village"]) or self.by_name.get(f"{told['village']}村") or []
        if told.get("township") and len(found) > 1:
            found = [one for one in found if self._above(one) == told["township"]]
        return found[0] if len(found) == 1 else None

    def _above(self, area: Area) -> str:
        above = self.areas.get(area.parent_code or "")
        return above.name if above else ""


class Register:
    """The chunk's rows with their places, and everything in the register that could be the same."""

    def __init__(
        self, roll: RollImport, rows: list[tuple[RollRow, dict[str, Any]]], places: Places, *, lock=False
    ):
        self.roll, self.rows, self.today, self.lock = roll, rows, timezone.localdate(), lock
        self.area = {row.pk: places.of(told) for row, told in rows}
        self.codes = {area.pk for area in self.area.values() if area}
        self.person = "head" if roll.kind == "pairings" else "name"
        self.stuck: dict[int, str] = {}  # rows of this chunk that lead nowhere yet
        self.seen: dict[tuple, int] = {}
        self.load()

    def load(self) -> None:
        names = {told[self.person] for _row, told in self.rows if told.get(self.person)}
        hashes = {row.identity_hash for row, _told in self.rows if row.identity_hash}
        identities = IdentityNumber.objects.filter(hash__in=hashes, stands=True).select_related("resident")
        self.by_hash = {one.hash: one.resident for one in identities}
        chosen = [pk for row, _told in self.rows if row.choice == "same" for pk in row.found[:1]]
        standing = Resident.objects.standing()
        people = list(standing.filter(area__in=self.codes, name__in=names)) + list(
            standing.filter(pk__in=chosen)
        )
        self.people = {one.pk: one for one in [*people, *self.by_hash.values()]}
        if self.lock:
            locked = Resident.objects.select_for_update().filter(pk__in=self.people).order_by("pk")
            self.people = {one.pk: one for one in locked}
            self.by_hash = {
                key: self.people[one.pk] for key, one in self.by_hash.items() if one.pk in self.people
            }
        self.by_name: dict[tuple[str, str], list[Resident]] = defaultdict(list)
        for one in self.people.values():
            if one.merged_into_id is None and one.died_on is None:
                self.by_name[one.area_id, one.name].append(one)
        numbers = IdentityNumber.objects.filter(resident__in=self.people)
        self.hash_of = dict(numbers.values_list("resident_id", "hash"))

    @cached_property
    def homes(self) -> dict[int, HouseholdMember]:
        """Resident → where they live today."""
        found = HouseholdMember.objects.current().filter(resident__in=self.people).select_related("household")
        return {one.resident_id: one for one in found}

    @cached_property
    def houses(self) -> dict[int, RollRow]:
        """The first rows of the households of this chunk, from chunks before."""
        numbers = {row.house for row, _told in self.rows if row.house}
        found = RollRow.objects.filter(roll=self.roll, number__in=numbers).defer("held", "before")
        return {row.number: row for row in found}

    def house(self, row: RollRow) -> tuple[int | None, bool]:
        """The household in which a row lives, if it is made, and whether it waits for its first row to be mended."""
        first = self.houses.get(row.house or 0)
        if first is None or first.number == row.number:
            return None, False
        verdict = self.stuck.get(first.number, first.verdict)
        undecided = self.roll.state == RollState.IMPORTING and verdict == Verdict.DECIDE
        return first.household_id, not first.written and (undecided or verdict == Verdict.SKIP)

    @cached_property
    def associations(self) -> dict[str, Association]:
        found = Association.objects.standing().filter(area__in=self.codes, kind="area")
        return {one.area_id: one for one in found}

    def association(self, row: RollRow) -> Association | None:
        area = self.area[row.pk]
        return self.roll.association or (self.associations.get(area.pk) if area else None)

    @cached_property
    def memberships(self) -> dict[tuple[int, int], list[Membership]]:
        found: dict[tuple[int, int], list[Membership]] = defaultdict(list)
        for one in Membership.objects.filter(resident__in=self.people).order_by("period"):
            found[one.resident_id, one.association_id].append(one)
        return found

    @cached_property
    def serials(self) -> dict[str, int]:
        told = {told["serial"] for _row, told in self.rows if told.get("serial")}
        return dict(Membership.objects.filter(serial__in=told).values_list("serial", "resident_id"))

    @cached_property
    def groups(self) -> dict[tuple[int, str], MemberGroup]:
        ours = {one.pk for row, _told in self.rows if (one := self.association(row))}
        found = MemberGroup.objects.filter(association__in=ours)
        return {(one.association_id, one.name): one for one in found}

    @cached_property
    def helpers(self) -> dict[tuple[int, str], list[Membership]]:
        """Members of today by association and name: who looks after households."""
        names = {told["name"] for _row, told in self.rows if told.get("name")}
        ours = {one.pk for row, _told in self.rows if (one := self.association(row))}
        members = Membership.objects.current().filter(association__in=ours, resident__name__in=names)
        found = defaultdict(list)
        for one in members.select_related("resident"):
            found[one.association_id, one.resident.name].append(one)
        return found

    @cached_property
    def pairs(self) -> set[tuple[int, int]]:
        homes = {one.household_id for one in self.homes.values()}
        found = Pairing.objects.current().filter(household__in=homes, member__isnull=False)
        return set(found.values_list("household_id", "member_id"))

    @cached_property
    def loads(self) -> dict[int, int]:
        members = {one.pk for found in self.helpers.values() for one in found}
        load: dict[int, int] = defaultdict(int)
        for member in (
            Pairing.objects.current().filter(member__in=members).values_list("member_id", flat=True)
        ):
            load[member] += 1
        return load

    @cached_property
    def councils(self) -> dict[int, Council]:
        ours = {one.pk for row, _told in self.rows if (one := self.association(row))}
        return {one.association_id: one for one in Council.objects.current().filter(association__in=ours)}

    @cached_property
    def offices(self) -> dict[int, list[Office]]:
        found = defaultdict(list)
        councils = [one.pk for one in self.councils.values()]
        for one in Office.objects.current().filter(council__in=councils):
            found[one.council_id].append(one)
        return found


def day(told: dict, field: str) -> date | None:
    return date.fromisoformat(told[field]) if told.get(field) else None
