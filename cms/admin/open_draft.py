"""A clerk's draft: words, tables typed or sent as a spreadsheet, papers and pictures, sent to be approved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.admin import open_tables
from cms.admin.open_forms import BeginForm, DraftForm, FileForm, TableFileForm
from cms.files import Refused
from cms.models import Disclosure, DisclosureFile
from cms.models.disclosure_state import State
from cms.open import drafting, filing, periods, sheet_tables
from cms.open.drafting import from_kept
from portal import gate, sheets
from portal.models import StagedImport
from portal.states import WrongState

ACT = "draft disclosures"
KIND = "disclosure tables"


def to_draft(request, pk) -> Disclosure:
    """The disclosure, for somebody who may write it there; 404 or 403 for the rest."""
    rows = Disclosure.objects.visible_to(request.user).select_related("item", "area", "corrects")
    row = get_object_or_404(rows, pk=pk)
    if not gate.may(request.user, ACT, row.area_id):
        raise PermissionDenied
    return row


def begin(request):
    """Start a draft, or come to the one that is there."""
    if not gate.may(request.user, ACT):
        raise PermissionDenied
    form = BeginForm(request.POST or None, request.user)
    if request.method == "POST" and form.is_valid():
        row = _begun(form.cleaned_data, request.user)
        return redirect("open-draft" if row.state == State.DRAFT else "open-look", row.pk)
    return render(request, "cms/desk/open/begin.html", {"form": form})


def _begun(told: dict, user) -> Disclosure:
    item, area = told["item"], told["area"]
    start, _end = periods.around(told["day"], item.rhythm)
    there = Disclosure.objects.filter(item=item, area=area, period_start=start, corrects=None, periodic=True)
    try:
        with transaction.atomic():
            return Disclosure.objects.begin(item, area, start, user)
    except IntegrityError:
        return there.exclude(state=State.WITHDRAWN).get()


@gate.shows(Disclosure)
def edit(request, pk):
    """Words and tables; saved as they are, sent only when everything agrees."""
    row = to_draft(request, pk)
    if row.state != State.DRAFT:
        return redirect("open-look", row.pk)
    form = DraftForm(request.POST or None, instance=row)
    if request.method != "POST":
        return _page(request, row, form, open_tables.kept(row), drafting.problems_of(row))
    boxes, filled, wrong = open_tables.typed(row, request)
    if "more" in request.POST or wrong or not form.is_valid():
        return _page(request, row, form, boxes, wrong, unsaved=True)
    try:
        _save(form, row, filled, request.user)
        return _sent(request, row) if "send" in request.POST else _saved(request, row)
    except WrongState as refused:
        messages.error(request, str(refused))
        return redirect("open-look", row.pk)


@transaction.atomic
def _save(form, row, filled, user) -> None:
    if row.item.layout.get("tables"):
        drafting.keep(row, filled, user)
    row.edited_by = user
    form.save()


def _saved(request, row):
    messages.success(request, _("The draft is saved."))
    return redirect("open-draft", row.pk)


def _sent(request, row):
    problems = drafting.problems_of(row)
    if problems:
        messages.error(request, _("It is saved and not sent: the sums do not agree yet."))
        return redirect("open-draft", row.pk)
    if words := drafting.refused_words(row):
        messages.error(request, _("It is saved and not sent. %(why)s") % {"why": " ".join(words)})
        return redirect("open-draft", row.pk)
    if drafting.is_empty(row):
        messages.error(request, _("It is saved and not sent: there is nothing in it yet."))
        return redirect("open-draft", row.pk)
    row.send(request.user)
    messages.success(request, _("Sent. Somebody else has to approve it now."))
    return redirect("open-look", row.pk)


def _page(request, row, form, boxes, problems, *, unsaved=False, **forms):
    context = {
        "row": row, "form": form, "boxes": boxes, "problems": problems, "unsaved": unsaved,
        "table_form": forms.get("table_form") or TableFileForm(), "file_form": forms.get("file_form") or FileForm(prefix="paper"),
        "files": row.files.all(), "has_tables": bool(row.item.layout.get("tables")),
    }  # fmt: skip
    return render(request, "cms/desk/open/draft.html", context)


def _again(request, row, **forms):
    return _page(
        request, row, DraftForm(instance=row), open_tables.kept(row), drafting.problems_of(row), **forms
    )


@gate.shows(Disclosure)
@require_POST
def upload(request, pk):
    """A spreadsheet is read and shown; it counts once somebody says yes."""
    row = to_draft(request, pk)
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, row, table_form=form)
    file = form.cleaned_data["file"]
    try:
        content = file.read(sheets.MOST_BYTES + 1)
        tables, problems = sheet_tables.found_in(row.item.layout, sheets.read(file.name, content))
    except sheets.Unreadable as refused:
        form.add_error("file", str(refused))
        return _again(request, row, table_form=form)
    staged = StagedImport.objects.stage(
        kind=KIND, about=f"{row.pk}:{request.user.pk}", name=file.name, content=content, by=request.user,
        area=row.area, found={"tables": [one.as_kept() for one in tables]}, again=True,
        problems=[str(problem) for problem in problems],
    )  # fmt: skip
    return redirect("open-staged", row.pk, staged.pk)


def _staged(request, row, staged) -> StagedImport:
    rows = StagedImport.objects.visible_to(request.user).filter(
        kind=KIND, about=f"{row.pk}:{request.user.pk}"
    )
    return get_object_or_404(rows, pk=staged)


@gate.shows(Disclosure)
def staged(request, pk, staged):
    """What the file holds, and what is wrong with it by cell; the yes."""
    row = to_draft(request, pk)
    found = _staged(request, row, staged)
    if found.accepted_at:
        return redirect("open-draft", row.pk)
    if request.method == "POST":
        try:
            done = found.accept(lambda told: drafting.keep(row, from_kept(told["tables"]), request.user))
        except WrongState as refused:
            messages.error(request, str(refused))
            return redirect("open-look", row.pk)
        if done:
            messages.success(request, _("The tables are in the draft."))
        return redirect("open-draft", row.pk)
    context = {
        "row": row,
        "found": found,
        "tables": from_kept(found.found["tables"]),
        "form": TableFileForm(),
    }
    return render(request, "cms/desk/open/staged.html", context)


@gate.shows(Disclosure)
def empty_workbook(request, pk):
    """The tables of this item, to fill in at home."""
    row = to_draft(request, pk)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(sheet_tables.workbook(row.item), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{row.item.code}.xlsx"'
    return response


@gate.shows(Disclosure)
@require_POST
def add_file(request, pk):
    row = to_draft(request, pk)
    form = FileForm(request.POST, request.FILES, prefix="paper")
    if form.is_valid() and row.state == State.DRAFT:
        told = form.cleaned_data
        try:
            filing.add(row, told["file"], told["kind"], told["title"], request.user)
            messages.success(request, _("The file is in the draft."))
            return redirect("open-draft", row.pk)
        except Refused as refused:
            form.add_error("file", str(refused))
    return _again(request, row, file_form=form)


@gate.shows(DisclosureFile)
@require_POST
def remove_file(request, pk):
    file = get_object_or_404(DisclosureFile.objects.visible_to(request.user), pk=pk)
    row = to_draft(request, file.disclosure_id)
    if row.state == State.DRAFT:
        file.delete()
        messages.success(request, _("The file is taken out."))
    return redirect("open-draft", row.pk)
