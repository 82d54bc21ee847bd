"""What a rule may ask of a person from the register: the value, from where it is known, as of which day.

Unknown is left out, never guessed: a month is no birth date, people of a household are no complete list of
somebody's children, and a phone that several people share is nobody's.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from membership.models import HouseholdMember, KnownFact, Resident
from membership.models.household import Relation
from membership.models.resident import Exactness
from portal import registries

CHUNK = 2000
REGISTER = "register"
NEVER_KEPT = {"planning_pregnancy", "staff_decision"}  # told in one conversation, or decided anew each time
COUPLE = {Relation.HEAD: Relation.SPOUSE, Relation.SPOUSE: Relation.HEAD}


class Known(NamedTuple):
    """One fact of one person."""

    value: Any
    origin: str
    as_of: Any


Facts = dict[str, Known]


def of_people(people: Iterable[Resident]) -> dict[int, Facts]:
    """Facts by the person's key, in three queries however many they are."""
    people = list(people)
    spouses = _spouses(people)
    known = {one.pk: _own(one) | _of_spouse(spouses.get(one.pk)) for one in people}
    for fact in KnownFact.objects.filter(resident__in=known).exclude(fact__in=NEVER_KEPT).newest():
        known[fact.resident_id][fact.fact] = Known(fact.value, fact.origin, fact.known_on)
    return known


def _own(person: Resident) -> Facts:
    day = timezone.localdate(person.changed_at)
    facts: Facts = {}
    if person.born_on and person.born_known == Exactness.DAY:
        facts["birth_date"] = Known(person.born_on.isoformat(), REGISTER, day)
    if person.sex:
        facts["sex"] = Known(person.sex.lower(), REGISTER, day)
    return facts


def _of_spouse(spouse: Resident | None) -> Facts:
    if spouse is None or spouse.died_on:
        return {}
    own = _own(spouse)
    return {"spouse.birth_date": own["birth_date"]} if "birth_date" in own else {}


def _spouses(people: list[Resident]) -> dict[int, Resident]:
    """Head and spouse of one household today; where there are two spouses nobody knows which."""
    homes = (
        HouseholdMember.objects.current().filter(resident__in=people, relation__in=COUPLE).values("household")
    )
    couples: dict[int, dict[str, list[Resident]]] = {}
    places = HouseholdMember.objects.current().filter(household__in=homes, relation__in=COUPLE)
    for place in places.select_related("resident"):
        couples.setdefault(place.household_id, {}).setdefault(place.relation, []).append(place.resident)
    married: dict[int, Resident] = {}
    for couple in couples.values():
        heads, spouses = couple.get(Relation.HEAD, []), couple.get(Relation.SPOUSE, [])
        if len(heads) == len(spouses) == 1:
            married |= {heads[0].pk: spouses[0], spouses[0].pk: heads[0]}
    return married


def of_phone(phone: str) -> dict[str, dict[str, Any]]:
    """For the hotline: of the one person with this number who agreed to be in the register."""
    people = list(Resident.objects.standing().filter(phone=phone)[:2]) if phone else []
    if len(people) != 1 or not people[0].agrees:
        return {}
    facts = of_people(people)[people[0].pk]
    return {key: {**one._asdict(), "as_of": one.as_of.isoformat()} for key, one in facts.items()}


def everybody() -> Iterator[list[tuple[int, str, str, dict[str, Any]]]]:
    """For rules: (key, name, area, facts) of all who stand and have not taken their agreement back, in chunks."""
    rows = Resident.objects.standing().agreed().order_by("pk")
    after = 0
    while people := list(rows.filter(pk__gt=after)[:CHUNK]):
        facts = of_people(people)
        yield [(one.pk, one.name, one.area_id, nested(facts[one.pk])) for one in people]
        after = people[-1].pk


def nested(facts: Mapping[str, Known]) -> dict[str, Any]:
    """“spouse.birth_date” stands inside the spouse, as rules read it."""
    told: dict[str, Any] = {}
    for key, known in facts.items():
        holder, _dot, inner = key.rpartition(".")
        (told.setdefault(holder, {}) if holder else told)[inner] = known.value
    return told


class Line(NamedTuple):
    """One fact as its page shows it."""

    name: str
    value: str
    origin: str
    known_on: Any


def shown(person: Resident) -> list[Line]:
    origins = {REGISTER: _("the register"), **dict(KnownFact._meta.get_field("origin").choices)}
    return [
        Line(*_words(key, one.value), str(origins.get(one.origin, one.origin)), one.as_of)
        for key, one in of_people([person])[person.pk].items()
    ]


def _words(key: str, value: Any) -> tuple[str, str]:
    for _name, in_words in registries.fact_words:
        return in_words(key, value)
    return key, str(value)
