"""What a clerk does to a household: somebody comes, goes, changes place in it; the yearly word; its end."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from membership.admin import deeds, move
from membership.admin.deeds import Deed, DeedForm
from membership.admin.fields import DayField
from membership.admin.person_forms import PersonForm
from membership.models import Household, HouseholdMember, Resident
from membership.models.household import Relation
from portal import audit
from portal.forms import Told


class Since(DeedForm):
    since = DayField(label=gettext_lazy("First day here"), initial=timezone.localdate)


class NewPerson(PersonForm, Since):
    """Somebody the register does not know yet."""

    def do(self):
        day = self.cleaned_data["since"]
        resident = self.enter(self.subject.area, timezone.localdate())
        self.subject.take_in(resident, self.cleaned_data["relation"], day)
        audit.record(self.user, "add person", self.subject, resident=resident.pk)


class Joins(Since):
    """Somebody the register knows already moves in; the old place ends the day before."""

    who = Told(
        label=gettext_lazy("Which person"), max_length=60,
        help_text=gettext_lazy("Name, pinyin initials, or the last four digits of the phone."),
    )  # fmt: skip
    pick = forms.ModelChoiceField(
        Resident.objects.none(), label=gettext_lazy("Which one"), required=False, widget=forms.RadioSelect,
        empty_label=None,
    )  # fmt: skip
    relation = forms.ChoiceField(label=gettext_lazy("relation to the head"), choices=Relation.choices)
    most = 12

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = self.data.get("who", "") if self.is_bound else ""
        found = Resident.objects.visible_to(self.user).where_may(self.user, "edit register")
        self.found = found.standing().found_by(words).select_related("area")
        pick = self.fields["pick"]
        pick.queryset = self.found
        pick.label_from_instance = lambda one: f"{one.name} {one.born_as_known} {one.area} {one.masked_phone}"
        if not words or len(self.found[:2]) < 2:
            pick.widget = forms.HiddenInput()
        elif len(self.found[: self.most + 1]) > self.most:
            pick.choices = [(one.pk, pick.label_from_instance(one)) for one in self.found[: self.most]]

    def clean(self):
        told = super().clean()
        few = list(self.found[:2])
        if not few:
            self.add_error("who", _("Nobody is found so in your places. Write the name in full."))
        elif not told.get("pick"):
            told["pick"] = few[0] if len(few) == 1 else None
            if len(few) > 1:
                self.add_error("pick", _("More than one person is found. Choose which one."))
        return told

    def do(self):
        person = self.cleaned_data["pick"]
        if person.area_id != self.subject.area_id:
            raise ValidationError(
                _("This person is registered in another place. Let that place offer a move.")
            )
        self.subject.take_in(person, self.cleaned_data["relation"], self.cleaned_data["since"])
        audit.record(self.user, "move person", self.subject, resident=person.pk)


class OfThePeople(DeedForm):
    """About one of those who live here."""

    place = forms.ModelChoiceField(
        HouseholdMember.objects.none(),
        label=gettext_lazy("Which person"),
        empty_label=gettext_lazy("Please choose"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = self.subject.people.current().select_related("resident")


class Leaves(OfThePeople):
    last_day = DayField(label=gettext_lazy("Last day here"), initial=timezone.localdate)

    def do(self):
        place, last = self.cleaned_data["place"], self.cleaned_data["last_day"]
        if last < place.first_day:
            raise ValidationError(_("The last day lies before the first. Choose a later day."))
        place.end(last)
        self.subject.touch()
        audit.record(self.user, "end place", self.subject, resident=place.resident_id)


class Related(OfThePeople):
    """Another relation from a day on, such as a new head."""

    relation = forms.ChoiceField(label=gettext_lazy("relation to the head"), choices=Relation.choices)
    since = DayField(label=gettext_lazy("From which day"), initial=timezone.localdate)

    def do(self):
        self.subject.relate(
            self.cleaned_data["place"], self.cleaned_data["relation"], self.cleaned_data["since"]
        )
        audit.record(self.user, "change relation", self.subject)


class Checked(DeedForm):
    def do(self):
        self.subject.checked(timezone.localdate())
        audit.record(self.user, "check household", self.subject)


class Ends(DeedForm):
    ended_on = DayField(label=gettext_lazy("Last day"), initial=timezone.localdate)

    def do(self):
        self.subject.close(self.cleaned_data["ended_on"])
        audit.record(self.user, "end household", self.subject)


CHECKED = Deed("checked", gettext_lazy("Checked, all right"), Checked)
DEEDS = [
    CHECKED,
    Deed("new", gettext_lazy("Somebody new lives here"), NewPerson),
    Deed("joins", gettext_lazy("Somebody from the register moves in"), Joins),
    Deed("related", gettext_lazy("Another head, another relation"), Related),
    Deed("leaves", gettext_lazy("Somebody no longer lives here"), Leaves),
    move.OFFER,
    Deed("ends", pgettext_lazy("a household", "The household ends"), Ends),
]


def shown(user, home: Household, filled: dict) -> list[deeds.Shown]:
    return deeds.shown(DEEDS, "register-household-deed", home, user, filled)
