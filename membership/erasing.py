"""Erasing a person: what goes, what stays and by which law, and carrying it out."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership import my_data
from membership.models import (
    DataRequest,
    Honour,
    Household,
    IdentityNumber,
    Membership,
    Office,
    Pairing,
    Resident,
    Visit,
)
from portal import audit, registries
from portal.my_data import Fate, Person

# Why rows of a kind stay. One table; whoever adds a kind of row adds its reason.
KEPT_BECAUSE = {
    Membership: gettext_lazy("The association has to prove who was a member when (Archives Law); kept without the name."),
    Office: gettext_lazy("Terms of office are records of the association (Archives Law); kept without the name."),
    Pairing: gettext_lazy("Shows who was responsible for a household and when; kept without the name."),
    Visit: gettext_lazy("Visits are proof of work done and only grow. Their words are blanked where nobody else lived there."),
    Honour: gettext_lazy("Published awards are records of the association (Archives Law); kept without the name."),
    DataRequest: gettext_lazy("Shows that your requests were answered (Personal Information Protection Law, article 50); kept without the values."),
}  # fmt: skip
BLANK = {
    "sex": "", "born_on": None, "phone": "", "whereabouts": "here", "elsewhere": "", "nationality": "",
    "education": "", "occupation": "", "remarks": "", "died_on": None, "user": None,
}  # fmt: skip

EMPTY_HOME = {"address": "", "phone": "", "needs": "", "remarks": "", "latitude": None, "longitude": None}


def kept(resident: Resident) -> dict:
    return {
        Membership: Membership.objects.filter(resident=resident),
        Office: Office.objects.filter(resident=resident),
        Pairing: Pairing.objects.filter(member__resident=resident),
        Visit: my_data.visits_to(resident),
        Honour: Honour.objects.filter(member__resident=resident),
        DataRequest: DataRequest.objects.filter(resident=resident),
    }


def fates(person: Person) -> list[Fate]:
    resident = person.resident
    if resident is None:
        return []
    found = [
        Fate(_("name, birth date, phone and all that describes me"), 1),
        Fate(_("identity number"), IdentityNumber.objects.filter(resident=resident).count()),
        Fate(_("facts told or seen in papers"), resident.known_facts.count()),
        Fate(_("words of my applications"), resident.applications.count()),
    ]
    return found + [
        Fate(str(rows.model._meta.verbose_name_plural), rows.count(), str(KEPT_BECAUSE[model]))
        for model, rows in kept(resident).items()
    ]


def erase(person: Person) -> None:
    """Within a transaction: nothing that names the person is left; rows that stay carry a pseudonym."""
    resident = Resident.objects.select_for_update().get(pk=person.resident.pk)
    alone = [one for one in _homes(resident) if not one.people.exclude(resident=resident).exists()]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL linli.erasure = 'yes'")
        my_data.visits_to(resident).filter(household__in=alone).order_by().update(
            note="", needs="", handed_over="", photo="", remark=""
        )
        resident.known_facts.all().delete()
        cursor.execute("SET LOCAL linli.erasure = ''")
    IdentityNumber.objects.filter(resident=resident).delete()
    resident.applications.update(
        name=_("erased"), phone="", told={}, reason="", group_word="", council_word=""
    )
    Honour.objects.filter(member__resident=resident).update(named=False)
    DataRequest.objects.filter(resident=resident).update(old="", new="", reason="")
    for place in resident.places.current():
        place.end(timezone.localdate())
    for home in alone:
        Household.objects.filter(pk=home.pk).update(**EMPTY_HOME, ended_on=timezone.localdate())
    resident.name = _("erased no. %(number)s") % {"number": resident.pk}
    resident.withdrawn_on = timezone.localdate()
    for name, value in BLANK.items():
        setattr(resident, name, value)
    resident.save()


def _homes(resident):
    return [one.household for one in resident.places.select_related("household")]


@transaction.atomic
def carry_out(request: DataRequest, by, answer: str = "") -> None:
    """The clerk's yes: all packages erase what they offer, in one step, and one line says that it was done."""
    resident = request.resident
    person = Person(resident.user, resident)
    stays = any(fate.kept_because for fate in fates(person))
    for _name, offer in registries.my_data:
        offer.erase(person)
    said = answer or _("Erased. What the law keeps stays without your name.")
    request.decide(by, "partly" if stays else "done", said)
    audit.record(by, "erase", resident)
