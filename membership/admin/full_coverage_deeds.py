"""A special family's doctor and hospital, entered on the household's page."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from membership.admin.deeds import Deed, DeedForm
from membership.admin.fields import DayField
from membership.models import Coverage
from membership.models.full_coverage import CoverageKind
from portal.forms import Told
from portal.models.periods import since


class Cover(DeedForm):
    """The subject is the household."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=CoverageKind.choices)
    name = Told(label=gettext_lazy("doctor or hospital"), max_length=80)
    first_day = DayField(label=gettext_lazy("Covered since"), initial=timezone.localdate)

    def do(self):
        told = self.cleaned_data
        row = Coverage(
            household=self.subject, kind=told["kind"], name=told["name"], period=since(told["first_day"])
        )
        row.full_clean()
        row.save()


COVER = Deed("cover", gettext_lazy("Family doctor or hospital"), Cover, "pair")
