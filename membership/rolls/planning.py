"""What will become of one row: added, changed field by field, left as it is, or put to a person. Changes nothing."""

from dataclasses import dataclass, field
from typing import Any

from membership.models import Household, Membership, Resident
from membership.models.roll import Choice, RollRow, Verdict
from membership.rolls.reading.told import Reason, alike
from membership.rolls.register import Register, day

FIELDS = ("name", "sex", "born_on", "phone", "nationality", "education", "occupation", "remarks")
ABOUT_THE_HEAD = {"name": "head", "phone": "home_phone"}  # in a roll of households looked after


@dataclass
class Plan:
    """Where a row leads. `changes` is field → (now, then)."""

    verdict: str = ""
    reasons: list[Reason] = field(default_factory=list)
    person: Resident | None = None
    candidates: list[int] = field(default_factory=list)
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def ends(self, verdict: str, *reason) -> "Plan":
        self.verdict = verdict
        self.reasons.insert(0, list(reason))
        return self


def planned(row: RollRow, told: dict[str, Any], register: Register) -> Plan:
    plan = Plan(reasons=[one for one in row.reasons if one[0] in ("above", "phones")])
    for step in (_place, _twice, _find, _compare, KINDS[register.roll.kind]):
        if not plan.verdict:
            step(plan, row, told, register)
    if not plan.verdict:
        new = not plan.person or plan.more.get("new")
        plan.verdict = Verdict.ADD if new else Verdict.CHANGE if plan.changes else Verdict.SAME
    if plan.verdict in (Verdict.SKIP, Verdict.DECIDE):
        register.stuck[row.number] = plan.verdict
    return plan


def _place(plan: Plan, row: RollRow, told, register: Register) -> None:
    if row.choice == Choice.SKIP:
        plan.ends(Verdict.SKIP, "left_out")
    elif register.area[row.pk] is None:
        plan.ends(Verdict.SKIP, "no_village", "village")


def _twice(plan: Plan, row: RollRow, told, register: Register) -> None:
    """The same line twice in one roll: the first counts."""
    area, kind = register.area[row.pk].pk, register.roll.kind
    if kind == "pairings":
        key = (area, told["name"], told.get("phone"), told["head"], told.get("address"))
    elif kind == "council" or not told.get("born"):
        return
    else:
        key = (area, told["name"], told["born"], told.get("phone"), row.identity_hash)
    first = register.seen.setdefault(key, row.number)
    if first != row.number:
        plan.ends(Verdict.SKIP, "twice", first)


def person_of(told: dict[str, Any], kind: str) -> dict[str, Any]:
    """What is told of the person a row is about: in a pairing roll the head of the household."""
    if kind != "pairings":
        return told
    about = {mine: told[theirs] for mine, theirs in ABOUT_THE_HEAD.items() if told.get(theirs)}
    return about | {key: told[key] for key in ("address",) if told.get(key)}


def _find(plan: Plan, row: RollRow, told, register: Register) -> None:
    kind = register.roll.kind
    said, number = person_of(told, kind), "" if kind == "pairings" else row.identity_hash
    if number and (holder := register.by_hash.get(number)):
        return _holder(plan, row, said, holder, register)
    if row.choice == Choice.SAME and row.found:
        plan.person = register.people.get(row.found[0])
        if plan.person is None or not plan.person.area_id.startswith(register.roll.area_id):
            plan.ends(Verdict.SKIP, "gone")
        return None
    likely = _likely(row, said, register, number)
    if len(likely) == 1 and likely[0][0] == "sure":
        plan.person = likely[0][1]
    elif likely and row.choice != Choice.OTHER:
        plan.candidates = [one.pk for _why, one in likely]
        plan.ends(Verdict.DECIDE, likely[0][0] if likely[0][0] != "sure" else "name_birth")
    return None


