"""Two addresses: the search page, and what is offered while somebody types. Only GET; no cookie, nothing kept about anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.models import SearchMiss
from cms.models.search_entry import Kind
from cms.search.engine import MOST_PAGES, Filters, engine
from cms.search.page import SearchPage
from cms.search.vocabulary import reader
from portal.reading import language

SHORTEST = 1


def whole(text: str, least: int, most: int) -> int | None:
    """A number from an address; None for anything else."""
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= most
        else None
    )


def filters_of(request) -> Filters:
    kind, area = request.GET.get("kind", ""), request.GET.get("area", "")
    return Filters(
        kind=kind if kind in Kind.values else "",
        area=area if area.isascii() and area.isdigit() and len(area) in (6, 9, 12, 15) else "",
        year=whole(request.GET.get("year", ""), 1900, 2200),
    )


@login_not_required
@require_safe
def search(request):
    number = whole(request.GET.get("page", ""), 1, MOST_PAGES) or 1
    page = SearchPage(request.GET.get("q", ""), language(), filters_of(request), number)
    if page.nothing and not page.filters:
        SearchMiss.objects.note(page.words, page.language)
    return render(request, "cms/search/page.html", {"search": page})


@login_not_required
@require_safe
def suggest(request):
    """Up to eight titles for what is being typed."""
    query = reader().read(request.GET.get("q", "")[:40])
    found = engine().suggest(query, language()) if len(query.spelled) >= SHORTEST else []
    return JsonResponse({"suggestions": [{"title": title, "address": address} for title, address in found]})
