"""One person on one page: home, memberships, offices, what is known with its origin and age."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from membership import facts
from membership.admin import deeds, resident_deeds
from membership.models import HouseholdMember, IdentityNumber, Membership, Office, Resident
from portal import audit, gate, idempotency


def the_resident(request, pk) -> Resident:
    return get_object_or_404(Resident.objects.visible_to(request.user).select_related("area"), pk=pk)


@gate.shows(Resident)
@never_cache
def show(request, pk, revealed: str = "", reveal=None, **filled) -> HttpResponse:
    """The page; `filled` holds forms that came back with a sentence."""
    resident = the_resident(request, pk)
    user = request.user
    homes = HouseholdMember.objects.visible_to(user).filter(resident=resident).select_related("household")
    context = {
        "title": resident.name, "subtitle": resident.area, "icon": "user", "resident": resident,
        "homes": homes.order_by("-period"),
        "identity": IdentityNumber.objects.filter(resident=resident).first(),
        "memberships": Membership.objects.visible_to(user).filter(resident=resident)
        .select_related("association", "group"),
        "offices": Office.objects.visible_to(user).filter(resident=resident).select_related("council__association"),
        "facts": facts.shown(resident),
        "deeds": resident_deeds.shown(user, resident, filled),
        "reveal": reveal or resident_deeds.RevealForm(auto_id="reveal-%s"),
        "revealed": revealed, "may_reveal": gate.may(user, "reveal", resident.area_id),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/register/resident.html", context)


@gate.shows(Resident)
@require_POST
def act(request, pk, deed) -> HttpResponse:
    resident = the_resident(request, pk)
    back = reverse("register-resident", args=[resident.pk])
    return deeds.answer(request, resident_deeds.DEEDS, deed, resident, back, show)


@gate.shows(Resident)
@require_POST
def reveal(request, pk) -> HttpResponse:
    """Shown on this answer only: no message, cookie or address carries it."""
    resident = the_resident(request, pk)
    if not gate.may(request.user, "reveal", resident.area_id):
        raise PermissionDenied
    form = resident_deeds.RevealForm(request.POST, auto_id="reveal-%s")
    if not form.is_valid():
        return show(request, pk, reveal=form)
    kept = IdentityNumber.objects.filter(resident=resident).first()
    thing, field = (kept, "number") if form.cleaned_data["what"] == "number" else (resident, "phone")
    if not (thing and getattr(thing, field)):
        form.add_error("what", _("Nothing is written down."))
        return show(request, pk, reveal=form)
    try:
        value = audit.reveal(request.user, thing, field, form.cleaned_data["reason"])
    except ValueError as problem:
        form.add_error("reason", str(problem))
        return show(request, pk, reveal=form)
    return show(request, pk, revealed=value)
