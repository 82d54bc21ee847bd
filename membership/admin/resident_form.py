"""The form of one person: what a clerk may write of them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from membership.models import Resident
from portal.forms import PhoneField


class ResidentForm(WagtailAdminModelForm):
    """The place is changed by a move only, the agreement by its own step."""

    phone = PhoneField(label=_("phone"), required=False)

    class Meta:
        model = Resident
        fields = ["name", "sex", "born_on", "born_known", "phone", "whereabouts", "elsewhere",
                  "nationality", "education", "occupation", "remarks"]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        agreed = cleaned.get("agreed_on") or self.instance.agrees
        if cleaned.get("elsewhere") and not agreed:
            says = _("A contact elsewhere is kept only of somebody who agreed. Record the agreement first.")
            self.add_error("elsewhere", says)
        return cleaned

    def save(self, commit=True):
        self.instance.version += 1
        return super().save(commit)


class NewResidentForm(ResidentForm):
    class Meta(ResidentForm.Meta):
        fields = ["area", "agreed_on", *ResidentForm.Meta.fields]
