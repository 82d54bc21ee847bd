"""What everybody reads: the board of the county, of a township, of a village; one disclosure and its tables."""

import csv
import io
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import Disclosure, DisclosureFile, DisclosureItem, Objection
from cms.models.disclosure_state import State
from cms.open import board as boards
from cms.open import cells, charts, told
from cms.open.tables import word
from portal import print
from portal.models import Area, Level

LATEST, PERIODS_OF_CHART, LISTED, KEPT_IN_SIGHT = 10, 12, 60, 1000
ACCOUNTS = "accounts-quarter"


def with_above(code: str) -> tuple[Area, Area | None]:
    """A place and the one it lies in; 404 for what is no county, township or village."""
    found = {one.pk: one for one in Area.objects.filter(pk__in=[code, code[:-3]])}
    if code not in found or len(code) not in (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE):
        raise Http404
    return found[code], found.get(code[:-3])


def _crumbs(*further) -> list[tuple]:
    return [(_("Home"), "/"), (_("Village affairs"), reverse("open:board")), *further]


@login_not_required
def board(request):
    """The whole county: how every village stands, and what was published last."""
    top = Area.objects.standing().filter(code__length=Level.COUNTY).first()
    return _above_villages(request, top, crumbs=_crumbs()[:1])


@login_not_required
def area(request, code):
    """A village with all it published, or the villages of a township."""
    place, above = with_above(code)
    if place.level != Level.VILLAGE:
        return _above_villages(request, place, crumbs=_crumbs()[: 1 if place.level == Level.COUNTY else None])
    return _village(request, place, above)


def _above_villages(request, place, crumbs):
    """Villages with their counts, item by item, and the latest; a county with no villages says so."""
    within = place.code if place else ""
    day = timezone.localdate()
    owed = boards.obligations(within, day)
    context = {
        "place": place, "crumbs": crumbs, "villages": _standing(owed), "items": _by_item(owed),
        "latest": _listed(Disclosure.objects.in_area(within))[:LATEST], "day": day,
    }  # fmt: skip
    return render(request, "cms/open/board.html", context)


def _standing(owed) -> list[dict]:
    """Each place with how many of its duties are met, late, open."""
    ordered = sorted(owed, key=lambda one: one.area.code)
    found = []
    for place, group in groupby(ordered, key=lambda one: one.area):
        those = list(group)
        states = [one.state for one in those]
        found.append({
            "area": place, "published": sum(one.is_published for one in those), "late": states.count("late"),
            "due": states.count("due"), "all": len(those),
        })  # fmt: skip
    return found


def _by_item(owed) -> list[dict]:
    """Of each item its newest period: who has published it, who is late."""
    ordered = sorted(owed, key=lambda one: (one.item.group, one.item.code, one.period_start))
    found = []
    for item, group in groupby(ordered, key=lambda one: one.item):
        those = list(group)
        newest = [one for one in those if one.period_start == those[-1].period_start]
        found.append({
            "item": item, "period": newest[0].period, "due_on": newest[0].due_on, "all": len(newest),
            "published": sum(one.is_published for one in newest), "late": [one for one in newest if one.state == "late"],
        })  # fmt: skip
    return found


def _listed(rows):
    """Published rows with what a line of a list needs, newest first."""
    rows = rows.public().select_related("item", "area").order_by("-published_at")
    newer = Count("corrections", filter=Q(corrections__state=State.PUBLISHED))
    return rows.annotate(corrected=newer)


def _village(request, place, township):
    rows, day = list(_listed(Disclosure.objects.filter(area=place))[:KEPT_IN_SIGHT]), timezone.localdate()
    years = sorted({timezone.localdate(one.published_at).year for one in rows}, reverse=True)
    year = request.GET.get("year", "")
    of_year = [one for one in rows if str(timezone.localdate(one.published_at).year) == year]
    owed = boards.obligations(place.code, day, areas=[place])
    context = {
        "place": place, "crumbs": _crumbs(*_above(township)), "rows": (of_year or rows)[:LISTED],
        "late": [one for one in owed if one.state == "late"], "due": [one for one in owed if one.state == "due"],
        "years": years, "year": year if of_year else "", "day": day, "chart": charts.pairs(_accounts_in(rows)),
    }  # fmt: skip
    return render(request, "cms/open/village.html", context)


