"""The desk's suggestions: ask for a place, read each with its reason, take up, decline. Nothing changes before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from membership import pair_finding
from membership.admin import pair_words
from membership.models import Household, PairingRun, PairingSuggestion
from membership.models.pairing_rules import PairingRefused
from portal import audit, gate, idempotency
from portal.forms import posted
from portal.models import Area
from portal.states import WrongState

PER_PAGE = 50


def search(request):
    """Earlier searches, and the place of a new one."""
    if not gate.may(request.user, "pair"):
        raise PermissionDenied
    if request.method == "POST":
        area = get_object_or_404(Area.objects.where_may(request.user, "pair"), pk=posted(request, "area", 15))
        with idempotency.once(request.POST.get("once", "")) as sent:
            sent.result = sent.result or str(pair_finding.begin(area, request.user).pk)
        return redirect("pairing-search", sent.result)
    context = {
        "title": _("Suggest who looks after whom"), "icon": "pick", "once": idempotency.token(),
        "areas": Area.objects.where_may(request.user, "pair").standing().filter(code__length__lte=12),
        "runs": PairingRun.objects.visible_to(request.user).select_related("area", "by")[:20],
    }  # fmt: skip
    return render(request, "membership/pairs/search.html", context)


@gate.shows(PairingRun)
def show(request, pk):
    """One search: how far it is, its suggestions, and for whom nobody was found."""
    run = get_object_or_404(PairingRun.objects.visible_to(request.user).select_related("area", "by"), pk=pk)
    rows = PairingSuggestion.objects.visible_to(request.user).filter(run=run)
    beside = ("household__area", "member__resident", "member__association", "pairing")
    page = Paginator(rows.open().select_related(*beside), PER_PAGE).get_page(request.GET.get("p"))
    with_heads(one.household for one in page)
    for one in page:
        one.why = pair_words.why(one.reasons)
    context = {
        "title": _("Suggestions: %(area)s") % {"area": run.area}, "icon": "pick", "wide": True, "run": run, "page": page,
        "once": idempotency.token(), "may": gate.may(request.user, "pair", run.area_id),
        "taken": rows.filter(state="accepted").count(), "declined": rows.filter(state="declined").count(),
        "alone": _alone(request.user, run),
    }  # fmt: skip
    return render(request, "membership/pairs/suggestions.html", context)


def with_heads(homes) -> None:
    """The names of heads for homes that were read beside something else, in one query."""
    homes = list(homes)
    named = Household.objects.filter(pk__in={home.pk for home in homes}).with_head()
    names = dict(named.values_list("pk", "head_name"))
    for home in homes:
        home.head_name = names.get(home.pk) or ""


def _alone(user, run: PairingRun) -> list[tuple]:
    homes = (
        Household.objects.visible_to(user).filter(pk__in=list(run.alone)).with_head().select_related("area")
    )
    return [(home, pair_words.alone(run.alone[str(home.pk)])) for home in homes[:PER_PAGE]]


@gate.shows(PairingRun)
@require_POST
def act(request, pk, deed):
    """Stop the search, or take up all suggestions that were on the screen."""
    run = get_object_or_404(PairingRun.objects.visible_to(request.user), pk=pk)
    if not gate.may(request.user, "pair", run.area_id):
        raise PermissionDenied
    if deed == "stop":
        run.stop()
        messages.success(request, _("Stopped. What was suggested so far stays."))
    elif deed == "accept":
        _accept_shown(request, run)
    else:
        raise Http404
    return redirect("pairing-search", run.pk)


def _accept_shown(request, run: PairingRun) -> None:
    keys = [int(key) for key in request.POST.getlist("shown") if key.isdigit()][:PER_PAGE]
    rows = PairingSuggestion.objects.where_may(request.user, "pair").open().filter(run=run, pk__in=keys)
    made, told = 0, []
    for one in rows.select_related("household", "member__resident"):
        try:
            _accept(request.user, one)
            made += 1
        except (PairingRefused, WrongState) as problem:
            told.append(f"{one.household}: {problem}")
    if made:
        messages.success(request, _("%(count)d pairings made.") % {"count": made})
    for problem in told:
        messages.warning(request, problem)


def _accept(user, one: PairingSuggestion) -> None:
    pair = one.accept(user, pair_words.why(one.reasons))
    audit.record(user, "pair", pair.household, pairing=pair.pk)


@gate.shows(PairingSuggestion)
@require_POST
def decide(request, pk, deed):
    """Take one up, or decline it with a reason."""
    rows = PairingSuggestion.objects.visible_to(request.user)
    one = get_object_or_404(rows.select_related("household", "member__resident"), pk=pk)
    if not gate.may(request.user, "pair", one.household.area_id):
        raise PermissionDenied
    try:
        if deed == "accept":
            _accept(request.user, one)
            messages.success(request, _("%(member)s looks after %(home)s from today.") % _named(one))
        elif deed == "decline":
            _decline(request, one)
        else:
            raise Http404
    except (PairingRefused, WrongState) as problem:
        messages.warning(request, str(problem))
    return redirect("pairing-search", one.run_id)


def _decline(request, one: PairingSuggestion) -> None:
    because = posted(request, "because", 120)
    if not because:
        messages.error(request, _("Say in a few words why this pair does not fit."))
        return
    one.decline(request.user, because)
    messages.success(request, _("Declined: %(member)s and %(home)s.") % _named(one))


def _named(one: PairingSuggestion) -> dict:
    return {"member": one.member, "home": one.household}
