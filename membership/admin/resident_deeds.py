"""What a clerk does to one person's entry: number, agreement, where they are, death, a home to start."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership.admin import deeds, move
from membership.admin.deeds import Deed, DeedForm
from membership.admin.fields import DayField
from membership.admin.person_forms import NumberForm
from membership.models import IdentityNumber, Resident
from membership.models.resident import Whereabouts
from portal import audit


class Number(NumberForm, DeedForm):
    def do(self):
        IdentityNumber.objects.keep(self.subject, self.cleaned_data["number"])
        audit.record(self.user, "enter identity number", self.subject)


class Agrees(DeedForm):
    agreed_on = DayField(label=gettext_lazy("Agreed on"), initial=timezone.localdate)

    def do(self):
        self.subject.agree(self.cleaned_data["agreed_on"])
        audit.record(self.user, "agreed", self.subject)


class Withdraws(DeedForm):
    withdrawn_on = DayField(label=gettext_lazy("Took it back on"), initial=timezone.localdate)

    def do(self):
        if not self.subject.agreed_on:
            raise ValidationError(_("There is no agreement that could be taken back."))
        if self.cleaned_data["withdrawn_on"] < self.subject.agreed_on:
            raise ValidationError(_("That day lies before the agreement. Choose a later day."))
        self.subject.withdraw(self.cleaned_data["withdrawn_on"])
        audit.record(self.user, "withdrew", self.subject)


class Where(DeedForm):
    """Away for work, moved in, or here again; a contact elsewhere only as agreed."""

    whereabouts = forms.ChoiceField(label=gettext_lazy("where the person is"), choices=Whereabouts.choices)
    elsewhere = forms.CharField(
        label=gettext_lazy("place and contact elsewhere, as agreed"), max_length=120, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].initial = getattr(self.subject, name)

    def do(self):
        told = self.cleaned_data
        if told["elsewhere"] and not self.subject.agrees:
            raise ValidationError(
                _("A contact elsewhere is kept only of somebody who agreed. Record the agreement first.")
            )
        self.subject.is_at(told["whereabouts"], told["elsewhere"])
        audit.record(self.user, "whereabouts", self.subject)


class Died(DeedForm):
    died_on = DayField(label=gettext_lazy("died on"))

    def do(self):
        self.subject.die(self.cleaned_data["died_on"])
        audit.record(self.user, "death", self.subject)
        return _(
            "Written down. The place in the household ended on that day; choose a new head if one is needed."
        )


DEEDS = [
    Deed("agreed", gettext_lazy("Agreed to be in the register"), Agrees),
    Deed("withdrawn", gettext_lazy("Took the agreement back"), Withdraws),
    Deed("where", gettext_lazy("Away, moved in, here again"), Where),
    Deed("number", gettext_lazy("Enter the identity number"), Number),
    move.OFFER,
    Deed("died", gettext_lazy("Died"), Died),
]


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why do you need to see it?"), min_length=4, max_length=200,
        error_messages={"min_length": gettext_lazy("Say in a few words why you need to see this.")},
    )  # fmt: skip
    what = forms.ChoiceField(
        label=gettext_lazy("Which number"), choices=[("number", gettext_lazy("Identity number")), ("phone", gettext_lazy("phone"))]
    )  # fmt: skip


def shown(user, resident: Resident, filled: dict) -> list[deeds.Shown]:
    return deeds.shown(DEEDS, "register-resident-deed", resident, user, filled)