def _holder(plan: Plan, row, said, holder: Resident, register: Register) -> None:
    """Somebody has this identity number already."""
    if not holder.area_id.startswith(register.roll.area_id) or holder.died_on:
        plan.ends(Verdict.SKIP, "elsewhere" if not holder.died_on else "died")
    elif holder.name != said["name"] and row.choice != Choice.SAME:
        plan.candidates = [holder.pk]
        plan.ends(Verdict.DECIDE, "id_other_name")
    else:
        plan.person = holder


def _likely(row, said, register: Register, number: str) -> list[tuple[str, Resident]]:
    """Those of the same name in the same village who could be the same, the surest first."""
    area = register.area[row.pk]
    named = register.by_name.get((area.pk, said["name"]), [])
    found = [(why, one) for one in named if (why := _how_alike(one, said, register, number))]
    order = ["sure", "name_birth", "name_phone", "name_only"]
    return sorted(found, key=lambda pair: order.index(pair[0]))


def _how_alike(one: Resident, said, register: Register, number: str) -> str:
    other_number = bool(number and register.hash_of.get(one.pk))  # both have one, and they differ
    born = day(said, "born")
    if born and one.born_on:
        if not alike(born, said.get("born_known", "day"), one.born_on, one.born_known):
            return ""
        sure = (one.phone and one.phone == said.get("phone")) or _same_home(one, said, register)
        return "sure" if sure and not other_number else "name_birth"
    if other_number:
        return ""
    if one.phone and one.phone == said.get("phone"):
        return "sure" if register.roll.kind == "pairings" else "name_phone"
    if one.phone and said.get("phone") and not _same_home(one, said, register):
        return "name_only"
    return "sure" if _same_home(one, said, register) and register.roll.kind == "pairings" else "name_only"


def _same_home(one: Resident, said, register: Register) -> bool:
    home = register.homes.get(one.pk)
    return bool(home and said.get("address") and home.household.address == said["address"])


def _compare(plan: Plan, row: RollRow, told, register: Register) -> None:
    """What the roll says differently. An empty cell erases nothing; a newer value is not overwritten unasked."""
    if plan.person is None:
        return
    said, newer = person_of(told, register.roll.kind), []
    for name in FIELDS:
        now, then = getattr(plan.person, name), _then(name, said)
        if not then or now == then or (name == "born_on" and not _finer(plan.person, said)):
            continue
        if now and plan.person.changed_at.date() >= register.roll.as_of:
            newer.append(name)
        plan.changes[name] = (now, then)
    if newer and row.choice != Choice.SAME:
        plan.candidates = [plan.person.pk]
        plan.ends(Verdict.DECIDE, "newer", *newer)


def _then(name: str, said) -> Any:
    return day(said, "born") if name == "born_on" else said.get(name, "")


def _finer(one: Resident, said) -> bool:
    """Another date, or the same known better: a month does not replace a day."""
    born, known = day(said, "born"), said.get("born_known", "day")
    if not (born and one.born_on) or not alike(born, known, one.born_on, one.born_known):
        return True
    exact = ["year", "month", "day"]
    return exact.index(known) > exact.index(one.born_known)


def _member(plan: Plan, row, told, register: Register) -> None:
    association = register.association(row)
    if association is None:
        plan.ends(Verdict.SKIP, "no_association")
        return
    if not _serial_free(plan, row, told, register):
        return
    joined = day(told, "joined")
    if joined and (born := day(told, "born")) and joined < born:
        plan.ends(Verdict.SKIP, "before_birth", "joined")
        return
    before = register.memberships.get((plan.person.pk, association.pk), []) if plan.person else []
    current = next((one for one in before if one.lasts()), None)
    plan.more |= {"association": association, "membership": current, "since": joined or register.roll.as_of}
    if current:
        _membership_differs(plan, current, told, register)
        return
    plan.more["new"] = True
    if ends := [one.period.upper for one in before if one.period.upper]:
        plan.more["since"] = max([plan.more["since"], *ends])