def _above(township) -> list[tuple]:
    return [(str(township), reverse("open:area", args=[township.pk]))] if township else []


def _accounts_in(rows) -> list[Disclosure]:
    """The quarters' accounts as they stand today: published, not replaced; the newest few."""
    replaced = {one.corrects_id for one in rows if one.state == State.PUBLISHED}
    standing = [one for one in rows if one.state == State.PUBLISHED and one.pk not in replaced]
    quarters = [one for one in standing if one.item.code == ACCOUNTS]
    return sorted(quarters, key=lambda one: one.period_start)[-PERIODS_OF_CHART:]


def the_public(code: str, number: int) -> tuple[Disclosure, list[Disclosure]]:
    """One numbered record with all that stands in it, and the same item's other records in this place."""
    here = Disclosure.objects.public().filter(area_id=code)
    same = here.filter(item__in=here.filter(number=number).values("item"))
    beside = list(same.select_related("item", "area", "corrects__item", "corrects__area"))
    row = next((one for one in beside if one.number == number), None)
    if row is None:
        raise Http404
    parts = [
        "tables", Prefetch("files", DisclosureFile.objects.select_related("image")), "files__image__renditions",
        "item__bases", Prefetch("objections", Objection.objects.order_by("opened_on", "number")),
    ]  # fmt: skip
    prefetch_related_objects([row], *parts)
    return row, beside


@login_not_required
def disclosure(request, code, number):
    """One disclosure: the figures in a sentence, tables, papers, notice, objections, fingerprint."""
    row, beside = the_public(code, number)
    context = _context(row, beside)
    if kind := print.wanted(request):
        return print.answer(
            request, kind, "cms/open/notice.html", context, name="notice", sheet="a3", public=True
        )
    return render(request, "cms/open/disclosure.html", context)


def _correction(row, beside) -> Disclosure | None:
    standing = (one for one in beside if one.corrects_id == row.pk and one.state == State.PUBLISHED)
    return next(standing, None)


def _context(row, beside) -> dict:
    day = timezone.localdate()
    objections = list(row.objections.all())
    accounts = _accounts_in(beside) if row.item.code == ACCOUNTS else []
    return {
        "row": row, "sentence": told.key_sentence(row), "chart": charts.pairs(accounts), "day": day,
        "newer": _correction(row, beside), "days_left": row.notice.days_left(day) if row.notice else 0,
        "shown_objections": [one for one in objections if one.published_at],
        "objections": len(objections), "open_objections": sum(one.closed_at is None for one in objections),
        "bases": row.item.basis_on(timezone.localdate(row.published_at), row.area_id),
        "crumbs": _crumbs((str(row.area), reverse("open:area", args=[row.area_id]))),
    }  # fmt: skip


@login_not_required
def table(request, code, number, position):
    """One table for a spreadsheet program: UTF-8 with a mark Excel knows, and nothing that calculates."""
    row = get_object_or_404(Disclosure.objects.public(), area_id=code, number=number)
    found = list(row.tables.all())[position - 1 : position]
    if not found or not position:
        raise Http404
    out = io.StringIO(newline="")
    write = csv.writer(out)
    kinds = [column["kind"] for column in found[0].columns]
    write.writerow(word(column) for column in found[0].columns)
    for kept in [*found[0].rows, *([found[0].totals] if found[0].totals else [])]:
        write.writerow(cells.for_a_spreadsheet(kind, value) for kind, value in zip(kinds, kept, strict=False))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}-{position}.csv"'
    return response


@login_not_required
def paper(request, code, number, pk):
    """A document of a published disclosure; those of drafts are nobody's."""
    row = get_object_or_404(Disclosure.objects.public(), area_id=code, number=number)
    file = get_object_or_404(row.files, pk=pk, kind="document")
    response = HttpResponse(file.document.read(), content_type="application/octet-stream")
    ending = file.document.name.rpartition(".")[2]
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}-{file.pk}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_not_required
def catalogue(request):
    """What villages must publish, and on which basis."""
    day = timezone.localdate()
    items = DisclosureItem.objects.in_force(day).prefetch_related("bases")
    county = Area.objects.standing().filter(code__length=Level.COUNTY).first()
    here = county.pk if county else ""
    rows = [{"item": one, "bases": one.basis_on(day, here)} for one in items]
    return render(request, "cms/open/catalogue.html", {"rows": rows, "crumbs": _crumbs()})
