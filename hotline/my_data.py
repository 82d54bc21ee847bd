"""What the hotline keeps about somebody who proved a number: their own cases."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotline.models import Case
from portal.my_data import OFFICE, Fate, Offer, Person, Section, told

SHOWN = ["number", "kind", "state", "opened_at", "text", "place_text", "answer_text", "closed_at"]


def cases(person: Person):
    return Case.objects.of_reporter("sms", person.phone) if person.phone else Case.objects.none()


def sections(person: Person) -> list[Section]:
    return [Section(_("My cases"), [told(one, SHOWN) for one in cases(person)])]


def fates(person: Person) -> list[Fate]:
    because = _(
        "Complaints and their answers are kept as the complaint rules ask; who sent them stays closed."
    )
    return [Fate(_("cases with the hotline"), cases(person).count(), because)]


def erase(person: Person) -> None:
    """Cases stay: whoever they are about has a right to their end."""


OFFER = Offer(sections, fates, erase, {
    "hotline.callback": OFFICE,
    "hotline.caseevent": OFFICE,
    "hotline.caseaccused": gettext_lazy("whoever is complained about does not learn of it here"),
    "hotline.contact": gettext_lazy("how far a conversation is; it is forgotten by itself"),
    "hotline.inbound": gettext_lazy("what was texted to us; its answers stand among the texts"),
})  # fmt: skip
