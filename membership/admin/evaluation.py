"""Evaluations at the desk: one association item by item, the gaps of all at a glance, the county's draw."""

import csv

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn

from membership.admin.menu import IN_REGISTER
from membership.models import Evaluation, Evidence, Scheme, SchemeItem, SpotCheck
from membership.models.evaluation import NotAllPassed
from portal import audit, gate, print, registries
from portal.admin.gated import GatedModelViewSet
from portal.duty_policy import let
from portal.sheets import harmless
from portal.states import WrongState

let(Evaluation)
let(Scheme, add="evaluate", change="evaluate")
let(SchemeItem, add="evaluate", change="evaluate", delete="evaluate")


class SchemeViewSet(GatedModelViewSet):
    """A county's schemes; one opens its matrix."""

    model = Scheme
    name = url_prefix = "schemes"
    icon = "list-ol"
    menu_label = gettext_lazy("Evaluation schemes")
    menu_order = 81
    menu_hook = IN_REGISTER
    form_fields = ["area", "year", "name", "name_en", "percent", "least"]
    copy_view_enabled = inspect_view_enabled = False
    list_display = [
        TitleColumn("__str__", label=gettext_lazy("scheme"), get_url=lambda row: reverse("scheme", args=[row.pk])),
        Column("opened_on", label=gettext_lazy("opened on")),
    ]  # fmt: skip


class SchemeItemViewSet(GatedModelViewSet):
    """Items, while their scheme is not opened."""

    model = SchemeItem
    name = url_prefix = "scheme-items"
    icon = "list-ul"
    menu_label = gettext_lazy("Items to evaluate")
    menu_order = 82
    menu_hook = IN_REGISTER
    form_fields = ["scheme", "order", "title", "title_en", "rule", "evidence", "check_name", "at_least"]
    copy_view_enabled = inspect_view_enabled = False
    list_filter = ["scheme"]
    list_display = ["title", "scheme", "order"]


