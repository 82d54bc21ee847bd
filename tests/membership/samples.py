"""People, households and what lies between them, for the stranger's walk and other tests."""

from datetime import date
from itertools import count
from uuid import uuid4

from membership.models import (
    Application,
    Association,
    Council,
    Coverage,
    DataRequest,
    Evaluation,
    Household,
    HouseholdMember,
    KnownFact,
    MemberGroup,
    Membership,
    Move,
    MutualGroup,
    MutualTurn,
    Office,
    Pairing,
    PairingRun,
    PairingSuggestion,
    Resident,
    RollImport,
    Scheme,
    SchemeItem,
    Visit,
)
from portal.models import Area
from portal.models.periods import since
from tests.people import person, place
from tests.samples import MARK, sample

SINCE = date(2024, 1, 1)
_serials = count(1)


def a_resident(area, name=MARK, **fields) -> Resident:
    return Resident.objects.create(name=name, area=area, **{"agreed_on": SINCE, **fields})


def a_household(area, name=MARK, **fields) -> Household:
    """With its head, living there since 2024."""
    home = Household.objects.create(area=area, **{"address": MARK, **fields})
    lives(home, a_resident(area, name), "head")
    return home


def lives(household, resident, relation="other", first_day=SINCE) -> HouseholdMember:
    return HouseholdMember.objects.create(
        household=household, resident=resident, relation=relation, period=since(first_day)
    )


def an_association(area, **fields) -> Association:
    return Association.objects.filter(area=area, kind="area").first() or Association.objects.create(
        area=area, **{"name": f"{MARK}{area}", **fields}
    )


def a_member(area, name=MARK, **fields) -> Membership:
    return Membership.objects.create(
        association=an_association(area), resident=a_resident(area, name), period=since(SINCE),
        serial=f"样-{next(_serials)}", **fields,
    )  # fmt: skip


def a_pairing(area, **fields) -> Pairing:
    given = {"household": None, "member": None} | fields
    home, member = given.pop("household") or a_household(area), given.pop("member") or a_member(area)
    return Pairing.objects.create(household=home, member=member, period=since(SINCE), **given)


def a_visit(area, household=None, by=None, **fields) -> Visit:
    return Visit.objects.create(
        id=uuid4(), household=household or a_household(area), by=by or person(),
        **{"note": MARK, "day": date(2026, 11, 1), **fields},
    )  # fmt: skip


def a_council(area) -> Council:
    return Council.objects.create(association=an_association(area), term=next(_serials), period=since(SINCE))


def a_move(area, **fields) -> Move:
    """From this place to one of the next county."""
    away, _made = type(area).objects.get_or_create(code="990002", defaults={"name": "邻县"})
    given = {
        "household": a_household(area),
        "from_area": area,
        "to_area": away,
        "offered_by": person(),
        **fields,
    }
    return Move.objects.create(**given)


sample(Resident, a_resident)
sample(Move, a_move)
sample(Household, a_household)
sample(HouseholdMember, lambda area: a_household(area).people.get())
sample(Association, an_association)
sample(MemberGroup, lambda area: MemberGroup.objects.create(association=an_association(area), name=MARK))
sample(Membership, a_member)
sample(Application, lambda area: Application.objects.create(association=an_association(area), name=MARK))
sample(Council, a_council)
sample(Office, lambda area: Office.objects.create(
    council=a_council(area), resident=a_resident(area), post="council", period=since(SINCE)))  # fmt: skip
sample(Pairing, a_pairing)
sample(Visit, a_visit)
sample(KnownFact, lambda area: KnownFact.objects.create(
    resident=a_resident(area), fact="disability_grade", value=MARK, origin="person"))  # fmt: skip
sample(RollImport, lambda area: RollImport.objects.create(
    area=area, by=person(), name=MARK, kind="members", key=f"{next(_serials)}", state="staged"))  # fmt: skip


def a_run(area, **fields) -> PairingRun:
    return PairingRun.objects.create(area=area, by=person(), **fields)


def a_suggestion(area, **fields) -> PairingSuggestion:
    given = {"run": None, "household": None, "member": None, "cost": 1.0} | fields
    given |= {"run": given["run"] or a_run(area), "household": given["household"] or a_household(area)}
    return PairingSuggestion.objects.create(**{**given, "member": given["member"] or a_member(area)})


def a_mutual_group(area, *members, households=()) -> MutualGroup:
    group = MutualGroup.objects.create(area=area, name=f"{MARK}{next(_serials)}")
    group.members.set(members)
    group.households.set(households)
    return group


sample(PairingRun, a_run)
sample(PairingSuggestion, a_suggestion)
sample(Coverage, lambda area: Coverage.objects.create(
    household=a_household(area), kind="doctor", name=MARK, period=since(SINCE)))  # fmt: skip
sample(MutualGroup, a_mutual_group)
sample(MutualTurn, lambda area: MutualTurn.objects.create(
    group=a_mutual_group(area), week=date(2026, 11, 23), member=a_member(area)))  # fmt: skip
sample(DataRequest, lambda area: DataRequest.objects.create(
    resident=a_resident(area), kind="correction", field="phone", new="+8613800138000"))  # fmt: skip


def a_scheme(area, year=2026, **fields):
    return Scheme.objects.get_or_create(area=place("安禾县"), year=year, name="评估", defaults=fields)[0]


sample(Scheme, lambda area: Scheme.objects.create(
    area=Area.objects.get_or_create(code="990002", defaults={"name": MARK})[0], year=2026,
    name=f"{MARK}{next(_serials)}"))  # fmt: skip
sample(
    Evaluation,
    lambda area: Evaluation.objects.create(scheme=a_scheme(area), association=an_association(area)),
)
sample(SchemeItem, lambda area: SchemeItem.objects.create(
    scheme=Scheme.objects.create(
        area=Area.objects.get_or_create(code="990002", defaults={"name": MARK})[0], year=2027,
        name=f"{MARK}{next(_serials)}"),
    title=MARK, rule=MARK))  # fmt: skip
