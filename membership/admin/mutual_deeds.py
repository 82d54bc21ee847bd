"""What is done to a mutual-help group: who takes turns, whose households, the rota, a swap, its end."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership.admin.deeds import Deed, DeedForm
from membership.admin.fields import DayField
from membership.models import Household, Membership, Resident
from portal.forms import Told


class ByWords(DeedForm):
    """Exactly one, found by words."""

    who = Told(
        label=gettext_lazy("Name or phone"), max_length=60,
        help_text=gettext_lazy("Name, pinyin initials, or the last four digits of the phone."),
    )  # fmt: skip

    def found(self, words: str):
        raise NotImplementedError

    def clean_who(self):
        found = list(self.found(self.cleaned_data["who"])[:2])
        if not found:
            raise forms.ValidationError(_("Nobody is found so in your places. Write the name in full."))
        if len(found) > 1:
            raise forms.ValidationError(
                _("More than one is found. Write the whole name, or the last digits of the phone.")
            )
        self.one = found[0]
        return self.cleaned_data["who"]


class AddMember(ByWords):
    def found(self, words):
        people = Resident.objects.found_by(words)
        return Membership.objects.visible_to(self.user).current().filter(resident__in=people)

    def do(self):
        self.subject.members.add(self.one)


class AddHousehold(ByWords):
    def found(self, words):
        return Household.objects.visible_to(self.user).standing().found_by(words)

    def do(self):
        self.subject.households.add(self.one)


class Deal(DeedForm):
    weeks = forms.IntegerField(
        label=gettext_lazy("How many weeks from now"), min_value=1, max_value=53, initial=12
    )

    def do(self):
        if not self.subject.members.exists():
            raise ValueError(_("Nobody takes turns yet. Add members first."))
        dealt = self.subject.deal(timezone.localdate(), self.cleaned_data["weeks"])
        return _("%(count)d weeks given out.") % {"count": dealt}


class Swap(DeedForm):
    one = forms.ModelChoiceField(None, label=gettext_lazy("This week"), empty_label=None)
    other = forms.ModelChoiceField(None, label=gettext_lazy("for this one"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        coming = self.subject.turns.coming(timezone.localdate()).select_related("member__resident")
        self.fields["one"].queryset = self.fields["other"].queryset = coming

    def do(self):
        self.subject.swap(self.cleaned_data["one"].week, self.cleaned_data["other"].week)


class Dissolve(DeedForm):
    ended_on = DayField(label=gettext_lazy("Last day"), initial=timezone.localdate)

    def do(self):
        self.subject.ended_on = self.cleaned_data["ended_on"]
        self.subject.save(update_fields=["ended_on"])


DEEDS = [
    Deed("member", gettext_lazy("Add a member who takes turns"), AddMember, "pair"),
    Deed("household", gettext_lazy("Add a household"), AddHousehold, "pair"),
    Deed("deal", gettext_lazy("Give out the next weeks"), Deal, "pair"),
    Deed("swap", gettext_lazy("Swap two weeks"), Swap, "pair"),
    Deed("dissolve", gettext_lazy("Dissolve the group"), Dissolve, "pair"),
]
