"""What the register keeps about one resident, in the person's own view: all of it, and where it came from."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership.models import (
    Coverage,
    DataRequest,
    Honour,
    Household,
    MemberGroup,
    Move,
    MutualGroup,
    MutualTurn,
    Pairing,
    PairingSuggestion,
    Resident,
    Visit,
)
from membership.models.known_fact import Origin
from membership.privacy import PERSONAL
from portal.my_data import OFFICE, Line, Person, Section, told

PERIOD = {"pairing", "membership", "office", "householdmember"}
BESIDE = {
    "membership.visit": ["day", "kind"], "membership.application": ["association", "state", "filed_at"],
    "membership.membership": ["association", "serial", "period"], "membership.pairing": ["kind", "unit", "period"],
    "membership.office": ["post", "council", "period"], "membership.householdmember": ["period"],
    "membership.datarequest": ["kind", "state", "asked_at"], "membership.honour": ["year", "kind", "state"],
    "membership.knownfact": ["origin", "known_on"], "membership.identitynumber": ["stands"],
    "membership.membergroup": ["association", "name"], "membership.resident": ["area"],
    "membership.household": ["area", "checked_on"], "membership.move": ["from_area", "to_area", "state"],
}  # fmt: skip
LEFT_OUT = {
    "membership.itemresult": OFFICE, "membership.evidence": OFFICE, "membership.spotcheck": OFFICE,
    "membership.pairingrun": OFFICE, "membership.rollimport": OFFICE,
    "membership.rollrow": gettext_lazy("the file as it was handed in; what was taken from it stands in the entries"),
}  # fmt: skip


def everything(row, origin: str = "", as_of=None) -> list[Line]:
    """Every personal field of the row, and what makes it understandable."""
    label = row._meta.label_lower
    return told(row, [*BESIDE.get(label, []), *sorted(PERSONAL[label])], origin, as_of)


def rows(found, **where) -> list[list[Line]]:
    return [everything(one, **where) for one in found]


def sections(person: Person) -> list[Section]:
    resident = person.resident
    if resident is None:
        return []
    homes = Household.objects.filter(people__resident=resident).distinct()
    return [
        Section(_("About me"), about_me(resident)),
        Section(_("My household"), my_household(resident, homes)),
        Section(_("My memberships and offices"), my_offices(resident)),
        Section(_("Who looks after us"), who_looks_after_us(homes)),
        Section(_("Visits to us"), rows(visits_to(resident))),
        Section(_("My applications and requests"), [
            *rows(resident.applications.all()), *rows(DataRequest.objects.filter(resident=resident)),
            *rows(Move.objects.filter(resident=resident) | Move.objects.filter(household__in=homes))]),
        Section(_("Honours"), rows(
            Honour.objects.filter(member__resident=resident) | Honour.objects.filter(household__in=homes))),
    ]  # fmt: skip


def about_me(resident: Resident) -> list[list[Line]]:
    mended = DataRequest.objects.newest_told(resident)
    lines = []
    for line in everything(resident, _("from the register"), resident.changed_at.date()):
        told_by_me = mended.get(line.key.rpartition(".")[2])
        if told_by_me:
            line = line._replace(origin=str(Origin.PERSON.label), as_of=told_by_me.decided_at.date())
        lines.append(line)
    found = [lines]
    if identity := getattr(resident, "identity", None):
        shown = [
            line._replace(value=str(identity)) if line.key.endswith(".number") else line
            for line in everything(identity)
        ]
        found.append(shown)
    facts = resident.known_facts.select_related("by").order_by("fact", "-known_on", "-pk")
    return found + [everything(one, one.get_origin_display(), one.known_on) for one in facts]


def my_household(resident: Resident, homes) -> list[list[Line]]:
    """The homes one lives or lived in; of the others there only name and relation."""
    found = rows(resident.places.select_related("household")) + rows(homes)
    home = resident.household
    if home:
        others = home.people.current().exclude(resident=resident).select_related("resident")
        found += [
            [Line("membership.householdmember.others", _("Lives with me"), f"{one.resident.name}, {one.get_relation_display()}")]
            for one in others
        ]  # fmt: skip
    return found


def my_offices(resident: Resident) -> list[list[Line]]:
    mine = resident.memberships.all()
    return [
        *rows(mine.select_related("association", "group")),
        *rows(resident.offices.select_related("council__association")),
        *rows(MemberGroup.objects.filter(leader=resident)),
        *rows(Pairing.objects.filter(member__in=mine)),
        *rows(MutualGroup.objects.filter(members__in=mine).distinct()),
        *rows(MutualTurn.objects.filter(member__in=mine)),
    ]


def who_looks_after_us(homes) -> list[list[Line]]:
    return [
        *rows(Pairing.objects.filter(household__in=homes).select_related("member__resident", "cadre")),
        *rows(Coverage.objects.filter(household__in=homes)),
        *rows(PairingSuggestion.objects.filter(household__in=homes)),
        *rows(MutualGroup.objects.filter(households__in=homes).distinct()),
    ]


def visits_to(resident: Resident):
    """Visits to a household on days on which the person lived there."""
    found = Visit.objects.none()
    for place in resident.places.all():
        here = Visit.objects.filter(household=place.household_id, day__gte=place.period.lower)
        found = found | (here.filter(day__lt=place.period.upper) if place.period.upper else here)
    return found.select_related("by", "pairing", "household").order_by("-day")
