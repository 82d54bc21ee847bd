"""The coverage page: who has nobody, who is overdue, who carries too many; by place, each figure with its rows."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from membership import coverage
from membership.admin.coverage_map import dots
from membership.admin.suggesting import with_heads
from membership.models import Household
from portal import gate
from portal.models import Area

PER_PAGE = 100
VILLAGE = 12


def _place(request) -> Area:
    """The place asked for, if it lies in or above what one may see; else the first of one's own."""
    held = gate.places(request.user, "see pairings")
    if not held:
        raise PermissionDenied
    code = request.GET.get("place") or held[0]
    if not any(code.startswith(one) or one.startswith(code) for one in held):
        raise Http404
    return get_object_or_404(Area, pk=code)


def show(request):
    """The table of a place, one line per place below, and its picture."""
    area, day = _place(request), timezone.localdate()
    counted = coverage.figures(request.user, area.pk, day)
    below = {
        one.pk: one for one in Area.objects.standing().within(area.pk).filter(code__length=len(area.pk) + 3)
    }
    codes = sorted({code for counts in counted.values() for code in counts} | set(below))
    lines = [_line(below.get(code, area), code, counted) for code in codes]
    context = {
        "title": _("Who is looked after"), "subtitle": area, "icon": "success", "wide": True, "area": area, "lines": lines,
        "labels": [measure.label for measure in coverage.MEASURES.values()],
        "totals": [(name, sum(counts.values())) for name, counts in counted.items()],
        "up": [Area.objects.get(pk=code) for code in area.path()[:-1] if _may_look(request, code)],
        "map": dots(request.user, area, day) if len(area.pk) >= VILLAGE else None,
        "may_pair": gate.may(request.user, "pair"),
    }  # fmt: skip
    return render(request, "membership/pairs/coverage.html", context)


def _may_look(request, code: str) -> bool:
    return any(
        code.startswith(one) or one.startswith(code) for one in gate.places(request.user, "see pairings")
    )


def _line(area: Area, code: str, counted: dict) -> dict:
    """One place: its figures, and how much of it is looked after, for its bar."""
    figures = [(name, counts.get(code, 0)) for name, counts in counted.items()]
    homes, alone = counted["households"].get(code, 0), counted["nobody"].get(code, 0)
    share = round(100 * (homes - alone) / homes) if homes else 0
    return {"area": area, "code": code, "figures": figures, "share": share, "deeper": len(code) <= VILLAGE}


def behind(request):
    """The rows behind one figure."""
    area, day, name = _place(request), timezone.localdate(), request.GET.get("what", "")
    if name not in coverage.MEASURES:
        raise Http404
    found = coverage.rows(name, request.user, area.pk, day)
    page = Paginator(found.select_related(*BESIDE[found.model.__name__]), PER_PAGE).get_page(
        request.GET.get("p")
    )
    homes = [one if isinstance(one, Household) else getattr(one, "household", None) for one in page]
    with_heads(home for home in homes if home)
    context = {
        "title": coverage.MEASURES[name].label, "subtitle": area, "icon": "success", "area": area, "page": page,
        "what": name, "kind": found.model.__name__,
    }  # fmt: skip
    return render(request, "membership/pairs/rows.html", context)


BESIDE = {
    "Household": ["area"],
    "Pairing": ["household__area", "member__resident", "cadre"],
    "Membership": ["resident", "association"],
}
