"""What is done to a pairing: agreed and signed, passed on, ended; and a new one for a household."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership.admin.deeds import Deed, DeedForm
from membership.admin.fields import DayField
from membership.admin.full_coverage_deeds import COVER
from membership.admin.helper_fields import HelperForm
from membership.models import Pairing
from membership.models.pairing import PairingKind
from membership.models.pairing_rules import refusals_in_words
from membership.safe_files import safe
from portal import audit
from portal.forms import Told
from portal.models.periods import since


class Agree(DeedForm):
    """Goals, both signatures, and the signed paper."""

    goals = Told(
        label=gettext_lazy("what was agreed"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    signed_by_helper_on = DayField(label=gettext_lazy("signed by the helper on"), required=False)
    signed_by_household_on = DayField(label=gettext_lazy("signed by the household on"), required=False)
    agreement = forms.FileField(
        label=gettext_lazy("The signed paper"), required=False, help_text=gettext_lazy("A photo or a PDF.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("goals", "signed_by_helper_on", "signed_by_household_on"):
            self.initial.setdefault(name, getattr(self.subject, name))

    def clean_agreement(self):
        upload = self.cleaned_data["agreement"]
        return safe(upload) if upload else None

    def do(self):
        told = {name: value for name, value in self.cleaned_data.items() if name != "agreement" or value}
        for name, value in told.items():
            setattr(self.subject, name, value)
        self.subject.save(update_fields=list(told))
        audit.record(self.user, "agreement", self.subject.household, pairing=self.subject.pk)


class End(DeedForm):
    last_day = DayField(label=gettext_lazy("Last day"), initial=timezone.localdate)
    because = Told(label=gettext_lazy("Why it ends"), max_length=120)

    def do(self):
        self.subject.end(self.cleaned_data["last_day"], ended_because=self.cleaned_data["because"])
        audit.record(self.user, "end pairing", self.subject.household, pairing=self.subject.pk)


class PassOn(HelperForm):
    """Somebody else goes on from today; this one alone, or all of a helper who leaves."""

    every = forms.BooleanField(
        label=gettext_lazy("all households of this helper, because the helper leaves"), required=False
    )
    because = Told(label=gettext_lazy("Why it is passed on"), max_length=120)

    def rows(self):
        if not self.cleaned_data["every"]:
            return [self.subject]
        one = self.subject
        mine = (
            Q(member=one.member_id)
            if one.member_id
            else Q(cadre=one.cadre_id)
            if one.cadre_id
            else Q(unit=one.unit)
        )
        return list(
            Pairing.objects.where_may(self.user, "pair").current().filter(mine).select_related("household")
        )

    def do(self):
        today, rows = timezone.localdate(), self.rows()
        for row in rows:
            with refusals_in_words():
                row.pass_on(today, self.helper, self.cleaned_data["because"])
            audit.record(self.user, "pass on pairing", row.household, pairing=row.pk)
        return _("%(count)d passed on.") % {"count": len(rows)}


class NewPairing(HelperForm):
    """The subject is the household."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=PairingKind.choices)
    first_day = DayField(label=gettext_lazy("First day of the pairing"), initial=timezone.localdate)
    field_order = ("kind", "who", "pick", "cadre", "unit", "first_day")

    def do(self):
        told = self.cleaned_data
        with refusals_in_words():
            pair = Pairing.objects.create(
                household=self.subject, kind=told["kind"], period=since(told["first_day"]), **self.helper
            )
        audit.record(self.user, "pair", self.subject, pairing=pair.pk)


DEEDS = [
    Deed("agree", gettext_lazy("Agreement and signatures"), Agree, "pair"),
    Deed("pass-on", gettext_lazy("Pass on to somebody else"), PassOn, "pair"),
    Deed("end", gettext_lazy("End this pairing"), End, "pair"),
]
FOR_HOUSEHOLD = [Deed("pair", gettext_lazy("Look after this household"), NewPairing, "pair"), COVER]
