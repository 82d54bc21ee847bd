"""A roll from its file to the register, and back: every step a page that works without a script."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from membership.admin.roll_forms import ColumnsForm, UploadForm, may_import
from membership.admin.roll_rows import A_PAGE, counts, reasons_open, shown
from membership.models import RollImport
from membership.models.roll import Verdict
from membership.rolls import deciding, mending, staging, work
from portal import gate, sheets
from portal.states import WrongState

SMALL = 400_000  # bytes: read while its sender waits


def find(request, pk) -> RollImport:
    rolls = RollImport.objects.visible_to(request.user).select_related("area", "association", "by")
    return get_object_or_404(rolls, pk=pk)


def upload(request):
    """Choose a file; the imports of before stand below."""
    if not gate.may(request.user, "edit register"):
        raise PermissionDenied
    form = UploadForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (roll := _received(request, form)):
        return redirect("roll", roll.pk)
    before = RollImport.objects.visible_to(request.user).select_related("area", "by")[:A_PAGE]
    context = {"title": _("Import a roll"), "icon": "upload", "form": form, "before": before}
    return render(request, "membership/rolls/upload.html", context)


def _received(request, form: UploadForm) -> RollImport | None:
    told = dict(form.cleaned_data)
    file = told.pop("file")
    if told["kind"] and not may_import(request.user, told["kind"], told["area"].pk):
        form.add_error("kind", _("You have no duty to write such a roll. Ask an officer to import it."))
        return None
    try:
        content = file.read(sheets.ROLL.bytes + 1)
        roll, new = staging.receive(name=file.name, content=content, by=request.user, **told)
    except sheets.Unreadable as refused:
        form.add_error("file", str(refused))
        return None
    if not new:
        messages.info(request, _("This file is here already. Nothing was read twice."))
    elif len(content) <= SMALL:
        work.finish(roll)
    return roll


@gate.shows(RollImport)
def show(request, pk):
    """How far it is; what will become of each row."""
    roll = find(request, pk)
    verdict = request.GET.get("show", "")
    rows = roll.rows.order_by("number")
    rows = rows.filter(verdict=verdict) if verdict in Verdict.values else rows.exclude(verdict=Verdict.LEFT)
    if verdict == "kept":
        rows = rows.exclude(kept=[])
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    unknown = roll.state in ("columns", "staged") and roll.layout
    context = {
        "title": roll.name, "subtitle": roll.area, "icon": "upload", "roll": roll, "counts": counts(roll), "verdict": verdict,
        "page": page, "rows": shown(roll, page.object_list), "groups": reasons_open(roll), "mend": mending.to_mend(roll).count(),
        "columns": ColumnsForm(roll) if unknown else None, "written": roll.rows.filter(written=True).count(),
        "kept": roll.rows.exclude(kept=[]).count(), "may": may_import(request.user, roll.kind, roll.area_id),
    }  # fmt: skip
    return render(request, "membership/rolls/roll.html", context)


@gate.shows(RollImport)
@require_POST
def decide(request, pk):
    """Row by row, or all rows that wait for the same reason."""
    roll = find(request, pk)
    done = deciding.decide(roll, request.POST)
    messages.success(request, _("Rows decided: %(count)s.") % {"count": done})
    return redirect(f"{request.path.removesuffix('decide/')}?show=decide")


@gate.shows(RollImport)
@require_POST
def columns(request, pk):
    """Somebody says what the headings mean; this place remembers it."""
    roll = find(request, pk)
    form = ColumnsForm(roll, request.POST) if roll.layout else None
    if form and form.is_valid():
        deciding.assign(roll, form.fields_chosen())
        work.finish(roll)
    else:
        messages.error(request, " ".join(form.non_field_errors()) if form else _("There is nothing to name."))
    return redirect("roll", roll.pk)


@gate.shows(RollImport)
def to_mend(request, pk):
    """The rows that were not imported, in the layout they came in."""
    roll = find(request, pk)
    if not roll.layout:
        raise Http404
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(mending.workbook(roll), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="to-mend-{roll.area_id}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@gate.shows(RollImport)
@require_POST
def act(request, pk, deed):
    """Import, stop, go on, take back, throw away."""
    roll = find(request, pk)
    if deed not in deciding.DEEDS:
        raise Http404
    if not may_import(request.user, roll.kind, roll.area_id):
        raise PermissionDenied
    try:
        deciding.DEEDS[deed](roll, request)
    except WrongState as refused:
        messages.error(request, str(refused))
        return redirect("roll", roll.pk)
    if deed == "discard":
        messages.success(request, _("The roll is thrown away. Nothing of it is kept."))
        return redirect("rolls")
    if roll.total <= work.AT_ONCE:
        work.finish(roll)
    return redirect("roll", roll.pk)
