"""What a person may say about their own data."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership.admin.fields import DayField
from membership.models import Resident
from portal.forms import Told
from portal.phones import international

# What may be asked to be corrected; "other" is done by the clerk by hand.
FIELDS = ["phone", "name", "sex", "born_on", "nationality", "education", "occupation", "elsewhere"]
PLACES = {
    "household.address": gettext_lazy("home address"),
    "household.phone": gettext_lazy("telephone at home"),
}
OTHER = ("other", gettext_lazy("something else"))


def choices():
    own = [(name, Resident._meta.get_field(name).verbose_name) for name in FIELDS]
    return [*own, *PLACES.items(), OTHER]


class BirthForm(forms.Form):
    born_on = DayField(label=gettext_lazy("When were you born?"))


class CorrectionForm(forms.Form):
    field = forms.ChoiceField(label=gettext_lazy("What is wrong?"), choices=choices)
    new = Told(label=gettext_lazy("How should it be?"), max_length=200)
    reason = Told(
        label=gettext_lazy("Anything we should know"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self):
        told = super().clean()
        if told.get("field") and told.get("new"):
            try:
                told["new"] = tidy(told["field"], told["new"])
            except ValidationError as problem:
                self.add_error("new", problem)
        return told


class WhyForm(forms.Form):
    reason = Told(
        label=gettext_lazy("Why (you need not say)"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


SEXES = {"女": "F", "男": "M", "f": "F", "m": "M", "female": "F", "male": "M"}


def tidy(field: str, new: str) -> str:
    """As the register would keep it, or a sentence that says how to write it."""
    if field in {"phone", "household.phone"}:
        return international(new)
    if field == "born_on":
        return DayField().clean(new).isoformat()
    if field == "sex":
        if new.lower() not in SEXES:
            raise ValidationError(_("Write “female” or “male”."))
        return SEXES[new.lower()]
    if "." not in field and field != "other":
        longest = Resident._meta.get_field(field).max_length
        if len(new) > longest:
            raise ValidationError(_("Please write at most %(number)s characters.") % {"number": longest})
    return new
