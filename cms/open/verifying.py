"""The public check of the chain: anybody has the fingerprints computed again."""

import re

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.models import Disclosure
from cms.open import chain
from cms.open.public import _crumbs
from portal.models import Area

SHORT = re.compile(r"^[0-9a-f]{8,64}$")


def records(code: str):
    """All numbered records of one place with what their fingerprints are made from."""
    rows = Disclosure.objects.public().filter(area_id=code).order_by("number")
    return rows.select_related("item", "area", "corrects").prefetch_related("tables", "files")


@login_not_required
def verify(request):
    """One place computed anew, or a fingerprint from a notice looked up."""
    places = _places()
    context = {"crumbs": _crumbs(), "places": places}
    wanted = [one["area"] for one in places if one["area"].pk == request.GET.get("area")]
    if wanted:
        context |= _checked(wanted[0])
    if given := request.GET.get("hash", ""):
        context |= {"given": given[:64], **_found(given)}
    return render(request, "cms/open/verify.html", context)


def _places() -> list[dict]:
    """Where something was published: how many records, and the fingerprint of the last."""
    counts = (
        Disclosure.objects.public()
        .order_by()
        .values("area_id")
        .annotate(many=Count("pk"), last=Max("number"))
    )
    by_code = {one["area_id"]: one for one in counts}
    return [{"area": place, **by_code[place.pk]} for place in Area.objects.filter(pk__in=by_code)]


def _checked(place) -> dict:
    links = chain.checked(records(place.pk))
    return {"place": place, "links": links, "whole": chain.is_whole(links)}


def _found(given: str) -> dict:
    text = "".join(given.lower().split())
    if not SHORT.match(text):
        return {
            "odd": _("A fingerprint has only the characters 0 to 9 and a to f; eight of them are enough.")
        }
    rows = (
        Disclosure.objects.public().filter(hash__startswith=text).select_related("item", "area", "corrects")
    )
    row = rows.prefetch_related("tables", "files").first()
    return {"row": row, "row_whole": row is not None and row.hash == chain.fingerprint_of(row)}
