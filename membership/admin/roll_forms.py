"""The forms of an import: which file, for which place; what unknown columns mean."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models import Association
from membership.models.roll import RollKind
from membership.rolls.words import COLUMNS
from portal import gate
from portal.models import Area

ALSO = {"council": "edit associations", "pairings": "pair"}
ASSIGNABLE = [name for name in COLUMNS if "." not in name and name != "born_on"]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Roll, as .xlsx or .csv"), error_messages={"required": _("Choose the roll's file.")}
    )
    area = forms.ModelChoiceField(label=_("For which place"), queryset=Area.objects.none())
    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none(), required=False, empty_label=_("that of the place"),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What it lists"), choices=[("", _("see by its columns")), *RollKind.choices], required=False
    )
    as_of = forms.DateField(
        label=_("The roll shows the state of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Where the register was changed on that day or later, you are asked first."),
        error_messages={"invalid": _("Write the day as 2026-11-22.")},
    )

    def __init__(self, user, *given):
        super().__init__(*given, initial={"as_of": timezone.localdate()})
        self.user = user
        places = Area.objects.standing().filter(
            gate.reach(user, "edit register", "code"), code__length__lte=12
        )
        self.fields["area"].queryset = places
        if len(places[:2]) == 1:
            self.fields["area"].empty_label = None
        self.fields["association"].queryset = (
            Association.objects.visible_to(user).standing().exclude(kind="area")
        )

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Choose today or a day that has been."))
        return day


def may_import(user, kind: str, area: str) -> bool:
    """Who may write by hand what the roll would write."""
    return gate.may(user, "edit register", area) and gate.may(user, ALSO.get(kind, "edit register"), area)


class ColumnsForm(forms.Form):
    """What each heading means; what is not chosen is not imported."""

    def __init__(self, roll, *given):
        super().__init__(*given)
        fields = {at: name for name, at in roll.layout["fields"].items()}
        choices = [("", _("not imported")), *((name, COLUMNS[name]) for name in ASSIGNABLE)]
        for at, head in enumerate(roll.layout["heads"]):
            if head:
                self.fields[f"column-{at}"] = forms.ChoiceField(
                    label=head, choices=choices, required=False, initial=fields.get(at, "")
                )

    def clean(self):
        told = super().clean()
        chosen = [one for one in told.values() if one]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("Two columns have the same meaning. Choose one of them."))
        if not {"name", "head"} & set(chosen):
            raise forms.ValidationError(_("Say which column holds the names."))
        return told

    def fields_chosen(self) -> dict[str, int]:
        return {name: int(key[7:]) for key, name in self.cleaned_data.items() if name}
