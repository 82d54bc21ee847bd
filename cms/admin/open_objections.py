"""Objections and questions at the desk: answered by somebody who did not write what is objected to."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from cms.admin.open_forms import AnswerForm, ReasonForm, ShowForm
from cms.models import Objection
from cms.models.objection import Recused
from portal import audit, gate
from portal.admin.records import ReadOnlyViewSet
from portal.home import Task
from portal.masks import scrub


class ObjectionViewSet(ReadOnlyViewSet):
    """What waits for an answer in one's places, the oldest first."""

    model = Objection
    name = url_prefix = "objections"
    menu_name = "objections"
    menu_label = gettext_lazy("Objections")
    menu_order = 116
    icon = "help"
    ordering = ["-closed_at", "due_on"]
    list_filter = ["kind", "due_on"]
    list_display = [
        TitleColumn(
            "number", label=gettext_lazy("Number"), get_url=lambda row: reverse("objection", args=[row.pk])
        ),
        Column("get_kind_display", label=gettext_lazy("Kind")),
        DateColumn("opened_on", label=gettext_lazy("Since")),
        DateColumn("due_on", label=gettext_lazy("Answer due"), sort_key="due_on"),
        DateColumn("closed_at", label=gettext_lazy("Answered")),
    ]


def _the(request, pk) -> Objection:
    rows = Objection.objects.visible_to(request.user)
    beside = ["disclosure__area", "disclosure__item", "disclosure__corrects", "answered_by"]
    return get_object_or_404(rows.select_related(*beside), pk=pk)


@gate.shows(Objection)
def show(request, pk, **forms):
    row = _the(request, pk)
    initial = {"text": row.public_text or scrub(row.text), "answer": row.public_answer or row.answer}
    context = {
        "row": row, "answer_form": AnswerForm(), "show_form": ShowForm(initial=initial),
        "reveal_form": ReasonForm(prefix="reveal"), "may_reveal": gate.may(request.user, "reveal", row.area_id),
    }  # fmt: skip
    return render(request, "cms/desk/open/objection.html", {**context, **forms})


@gate.shows(Objection)
@require_POST
def answer(request, pk):
    row, form = _the(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, pk, answer_form=form)
    try:
        if row.close(form.cleaned_data["answer"], request.user):
            audit.record(request.user, "answer objection", row)
            messages.success(request, _("Answered. Who asked finds the answer with number and code."))
        else:
            messages.warning(request, _("Somebody has answered before. Your words are not kept."))
    except Recused as refused:
        messages.error(request, str(refused))
    return redirect("objection", row.pk)


@gate.shows(Objection)
@require_POST
def publish(request, pk):
    """Question and answer beside the disclosure, in words that name nobody."""
    row, form = _the(request, pk), ShowForm(request.POST)
    if not row.closed_at or not form.is_valid():
        return show(request, pk, show_form=form)
    row.publish(form.cleaned_data["text"], form.cleaned_data["answer"])
    audit.record(request.user, "publish objection", row)
    messages.success(request, _("Everybody can read question and answer now."))
    return redirect("objection", row.pk)


@gate.shows(Objection)
@require_POST
def reveal(request, pk):
    row, form = _the(request, pk), ReasonForm(request.POST, prefix="reveal")
    if not form.is_valid():
        return show(request, pk, reveal_form=form)
    try:
        reason = form.cleaned_data["reason"]
        shown = [audit.reveal(request.user, row, field, reason) for field in ("name", "phone")]
        messages.info(request, _("Asked by: %s") % " ".join(filter(None, shown)))
    except ValueError as problem:
        messages.error(request, str(problem))
    return redirect("objection", row.pk)


def objections_to_answer(user) -> Task | None:
    if not gate.may(user, "answer objections"):
        return None
    waiting = Objection.objects.visible_to(user).open()
    says = _("%(count)s wait, %(late)s late.") % {"count": waiting.count(), "late": waiting.overdue().count()}
    address = reverse("objections:index")
    return Task(_("Objections to answer"), says, address, count=waiting.count(), order=13)
