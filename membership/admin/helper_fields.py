"""Who is to help: a member found by words, a cadre with a duty in the place, or a unit."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership.admin.deeds import DeedForm
from membership.models import Membership, Resident
from portal.forms import Told
from portal.models import Duty, User


class HelperForm(DeedForm):
    """`self.helper` is what `Pairing` takes: {"member": …}, {"cadre": …} or {"unit": …}."""

    who = Told(
        label=gettext_lazy("Member"), max_length=60, required=False,
        help_text=gettext_lazy("Name, pinyin initials, or the last four digits of the phone."),
    )  # fmt: skip
    pick = forms.ModelChoiceField(
        Membership.objects.none(), label=gettext_lazy("Which member"), required=False, empty_label=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    cadre = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("or a cadre"), required=False, empty_label="—"
    )
    unit = Told(label=gettext_lazy("or a unit"), max_length=80, required=False)
    most = 12

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = self.cadres()
        words = self.data.get("who", "") if self.is_bound else ""
        people = Resident.objects.found_by(words)
        found = Membership.objects.visible_to(self.user).current().filter(resident__in=people)
        self.found = found.select_related("resident", "association")[: self.most]
        pick = self.fields["pick"]
        pick.queryset = Membership.objects.filter(pk__in=[one.pk for one in self.found])
        pick.label_from_instance = lambda one: f"{one.resident.name} · {one.association}"
        if len(self.found) < 2:
            pick.widget = forms.HiddenInput()

    def cadres(self):
        """Staff with a duty in this place or one above it."""
        code = self.subject.area_id
        here = [code[:length] for length in (6, 9, 12, 15) if length <= len(code)]
        held = Duty.objects.current().filter(area__in=here)
        return User.objects.filter(Q(pk__in=held.values("user")), is_active=True).order_by("last_name", "pk")

    def clean(self):
        told = super().clean()
        named = [name for name in ("who", "cadre", "unit") if told.get(name)]
        if len(named) != 1:
            raise forms.ValidationError(_("Name one helper: a member, a cadre or a unit."))
        name = named[0]
        member = self._member(told) if name == "who" else None
        self.helper = {"member": member} if name == "who" else {name: told[name]}
        return told

    def _member(self, told):
        if told.get("pick"):
            return told["pick"]
        if not self.found:
            self.add_error("who", _("No member is found so in your places. Write the name in full."))
        elif len(self.found) > 1:
            self.add_error("pick", _("More than one member is found. Choose which one."))
        return self.found[0] if len(self.found) == 1 else None
