"""Answers given, and those that a newer text of the rule would give otherwise: whom to call."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from cms.admin.shown import SIGNS
from cms.answers import RuleLost, as_verdict, kept
from cms.eligibility import say
from cms.models import Answer, ChangedAnswer
from cms.reviewing import ways_to_reach
from portal import audit, gate, registries
from portal.admin.records import ReadOnlyViewSet
from portal.duty_policy import let
from portal.home import Task
from portal.states import WrongState

let(Answer)
let(ChangedAnswer)


def word(data) -> str:
    """A kept verdict in one word."""
    return SIGNS[data["verdict"]][1]


def in_words(data, rule: str, language: str) -> str:
    """A kept verdict as it would be told."""
    try:
        return say(as_verdict(data), kept(rule), language)
    except RuleLost:
        return str(word(data))


class AnswerViewSet(ReadOnlyViewSet):
    """Who was told what. The facts behind it stand on each answer's own page; its reading is logged."""

    model = Answer
    name = url_prefix = "answers"
    menu_name = "answers-given"
    menu_label = gettext_lazy("Answers given")
    menu_order = 125
    icon = "help"
    ordering = "-pk"
    list_filter = ["channel", "programme", "on"]
    list_display = [
        TitleColumn(
            "programme", label=gettext_lazy("Programme"), get_url=lambda row: reverse("answer", args=[row.pk])
        ),
        Column("verdict", label=gettext_lazy("Verdict"), accessor=lambda row: word(row.verdict)),
        Column("get_channel_display", label=gettext_lazy("Channel")),
        Column("area", label=gettext_lazy("Area")),
        DateColumn("at", label=gettext_lazy("When"), sort_key="at"),
        Column("override", label=gettext_lazy("A person decided")),
    ]


class ChangedAnswerViewSet(ReadOnlyViewSet):
    """Calls to make because a rule changed."""

    model = ChangedAnswer
    name = url_prefix = "changed-answers"
    menu_name = "changed-answers"
    menu_label = gettext_lazy("Answers that changed")
    menu_order = 107
    icon = "warning"
    ordering = ["-pk"]
    list_filter = ["state", "answer__programme"]
    list_display = [
        TitleColumn("pk", label=gettext_lazy("Programme"), accessor=lambda row: row.answer.programme,
                    get_url=lambda row: reverse("changed-answer", args=[row.pk])),
        Column("old", label=gettext_lazy("Then"), accessor=lambda row: then(row)),
        Column("new", label=gettext_lazy("Now"), accessor=lambda row: now(row)),
        DateColumn("told", label=gettext_lazy("Told on"), accessor=lambda row: row.answer.at),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
    ]  # fmt: skip


def then(row: ChangedAnswer) -> str:
    answer = row.answer
    return answer.words or in_words(answer.verdict, answer.rule, answer.language)


def now(row: ChangedAnswer) -> str:
    return in_words(row.new, row.rule, row.answer.language)


@gate.shows(Answer)
def show_answer(request, pk):
    """One answer with its facts; that somebody looked is logged."""
    answer = get_object_or_404(Answer.objects.visible_to(request.user).select_related("by"), pk=pk)
    audit.record(request.user, "read answer", answer)
    facts = [(key, value, answer.origins.get(key, "")) for key, value in sorted(answer.facts.items())]
    context = {"answer": answer, "facts": facts, "word": word(answer.verdict),
               "words": answer.words or in_words(answer.verdict, answer.rule, answer.language)}  # fmt: skip
    return render(request, "cms/answer.html", context)


@gate.shows(ChangedAnswer)
def show_changed(request, pk):
    row = _the_changed(request, pk)
    address = ways_to_reach([row.answer]).get(row.answer_id)
    context = {
        "row": row,
        "then": then(row),
        "now": now(row),
        "address": address,
        "no_way": registries.reach.empty,
    }
    return render(request, "cms/changed_answer.html", context)


def _the_changed(request, pk) -> ChangedAnswer:
    rows = ChangedAnswer.objects.visible_to(request.user).select_related("answer", "by")
    return get_object_or_404(rows, pk=pk)


@gate.shows(ChangedAnswer)
@require_POST
def settle(request, pk, state):
    """Called, or no need."""
    row = _the_changed(request, pk)
    if state not in ("called", "no_need"):
        raise Http404
    try:
        row.settle(state, request.user)
        messages.success(request, _("Noted."))
    except WrongState as problem:
        messages.error(request, str(problem))
    return redirect("changed-answers:index")


def answers_that_changed(user) -> Task | None:
    if not gate.may(user, "call back"):
        return None
    count = ChangedAnswer.objects.visible_to(user).open().count()
    if not count:
        return None
    says = _("%(count)s people were told what a newer rule no longer says.") % {"count": count}
    address = reverse("changed-answers:index") + "?state=open"
    return Task(_("Answers that changed"), says, address, count=count, order=8)


@hooks.register("register_admin_viewset")
def viewsets():
    return [AnswerViewSet(), ChangedAnswerViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("answer/<int:pk>/", show_answer, name="answer"),
        path("changed-answer/<int:pk>/", show_changed, name="changed-answer"),
        path("changed-answer/<int:pk>/<slug:state>/", settle, name="changed-answer-settle"),
    ]