def _serial_free(plan: Plan, row: RollRow, told, register: Register) -> bool:
    holder = register.serials.get(told.get("serial", ""))
    if told.get("serial") and holder and (plan.person is None or holder != plan.person.pk):
        plan.ends(Verdict.SKIP, "serial_taken", "serial")
        return False
    if (
        told.get("serial")
        and (first := register.seen.setdefault(("serial", told["serial"]), row.number)) != row.number
    ):
        plan.ends(Verdict.SKIP, "serial_twice", first)
        return False
    return True


def _membership_differs(plan: Plan, current: Membership, told, register: Register) -> None:
    if told.get("serial") and told["serial"] != current.serial:
        if current.serial:
            plan.ends(Verdict.SKIP, "other_serial", "serial")
            return
        plan.changes["serial"] = (current.serial, told["serial"])
    group = register.groups.get((current.association_id, told.get("group", "")))
    if told.get("group") and (group is None or group.pk != current.group_id):
        plan.changes["group"] = (current.group_id and _group_name(register, current), told["group"])


def _group_name(register: Register, current: Membership) -> str:
    return next((one.name for one in register.groups.values() if one.pk == current.group_id), "")


def _resident(plan: Plan, row: RollRow, told, register: Register) -> None:
    """Where somebody lives: with the household that begins at its first row, unless they live elsewhere."""
    home = register.homes.get(plan.person.pk) if plan.person else None
    household, stuck = register.house(row)
    if stuck:
        plan.ends(Verdict.SKIP, "waits_for_head", row.house)
        return
    plan.more["home"] = home
    if home is None:
        plan.more["new"] = True
    elif household and home.household_id != household:
        plan.reasons.append(["lives_elsewhere"])


def _pairing(plan: Plan, row: RollRow, told, register: Register) -> None:
    association = register.association(row)
    if association is None:
        plan.ends(Verdict.SKIP, "no_association")
        return
    helper = _helper(plan, told, register, association.pk)
    if helper is None:
        return
    home = register.homes.get(plan.person.pk) if plan.person else None
    plan.more |= {"member": helper, "home": home, "since": day(told, "since") or register.roll.as_of}
    if home and (home.household_id, helper.pk) in register.pairs:
        _household_differs(plan, home.household, told)
        return
    if register.loads[helper.pk] >= association.most_households:
        plan.ends(Verdict.SKIP, "cap", association.most_households)
        return
    register.loads[helper.pk] += 1
    plan.more["new"] = True


def _helper(plan: Plan, told, register: Register, association: int) -> Membership | None:
    found = register.helpers.get((association, told["name"]), [])
    if len(found) > 1 and told.get("phone"):
        found = [one for one in found if one.resident.phone == told["phone"]]
    if len(found) != 1:
        plan.ends(Verdict.SKIP, "which_member" if found else "no_member", "name")
        return None
    return found[0]


def _household_differs(plan: Plan, household: Household, told) -> None:
    """Only what is empty is filled, and kinds are added: a household is looked after by more than one roll."""
    for name in ("address", "needs"):
        if told.get(name) and not getattr(household, name):
            plan.changes[f"home.{name}"] = ("", told[name])
    kinds = sorted({*household.kinds, *told.get("kinds", [])})
    if kinds != sorted(household.kinds):
        plan.changes["home.kinds"] = (household.kinds, kinds)


def _office(plan: Plan, row: RollRow, told, register: Register) -> None:
    association = register.association(row)
    if association is None:
        plan.ends(Verdict.SKIP, "no_association")
        return
    council = register.councils.get(association.pk)
    offices = register.offices.get(council.pk, []) if council else []
    plan.more |= {
        "association": association,
        "council": council,
        "since": day(told, "from") or register.roll.as_of,
    }
    if plan.person and any((one.resident_id, one.post) == (plan.person.pk, told["post"]) for one in offices):
        return
    first = register.seen.setdefault((told["post"], association.pk), row.number)
    if told["post"] == "president" and (
        first != row.number or any(one.post == "president" for one in offices)
    ):
        plan.ends(Verdict.SKIP, "president_there", "post")
        return
    plan.more["new"] = True


KINDS = {"members": _member, "residents": _resident, "pairings": _pairing, "council": _office}
