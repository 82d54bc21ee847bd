"""One pairing on one page: what is due, what was agreed, who called; and the form of a new one."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from membership.admin import deeds, pairing_deeds
from membership.models import Household, Pairing, Visit
from portal import gate, idempotency, print

RULES = {
    "contact_each_week": gettext_lazy("a word at least once a week"),
    "meet_each_month": gettext_lazy("meet at least once a month"),
    "visit_each_quarter": gettext_lazy("a visit at home at least once a quarter"),
    "look_in_by_rota": gettext_lazy("look in when it is one's turn"),
}


def the_pairing(request, pk) -> Pairing:
    rows = Pairing.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("household__area", "member__resident", "cadre"), pk=pk)


@gate.shows(Pairing)
def show(request, pk, **filled):
    pair, today = the_pairing(request, pk), timezone.localdate()
    if kind := print.wanted(request):
        return print.answer(
            request, kind, "membership/pairs/agreement_print.html", {"pair": pair}, name="agreement"
        )
    owed = pair.dues() if pair.lasts() else []
    visits = Visit.objects.visible_to(request.user).standing().filter(household=pair.household_id)
    context = {
        "title": str(pair), "subtitle": pair.get_kind_display(), "icon": "link", "pair": pair,
        "owed": [(due, RULES[due.rule.code], due.overdue(today)) for due in owed],
        "visits": visits.select_related("by")[:20],
        "deeds": deeds.shown(pairing_deeds.DEEDS, "pairing-deed", pair, request.user, filled) if pair.lasts() else [],
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/pairs/pairing.html", context)


@gate.shows(Pairing)
@require_POST
def act(request, pk, deed):
    pair = the_pairing(request, pk)
    return deeds.answer(request, pairing_deeds.DEEDS, deed, pair, reverse("pairing", args=[pair.pk]), show)


@gate.shows(Pairing)
def agreement(request, pk):
    """The signed paper, to be kept and not opened in the page."""
    pair = the_pairing(request, pk)
    if not pair.agreement:
        raise Http404
    answer = FileResponse(pair.agreement.open(), as_attachment=True, filename=f"agreement-{pair.pk}.{pair.agreement.name.rpartition('.')[2]}")  # fmt: skip
    answer["Cache-Control"] = "no-store, private"
    return answer


@gate.shows(Household)
def new(request, pk, deed="pair", **filled):
    """Somebody is to look after this household."""
    home = get_object_or_404(Household.objects.visible_to(request.user), pk=pk)
    if request.method == "POST" and not filled:
        back = reverse("register-household", args=[home.pk])
        return deeds.answer(request, pairing_deeds.FOR_HOUSEHOLD, deed, home, back, new)
    offered = deeds.shown(pairing_deeds.FOR_HOUSEHOLD, "pairing-new", home, request.user, filled)
    context = {
        "title": _("Who looks after %(home)s") % {"home": home}, "icon": "link", "home": home, "deeds": offered,
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/pairs/new.html", context)
