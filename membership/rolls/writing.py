"""One chunk of an import into the register, in one transaction; what was done is written beside each row."""

import json
from collections import defaultdict
from typing import Any

from django.utils import timezone

from membership.models import (
    Council,
    Household,
    HouseholdMember,
    IdentityNumber,
    MemberGroup,
    Membership,
    Office,
    Pairing,
    Resident,
)
from membership.models.identity_number import number_hash
from membership.models.roll import RollRow, Verdict
from membership.names import initials, pinyin
from membership.rolls.deeds import Deeds
from membership.rolls.planning import FIELDS, Plan, person_of
from membership.rolls.register import Register, day
from portal.models.periods import since

Item = tuple[RollRow, dict[str, Any], Plan]


class Writer:
    """Makes what the plans of one chunk say, table by table."""

    def __init__(self, register: Register, items: list[Item]):
        self.register, self.items, self.roll = register, items, register.roll
        self.deeds: dict[Any, Deeds] = defaultdict(Deeds)

    def write(self) -> None:
        self.people()
        self.changes()
        self.identities()
        {
            "members": self.members,
            "residents": self.homes,
            "pairings": self.pairings,
            "council": self.offices,
        }[self.roll.kind]()
        for row, _told, plan in self.items:
            row.verdict, row.written = plan.verdict, True
            row.deeds, row.found = self.deeds[row.pk].done, [plan.person.pk] if plan.person else []
            if self.deeds[row.pk].before:
                row.before = json.dumps(self.deeds[row.pk].before)  # type: ignore[assignment]
                row.save(update_fields=["before"])

    def made(self, model, pairs: list[tuple[RollRow, Any]]) -> None:
        """Insert these and note each beside its row."""
        model.objects.bulk_create([one for _row, one in pairs])
        for row, one in pairs:
            self.deeds[row.pk].made(one)

    def people(self) -> None:
        new, same = [], dict[tuple, Resident]()
        for row, told, plan in self.items:
            if plan.person is None:
                said = person_of(told, self.roll.kind)
                key = (
                    self.register.area[row.pk].pk,
                    said["name"],
                    said.get("born"),
                    said.get("phone"),
                    said.get("address"),
                )
                if self.roll.kind not in ("pairings", "council") or key not in same:
                    same[key] = self._resident(row, said)
                    new.append((row, same[key]))
                plan.person = same[key]
        self.made(Resident, new)

    def _resident(self, row: RollRow, said) -> Resident:
        given = {name: said.get(name, "") for name in FIELDS if name != "born_on"}
        return Resident(
            **given, born_on=day(said, "born"), born_known=said.get("born_known", "day"),
            area=self.register.area[row.pk], pinyin=pinyin(said["name"]), initials=initials(said["name"]),
        )  # fmt: skip

    def changes(self) -> None:
        changed = []
        for row, told, plan in self.items:
            ours = {name: then for name, (_now, then) in plan.changes.items() if name in FIELDS}
            if not ours or plan.person is None:
                continue
            if "born_on" in ours:
                ours["born_known"] = told.get("born_known", "day")
            if "name" in ours:
                ours |= {"pinyin": pinyin(ours["name"]), "initials": initials(ours["name"])}
            self.deeds[row.pk].changed(plan.person, ours)
            plan.person.version += 1
            plan.person.changed_at = timezone.now()
            changed.append(plan.person)
        Resident.objects.bulk_update(
            changed, [*FIELDS, "born_known", "pinyin", "initials", "version", "changed_at"]
        )

    def identities(self) -> None:
        if self.roll.kind == "pairings":
            return
        pairs = []
        for row, told, plan in self.items:
            if told.get("id") and plan.person and plan.person.pk not in self.register.hash_of:
                one = IdentityNumber(resident=plan.person, hash=number_hash(told["id"]), tail=told["id"][-2:])
                one.number = told["id"]
                self.register.hash_of[plan.person.pk] = one.hash
                pairs.append((row, one))
        self.made(IdentityNumber, pairs)

    def group(self, row: RollRow, association, name: str) -> MemberGroup | None:
        """The group of that name, made where there is none."""
        key = (association.pk, name)
        if name and key not in self.register.groups:
            group = MemberGroup.objects.create(association=association, name=name)
            self.deeds[row.pk].made(group)
            self.register.groups[key] = group
        return self.register.groups.get(key)

    def members(self) -> None:
        pairs = []
        for row, told, plan in self.items:
            association, current = plan.more["association"], plan.more["membership"]
            group = self.group(row, association, told.get("group", ""))
            if current is None:
                one = Membership(
                    association=association, resident=plan.person, group=group, serial=told.get("serial") or None,
                    period=since(plan.more["since"]),
                )  # fmt: skip
                pairs.append((row, one))
            else:
                self._member(row, told, plan, current, group)
        self.made(Membership, pairs)

    def _member(self, row, told, plan: Plan, current: Membership, group) -> None:
        ours = {"serial": told["serial"]} if "serial" in plan.changes else {}
        ours |= {"group_id": group.pk} if "group" in plan.changes and group else {}
        if ours:
            self.deeds[row.pk].changed(current, ours)
            current.save(update_fields=list(ours))

    def homes(self) -> None:
        """Households with heads and relations: the first row of each makes it."""
        houses: dict[int, Household] = {}
        new, stays = [], []
        for row, told, plan in self.items:
            home, number = plan.more["home"], row.house or row.number
            before, _stuck = self.register.house(row)
            if home is not None:
                houses.setdefault(number, home.household)
            elif before:
                houses.setdefault(number, Household(pk=before))
            elif number not in houses:
                houses[number] = self._household(row, told)
                new.append((row, houses[number]))
            if home is None:
                relation = told.get("relation") or (
                    "head" if told.get("head") in (None, told["name"]) else "other"
                )
                stays.append((row, houses[number], plan.person, relation))
        self.made(Household, new)
        self.settle(stays)
        for row, _told, plan in self.items:
            home = plan.more["home"]
            row.household_id = home.household_id if home else houses[row.house or row.number].pk

    def _household(self, row: RollRow, told) -> Household:
        said = {name: told.get(name, "") for name in ("address", "needs")}
        return Household(
            area=self.register.area[row.pk], phone=told.get("home_phone", ""), kinds=told.get("kinds", []),
            remarks=told.get("remarks", "") if self.roll.kind == "pairings" else "", **said,
        )  # fmt: skip

    def settle(self, stays) -> None:
        first_day = since(self.roll.as_of)
        self.made(HouseholdMember, [
            (row, HouseholdMember(household=house, resident=person, relation=relation, period=first_day))
            for row, house, person, relation in stays
        ])  # fmt: skip

    def pairings(self) -> None:
        houses: dict[int, Household] = {
            one.resident_id: one.household for one in self.register.homes.values()
        }
        new, stays, pairs = [], [], []
        for row, told, plan in self.items:
            assert plan.person is not None
            if plan.person.pk not in houses:
                houses[plan.person.pk] = self._household(row, told)
                new.append((row, houses[plan.person.pk]))
                stays.append((row, houses[plan.person.pk], plan.person, "head"))
            self._home_changes(row, plan, houses[plan.person.pk])
        self.made(Household, new)
        self.settle(stays)
        done = set(self.register.pairs)
        for row, _told, plan in self.items:
            house = houses[plan.person.pk]  # type: ignore[union-attr]
            key = (house.pk, plan.more["member"].pk)
            if key not in done:
                done.add(key)
                pairs.append(
                    (
                        row,
                        Pairing(
                            household=house, member=plan.more["member"], period=since(plan.more["since"])
                        ),
                    )
                )
        self.made(Pairing, pairs)

    def _home_changes(self, row: RollRow, plan: Plan, house: Household) -> None:
        ours = {name[5:]: then for name, (_now, then) in plan.changes.items() if name.startswith("home.")}
        if ours:
            self.deeds[row.pk].changed(house, ours)
            house.version += 1
            house.save(update_fields=[*ours, "version"])

    def offices(self) -> None:
        pairs = []
        for row, told, plan in self.items:
            if plan.verdict != Verdict.ADD:
                continue
            council = self._council(row, told, plan)
            pairs.append((row, Office(
                council=council, resident=plan.person, post=told["post"], other_duties=told.get("other_duties", ""),
                period=since(max(plan.more["since"], council.period.lower)),
            )))  # fmt: skip
        self.made(Office, pairs)

    def _council(self, row: RollRow, told, plan: Plan) -> Council:
        association = plan.more["association"]
        if association.pk not in self.register.councils:
            council = Council.objects.create(
                association=association, term=told.get("term", 1), period=since(plan.more["since"])
            )
            self.deeds[row.pk].made(council)
            self.register.councils[association.pk] = council
        return self.register.councils[association.pk]
