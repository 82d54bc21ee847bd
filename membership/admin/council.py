"""What an officer does with an association's council: a new term, an office taken up, an office ended."""

from django import forms
from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from membership.admin import deeds
from membership.admin.deeds import Deed, DeedForm
from membership.admin.fields import DayField
from membership.models import Association, Council, Office, Resident
from membership.models.association import Post
from portal import audit, gate
from portal.models.periods import since


class NewTerm(DeedForm):
    first_day = DayField(label=gettext_lazy("First day of the term"), initial=timezone.localdate)
    elected_on = DayField(label=gettext_lazy("elected on"), required=False)

    def do(self):
        last = self.subject.councils.aggregate(last=Max("term"))["last"] or 0
        first_day = self.cleaned_data["first_day"]
        council = Council(association=self.subject, term=last + 1, period=since(first_day),
                          elected_on=self.cleaned_data["elected_on"])  # fmt: skip
        council.full_clean()
        council.save()
        audit.record(self.user, "council begun", council)


class TakesOffice(DeedForm):
    """Found by name in the association's place; of several the birth date decides, by the officer."""

    resident = forms.ModelChoiceField(
        label=gettext_lazy("resident"), queryset=Resident.objects.none(),
    )  # fmt: skip
    post = forms.ChoiceField(label=gettext_lazy("office"), choices=Post.choices)
    first_day = DayField(label=gettext_lazy("First day"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = Resident.objects.visible_to(self.user).standing()
        here = members.filter(memberships__in=self.subject.memberships.current()).distinct()
        self.fields["resident"].queryset = here

    def do(self):
        told = self.cleaned_data
        council = self.subject.councils.on(told["first_day"]).first()
        if council is None:
            raise ValueError(_("No council is in office on that day. Begin a term first."))
        office = Office(council=council, resident=told["resident"], post=told["post"],
                        period=since(told["first_day"], council.last_day))  # fmt: skip
        office.full_clean()
        office.save()
        audit.record(self.user, "office taken up", office)


class OfficeEnds(DeedForm):
    office = forms.ModelChoiceField(label=gettext_lazy("office"), queryset=Office.objects.none())
    last_day = DayField(label=gettext_lazy("Last day"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Office.objects.visible_to(self.user).filter(council__association=self.subject)
        self.fields["office"].queryset = rows.current().select_related("resident")

    def do(self):
        office = self.cleaned_data["office"]
        office.end(self.cleaned_data["last_day"])
        audit.record(self.user, "office ended", office)


class TermEnds(DeedForm):
    last_day = DayField(label=gettext_lazy("Last day"), initial=timezone.localdate)

    def do(self):
        """Its offices end with it."""
        council, last_day = self.subject.councils.current().first(), self.cleaned_data["last_day"]
        if council is None:
            raise ValueError(_("No council is in office today."))
        for office in council.offices.current():
            office.end(last_day)
        council.end(last_day)
        audit.record(self.user, "council ended", council)


ACT = "edit associations"
DEEDS = [
    Deed("term", gettext_lazy("Begin a term"), NewTerm, ACT),
    Deed("office", gettext_lazy("Somebody takes up an office"), TakesOffice, ACT),
    Deed("office-ends", gettext_lazy("An office ends"), OfficeEnds, ACT),
    Deed("term-ends", gettext_lazy("The term ends"), TermEnds, ACT),
]


def deeds_of(user, association, filled) -> list[deeds.Shown]:
    return deeds.shown(DEEDS, "register-association-deed", association, user, filled)


@gate.shows(Association)
@require_POST
def act(request, pk, deed):
    from membership.admin.association import show

    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    back = reverse("register-association", args=[row.pk])
    return deeds.answer(request, DEEDS, deed, row, back, show)


OPENINGS = [path("register/association/<int:pk>/<slug:deed>/", act, name="register-association-deed")]
