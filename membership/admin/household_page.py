"""One household on one page: who lives there, who looks after it, what is known and what is missing."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from membership.admin import deeds, household_deeds
from membership.household_check import QUESTIONS
from membership.models import Household, Pairing, Visit
from portal import gate, idempotency

MOST_VISITS = 10


@gate.shows(Household)
def show(request, pk, **filled):
    """The page; `filled` holds forms that came back with a sentence."""
    home = get_object_or_404(Household.objects.visible_to(request.user).select_related("area"), pk=pk)
    people = list(home.people.select_related("resident").order_by("period"))
    living = [place for place in people if place.lasts()]
    for place in people:  # the page names the same home on every line
        place.household = home
    head = next((place.resident for place in living if place.relation == "head"), None)
    home.head_name = head.name if head else ""
    pairings = Pairing.objects.visible_to(request.user).current().filter(household=home)
    visits = Visit.objects.visible_to(request.user).standing().filter(household=home)
    this = Household.objects.filter(pk=home.pk)
    context = {
        "title": str(home), "subtitle": home.area, "icon": "home", "home": home, "living": living,
        "gone": [place for place in people if not place.lasts()],
        "pairings": pairings.with_due().select_related("member__resident", "cadre"),
        "visits": visits.select_related("by")[:MOST_VISITS],
        "gaps": [one.label for one in QUESTIONS if one.model is Household and one.rows(this).exists()],
        "deeds": household_deeds.shown(request.user, home, filled),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/register/household.html", context)


@gate.shows(Household)
@require_POST
def act(request, pk, deed):
    """Do one thing to it."""
    home = get_object_or_404(Household.objects.visible_to(request.user), pk=pk)
    back = reverse("register-household", args=[home.pk])
    return deeds.answer(request, household_deeds.DEEDS, deed, home, back, show)
