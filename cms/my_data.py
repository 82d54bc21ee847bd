"""What the public pages keep: nothing that is found by who signed in; the reasons, for the record."""

from django.utils.translation import gettext_lazy

from portal.my_data import OFFICE, Offer, Person

UNNAMED = gettext_lazy("kept without a name or number; nobody can be found by it")


def nothing(person: Person) -> list:
    return []


def erase(person: Person) -> None:
    """There is nothing of a person to erase."""


OFFER = Offer(nothing, nothing, erase, {
    "cms.answer": UNNAMED, "cms.changedanswer": UNNAMED, "cms.feedback": UNNAMED,
    "cms.objection": gettext_lazy("found by number and code only; who wrote it stays closed"),
    "cms.disclosure": OFFICE, "cms.disclosurefile": OFFICE,
})  # fmt: skip
