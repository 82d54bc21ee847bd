"""The form of one home, without its people."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from membership.models import Household
from membership.models.household import HouseholdKind
from portal.forms import PhoneField


class HouseholdForm(WagtailAdminModelForm):
    phone = PhoneField(label=_("telephone"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("kinds"), choices=HouseholdKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Household
        fields = ["address", "phone", "kinds", "needs", "remarks", "wishes_sex", "wishes_language",
                  "latitude", "longitude"]  # fmt: skip

    def save(self, commit=True):
        self.instance.version += 1
        return super().save(commit)
