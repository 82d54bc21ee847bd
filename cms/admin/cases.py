"""The cases beside a rule: a table that is green or red as you look, and the ways to change it."""

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.admin.case_forms import CaseForm, as_the_rule_says, initial_of
from cms.admin.draft import Draft, Locked, mark_of
from cms.admin.shown import SIGNS, unit_of
from cms.eligibility.boundary import boundary_cases
from cms.eligibility.cases import run
from cms.facts_form import FactsForm, with_rows_changed
from cms.facts_words import in_short, label_of
from cms.models import Programme, RuleCase
from portal.gate import shows
from portal.reading import language

FACTS = "f"
MOST_PROPOSED = 300


@dataclass(frozen=True)
class Row:
    """One case as the table shows it. `place` counts from 1."""

    place: int
    case: RuleCase
    known: str
    missing: list[str]
    differs: list[str]

    @property
    def expected(self):
        return SIGNS[self.case.verdict][1]

    @property
    def unit(self) -> str:
        return unit_of(self.case.per, self.case.period)


def rows_of(draft: Draft) -> list[Row]:
    """Every case judged by the draft as last saved."""
    rules = draft.rules
    return [
        Row(
            place, case, in_short(rules.facts, case.facts),
            [label_of(rules.facts[key]) if key in rules.facts else key for key in case.missing or case.missing_any],
            [one.text(language()) for one in run(rules, case.as_data())],
        )
        for place, case in enumerate(draft.cases, 1)
    ]  # fmt: skip


@shows(Programme)
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """All cases, the red ones first if there are any."""
    draft = Draft(request, pk)
    rows = rows_of(draft) if draft.rules else []
    red = [row for row in rows if row.differs]
    only_red = "red" in request.GET and bool(red)
    return page(
        request, draft, "cms/desk/cases.html", rows=red if only_red else rows, red=len(red), only_red=only_red
    )


def page(request, draft: Draft, template: str, **context) -> HttpResponse:
    context |= {"draft": draft, "programme": draft.programme, "title": draft.text.title}
    return render(request, template, context)


def the_case(draft: Draft, place: int) -> RuleCase:
    if not 1 <= place <= len(draft.cases):
        raise Http404
    return draft.cases[place - 1]


@shows(Programme)
def edit(request: HttpRequest, pk: int, place: int = 0) -> HttpResponse:
    """A case, new or old; `?like=3` starts from a copy."""
    draft = Draft(request, pk)
    if draft.rules is None:
        return redirect("rule-cases", pk)
    case = the_case(draft, place) if place else _fresh(draft, request.GET.get("like", ""))
    filled = Filled(request, draft.rules, case)
    if request.method == "POST" and "save" in request.POST and filled.valid:
        if place and request.POST.get("mark") != mark_of(case):
            messages.warning(request, _("Somebody changed the cases meanwhile. Look, then save again."))
        elif _saved(request, draft, lambda cases: _put(cases, place, filled.case())):
            messages.success(request, _("“%(name)s” is saved in the draft.") % {"name": filled.case().name})
            return redirect("rule-cases", pk)
    return page(request, draft, "cms/desk/case.html", form=filled.form, facts=filled.facts, place=place,
                mark=mark_of(case) if place else "", differs=filled.differs())  # fmt: skip


def _fresh(draft: Draft, like: str) -> RuleCase:
    if like.isdecimal() and 1 <= int(like[:6]) <= len(draft.cases):
        case = copy(draft.cases[int(like[:6]) - 1])
        case.pk, case.name = None, _("%(name)s (copy)") % {"name": case.name}
        return case
    return RuleCase(on=localdate(), verdict="yes", facts={})


def _put(cases: list[RuleCase], place: int, case: RuleCase) -> list[RuleCase]:
    return [*cases[: place - 1], case, *cases[place:]] if place else [*cases, case]


def _saved(request, draft: Draft, changed) -> bool:
    try:
        draft.change(changed)
    except Locked as problem:
        messages.error(request, str(problem))
        return False
    return True