class EvaluationViewSet(GatedModelViewSet):
    model = Evaluation
    name = url_prefix = "evaluations"
    icon = "tasks"
    menu_label = gettext_lazy("Evaluations")
    menu_order = 80
    menu_hook = IN_REGISTER
    form_fields: list[str] = []
    copy_view_enabled = inspect_view_enabled = False
    list_filter = ["state", "scheme"]
    list_per_page = 50
    list_display = [
        TitleColumn("association", label=gettext_lazy("Association"), get_url=lambda row: reverse("evaluation", args=[row.pk])),
        Column("scheme", label=gettext_lazy("scheme")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
    ]  # fmt: skip


class WordForm(forms.Form):
    """Evidence or finding, in words; a failed item needs both a finding and a day."""

    words = forms.CharField(label=gettext_lazy("What you say"), max_length=2000, required=False)
    mend_by = forms.DateField(label=gettext_lazy("to be mended by"), required=False)

    def failed(self):
        told = self.cleaned_data
        if not told["words"] or not told["mend_by"] or told["mend_by"] < timezone.localdate():
            raise ValidationError(
                _("Say what is missing, and by which day from today on it has to be mended.")
            )
        return told["words"], told["mend_by"]


def the_evaluation(request, pk) -> Evaluation:
    rows = Evaluation.objects.visible_to(request.user).select_related("scheme", "association__area")
    return get_object_or_404(rows, pk=pk)


@gate.shows(Evaluation)
def show(request, pk):
    """Items, evidence, what every level found; and what this user may do now."""
    row = the_evaluation(request, pk)
    if row.passed_on and (kind := print.wanted(request)):
        return print.answer(
            request, kind, "membership/evaluation_print.html", {"row": row}, name="certificate"
        )
    results = list(row.results.select_related("by"))
    lines = [
        {"item": item, "results": [one for one in results if one.item_id == item.pk],
         "now": next((one for one in results if one.item_id == item.pk and one.level == row.level), None),
         "evidence": [one for one in row.evidence.all() if one.item_id == item.pk], "figure": figure(row, item)}
        for item in row.scheme.items.all()
    ]  # fmt: skip
    context = {
        "title": str(row), "subtitle": row.get_state_display(), "icon": "tasks", "row": row, "lines": lines,
        "may_check": row.may_check(request.user), "may_mend": gate.may(request.user, "edit register", row.area_id),
    }  # fmt: skip
    return render(request, "membership/register/evaluation.html", context)


def figure(row: Evaluation, item):
    check = registries.evaluation_checks.get(item.check_name)
    if not check:
        return None
    value = check.figure(row.association, row.scheme.year)
    return {"label": check.label, "value": value, "enough": value >= item.at_least}


@gate.shows(Evaluation)
@require_POST
def act(request, pk, item, deed):
    """One step on one item, or (item 0) handing the whole on; a refusal is a sentence."""
    row, form = the_evaluation(request, pk), WordForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day as 2026-11-22."))
        return redirect("evaluation", pk)
    try:
        _do(request, row, item, deed, form)
    except (WrongState, NotAllPassed) as problem:
        messages.error(request, str(problem))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    except PermissionDenied as problem:
        messages.error(request, str(problem) or _("You have no duty for this step."))
    return redirect("evaluation", pk)


def _do(request, row, number, deed, form):
    if deed == "on":
        return row.hand_on(request.user)
    item = get_object_or_404(row.scheme.items, pk=number)
    words = form.cleaned_data["words"]
    if deed == "pass":
        return row.judge(item, request.user, True, words)
    if deed == "fail":
        return row.judge(item, request.user, False, *form.failed())
    if not gate.may(request.user, "edit register", row.area_id):
        raise PermissionDenied
    if not words:
        raise ValidationError(_("Write it in a few words."))
    if deed == "mend":
        return get_object_or_404(row.results, item=item, level=row.level).mend(request.user, words)
    return Evidence.objects.create(evaluation=row, item=item, words=words, by=request.user)


@gate.shows(Scheme)
def matrix(request, pk):
    """Association by item, as worded as coloured; the same as a table to take along."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    rows = Evaluation.objects.visible_to(request.user).filter(scheme=scheme)
    items = list(scheme.items.all())
    table = [
        (row, [row.results_by_item.get(item.pk) for item in items])
        for row in rows.select_related("scheme", "association").prefetch_related("results")
    ]
    if request.GET.get("export") == "csv":
        return _csv(items, table)
    context = {
        "title": str(scheme), "icon": "tasks", "scheme": scheme, "items": items, "table": table,
        "may_draw": gate.may_county_wide(request.user, "evaluate"), "draws": scheme.spot_checks.select_related("by"),
    }  # fmt: skip
    return render(request, "membership/register/matrix.html", context)


def _csv(items, table) -> HttpResponse:
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="evaluation.csv"'
    write = csv.writer(answer)
    write.writerow([_("Association"), *(harmless(str(item)) for item in items)])
    for row, results in table:
        words = [one.get_state_display() if one else _("not looked at yet") for one in results]
        write.writerow([harmless(str(row.association)), *words])
    return answer


@gate.shows(Scheme)
@require_POST
def county(request, pk, deed):
    """The county opens a scheme for all associations, draws the sample, copies the scheme to the next year."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    if not gate.may_county_wide(request.user, "evaluate"):
        raise PermissionDenied
    if deed == "open":
        Scheme.objects.filter(pk=pk, opened_on=None).update(opened_on=timezone.localdate())
        said = _("%(count)s associations begin their self-check.") % {
            "count": Evaluation.objects.begin(scheme)
        }
    elif deed == "draw":
        drawn = SpotCheck.draw(scheme, request.user)
        said = _("%(count)s were drawn.") % {"count": drawn.many} if drawn else _("Nobody waits for a draw.")
    elif not Scheme.objects.filter(area=scheme.area, year=scheme.year + 1, name=scheme.name).exists():
        scheme = scheme.copy(scheme.year + 1)
        said = _("Copied. Look through the items before you open it.")
    else:
        said = _("This year has a scheme of this name already.")
    audit.record(request.user, f"scheme {deed}"[:40], scheme)
    messages.info(request, said)
    return redirect("scheme", scheme.pk)


@hooks.register("register_admin_viewset")
def viewsets():
    return [EvaluationViewSet(), SchemeViewSet(), SchemeItemViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("evaluation/<int:pk>/", show, name="evaluation"),
        path("evaluation/<int:pk>/<int:item>/<slug:deed>/", act, name="evaluation-act"),
        path("evaluation/scheme/<int:pk>/", matrix, name="scheme"),
        path("evaluation/scheme/<int:pk>/do/<slug:deed>/", county, name="scheme-do"),
    ]
