"""What is told of a person at the desk, with or without the identity number."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from membership import id_number
from membership.admin.fields import DayField, IdField
from membership.models import IdentityNumber, Resident
from membership.models.household import Relation
from membership.models.resident import Exactness, Sex
from portal import masks
from portal.forms import PhoneField, Told

UNKNOWN = [("", _("unknown"))]


def registered_already(number: str, resident=None) -> str:
    """The sentence about whoever has this number, or nothing."""
    kept = IdentityNumber.objects.of(number).filter(stands=True).select_related("resident__area")
    other = kept.exclude(resident=resident).first()
    if other is None:
        return ""
    said = _("This number belongs to somebody registered already: %(name)s, %(place)s. If it is the same person, "
             "do not enter them twice: take them over by a move, or have the two entries merged.")  # fmt: skip
    return said % {"name": masks.name(other.resident.name), "place": other.resident.area}


def against_number(number: str, born_on, exactness: str, sex: str) -> str:
    """The sentence about what does not fit the number, or nothing."""
    born = id_number.born(number)
    length = {"day": 10, "month": 7, "year": 4}[exactness]
    if born_on and born and born_on.isoformat()[:length] != born.isoformat()[:length]:
        return _("The birth date does not fit the identity number. Correct one of them.")
    if sex and sex != id_number.sex(number):
        return _("The sex does not fit the identity number. Correct one of them.")
    return ""


class PersonForm(forms.Form):
    """One person of a household."""

    name = Told(label=_("full name"), max_length=60)
    relation = forms.ChoiceField(label=_("relation to the head"), choices=Relation.choices)
    number = IdField(required=False)
    sex = forms.ChoiceField(label=_("sex"), choices=[*UNKNOWN, *Sex.choices], required=False)
    born_on = DayField(label=_("born on"), required=False)
    born_known = forms.ChoiceField(
        label=_("known of the birth date"), choices=Exactness.choices, required=False
    )
    phone = PhoneField(label=_("phone"), required=False)
    agreed = forms.BooleanField(label=_("agreed to be in the register"), required=False)

    def clean_born_known(self):
        return self.cleaned_data["born_known"] or Exactness.DAY

    def clean(self):
        told = super().clean()
        if number := told.get("number"):
            exactness = told.get("born_known") or Exactness.DAY
            if (says := against_number(number, told.get("born_on"), exactness, told.get("sex", ""))) or (
                says := registered_already(number)
            ):
                self.add_error("number", says)
        return told

    def enter(self, area, day) -> Resident:
        """The person, entered; what the number says fills what was left empty."""
        told, number = self.cleaned_data, self.cleaned_data["number"]
        if number and (not told["born_on"] or told["born_known"] != Exactness.DAY):
            told |= {"born_on": id_number.born(number), "born_known": Exactness.DAY}
        resident = Resident(
            name=told["name"], area=area, phone=told["phone"], born_on=told["born_on"],
            born_known=told["born_known"], sex=told["sex"] or (id_number.sex(number) if number else ""),
            agreed_on=day if told["agreed"] else None,
        )  # fmt: skip
        resident.full_clean()
        resident.save()
        if number:
            IdentityNumber.objects.keep(resident, number)
        return resident


class NumberForm(forms.Form):
    """Only the number; mixed into the deed of a resident's page."""

    number = IdField()

    def clean_number(self):
        number, person = self.cleaned_data["number"], self.subject
        said = against_number(number, person.born_on, person.born_known, person.sex)
        if said := said or registered_already(number, person):
            raise ValidationError(said)
        return number