class Filled:
    """The two halves of a case's form."""

    def __init__(self, request, rules, case: RuleCase):
        self.rules, self.start = rules, case
        data = (with_rows_changed(request.POST, FACTS) or request.POST) if request.method == "POST" else None
        self.form = CaseForm(rules, data, initial=initial_of(case))
        self.facts = self._facts(data)
        if data is not None and "take" in data and self.facts.is_valid() and "on" not in self.form.errors:
            self._take(data)

    def _facts(self, data) -> FactsForm:
        on = self.start.on
        if data is not None and self.form.is_valid() | ("on" in self.form.cleaned_data):
            on = self.form.cleaned_data["on"]
        return FactsForm([self.rules], on, data, facts=self.start.facts, prefix=FACTS)

    def _take(self, data) -> None:
        """Expect what the draft says now."""
        data = data.copy()
        area = self.form.cleaned_data.get("area") or ""
        said = as_the_rule_says(self.rules, self.facts.told, self.form.cleaned_data["on"], area)
        for name, value in said.items():
            if isinstance(value, bool):
                data.pop(name, None)
                data.update({name: "on"} if value else {})
            elif isinstance(value, list):
                data.setlist(name, value)
            else:
                data[name] = value
        self.form = CaseForm(self.rules, data, initial=self.form.initial)

    @property
    def valid(self) -> bool:
        return self.form.is_valid() & self.facts.is_valid()

    def case(self) -> RuleCase:
        return self.form.fill(copy(self.start), self.facts.told)

    def differs(self) -> list[str] | None:
        """Against the draft; None while the form is not whole."""
        if not self.form.is_bound:
            return (
                [one.text(language()) for one in run(self.rules, self.start.as_data())]
                if self.start.name
                else None
            )
        return (
            [one.text(language()) for one in run(self.rules, self.case().as_data())] if self.valid else None
        )


@shows(Programme)
@require_POST
def remove(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    draft = Draft(request, pk)
    case = the_case(draft, place)
    if request.POST.get("mark") != mark_of(case):
        messages.warning(request, _("Somebody changed the cases meanwhile. Look, then save again."))
    elif _saved(request, draft, lambda cases: [one for one in cases if one is not case]):
        messages.success(request, _("“%(name)s” is taken out of the draft.") % {"name": case.name})
    return redirect("rule-cases", pk)


@shows(Programme)
def generate(request: HttpRequest, pk: int) -> HttpResponse:
    """Cases at the edges, for the editor to tick which are right."""
    draft = Draft(request, pk)
    if draft.rules is None:
        return redirect("rule-cases", pk)
    proposed = _proposed(draft, request)
    if request.method == "POST" and "keep" in request.POST:
        ticked = set(request.POST.getlist("case"))
        kept = [_as_case(one) for one in proposed if one["mark"] in ticked]
        if not kept:
            messages.warning(request, _("Tick the cases to keep."))
        elif _saved(request, draft, lambda cases: [*cases, *kept]):
            said = ngettext(
                "%(count)s case is saved in the draft.", "%(count)s cases are saved in the draft.", len(kept)
            )
            messages.success(request, said % {"count": len(kept)})
            return redirect("rule-cases", pk)
    ticked = set(request.POST.getlist("case"))
    return page(request, draft, "cms/desk/generate.html", proposed=proposed[:MOST_PROPOSED], ticked=ticked,
                more=max(0, len(proposed) - MOST_PROPOSED), base=request.GET.get("base", ""))  # fmt: skip


def _proposed(draft: Draft, request) -> list[dict[str, Any]]:
    """Around the chosen case, or around the first that is a green yes."""
    cases = [case.as_data() for case in draft.cases]
    chosen = request.GET.get("base", "")
    green = [one for one in cases if one["verdict"] == "yes" and not run(draft.rules, one)] or cases
    bases = (
        [cases[int(chosen) - 1]] if chosen.isdecimal() and 1 <= int(chosen[:6]) <= len(cases) else green[:1]
    )
    found = []
    for one in boundary_cases(draft.rules, bases, cases):
        shown = {"name": one.get("names", {}).get(language()) or one["name"], "word": SIGNS[one["verdict"]][1],
                 "unit": unit_of(one["per"], one["period"]), "day": date.fromisoformat(one["on"])}  # fmt: skip
        found.append(one | {"shown": shown, "mark": mark_of(_as_case(one))})
    return found


def _as_case(one: dict[str, Any]) -> RuleCase:
    return RuleCase.from_data({**one, "id": one["name"], "generated": True})
