"""The yearly household check: a table of places, and one page per place with the rows behind each figure."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from membership.admin.menu import entry
from membership.household_check import QUESTIONS, by_place, rows
from membership.models import Household
from portal import audit, gate
from portal.models import Area

MOST = 100
SEE = "see households"

entry(gettext_lazy("Yearly check"), "register-check", act=SEE, icon="tasks", order=50)


@gate.shows(Area)
def places(request):
    """Every place with something to look at, a figure a question."""
    if not gate.may(request.user, SEE):
        raise PermissionDenied
    counted = [by_place(question, request.user) for question in QUESTIONS]
    codes = {code for figures in counted for code in figures}
    table = [
        (area, [figures.get(area.pk, 0) for figures in counted]) for area in Area.objects.filter(pk__in=codes)
    ]
    context = {
        "title": _("Yearly check"), "icon": "tasks", "questions": QUESTIONS, "table": table,
        "totals": [sum(figures.values()) for figures in counted],
    }  # fmt: skip
    return render(request, "membership/register/check_places.html", context)


@gate.shows(Area)
def place(request, code):
    """One place: each question, its figure, its rows."""
    area = get_object_or_404(Area, pk=code)
    if not gate.may(request.user, SEE, area.pk):
        raise Http404
    answers = [(question, rows(question, request.user, area.pk)) for question in QUESTIONS]
    context = {
        "title": _("Yearly check"), "subtitle": area, "icon": "tasks", "area": area, "most": MOST,
        "may_edit": gate.may(request.user, "edit register", area.pk),
        "answers": [(question, found.count(), _shown(found)) for question, found in answers],
    }  # fmt: skip
    return render(request, "membership/register/check_place.html", context)


def _shown(found):
    return (found.with_head() if found.model is Household else found).select_related("area")[:MOST]


@gate.shows(Household)
@require_POST
def checked(request, pk):
    """“Checked, all right”, in one click."""
    home = get_object_or_404(Household.objects.visible_to(request.user), pk=pk)
    if not gate.may(request.user, "edit register", home.area_id):
        raise PermissionDenied
    home.checked(timezone.localdate())
    audit.record(request.user, "check household", home)
    code = request.POST.get("place", "")
    code = code if home.area_id.startswith(code) and gate.may(request.user, SEE, code) else home.area_id
    return redirect(reverse("register-check-place", args=[code]) + "#stale")
