"""The clerk's check: what a person in front of the desk is entitled to, and a notice to take home.

The facts travel in the form only: no address, session or cache holds them.
"""

import json
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.shown import SIGNS, Shown, best_first, verdict_choices
from cms.eligibility import Rules, Verdict, judge_all
from cms.facts_form import FactsForm, with_rows_changed
from cms.facts_words import label_of
from cms.models import Answer
from cms.published import programmes as published
from portal import gate, idempotency, print
from portal.forms import posted
from portal.reading import language

ACT = "check entitlement"
LANGUAGES = {"zh-hans": "中文", "en": "English"}
FACTS = "f"  # the facts' fields start so
JUDGING = {"check", "print", "keep"}


class WhatForm(forms.Form):
    """Which programmes, on which day."""

    on = forms.DateField(
        label=gettext_lazy("For which day"),
        widget=forms.DateInput(
            attrs={"type": "date", "min": "1990-01-01", "max": "2100-12-31"}, format="%Y-%m-%d"
        ),
        error_messages={"invalid": gettext_lazy("Write the day as 2026-11-22.")},
    )
    programmes = forms.MultipleChoiceField(
        label=gettext_lazy("Programmes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one programme.")},
    )

    def __init__(self, data, rules: list[Rules]):
        start = {"on": localdate(), "programmes": [one.code for one in rules]}
        super().__init__(data, initial=start)
        self.fields["programmes"].choices = [(one.code, label_of(one.name)) for one in rules]

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if not 1990 <= on.year <= 2100:
            raise forms.ValidationError(_("Choose a day between 1990 and 2100."))
        return on


class Check:
    """One filled form: what was asked, the facts, and what comes out once all is well."""

    def __init__(self, request: HttpRequest):
        self.request, every = request, published()
        changed = with_rows_changed(request.POST, FACTS)
        data = (changed or request.POST) if request.method == "POST" else None
        self.what = WhatForm(data, every)
        ready = self.what.is_valid()
        self.on = self.what.cleaned_data["on"] if ready else localdate()
        wanted = self.what.cleaned_data["programmes"] if ready else [one.code for one in every]
        self.rules = [one for one in every if one.code in wanted]
        self.facts = FactsForm(self.rules, self.on, data, prefix=FACTS, by_clerk=True)
        asked = ready and changed is None and bool(JUDGING & set(request.POST))
        self.shown = self.judged() if asked and self.facts.is_valid() else []

    def judged(self) -> list[Shown]:
        verdicts = judge_all(self.rules, self.facts.told, self.on, self.area)
        return best_first(
            [self.one(rules, verdict) for rules, verdict in zip(self.rules, verdicts, strict=True)]
        )

    @property
    def area(self) -> str:
        """Where this clerk serves; a region's own rule applies there."""
        return next(iter(gate.places(self.request.user, ACT)), "")

    def one(self, rules: Rules, verdict: Verdict) -> Shown:
        outcome = self.request.POST.get(f"outcome-{rules.code}", "")
        outcome = outcome if outcome in SIGNS else ""
        because = posted(self.request, f"because-{rules.code}")
        problem = ""
        if outcome and not because:
            problem = _("Write why the outcome is another one.")
        elif because and not outcome:
            problem = _("Choose the outcome, or take the reason away.")
        return Shown(rules, verdict, self.facts.told, outcome, because, problem)

    def keep(self) -> None:
        """What was told at the desk, once for this form and these facts."""
        facts = self.facts.told
        told = json.dumps([facts, str(self.on), [(one.code, one.outcome, one.because) for one in self.shown]])
        cause = idempotency.key("desk", self.request, told)
        definitions = self.facts.definitions
        origins = {
            key: "staff" if key in definitions and definitions[key].staff_only else "told" for key in facts
        }
        with transaction.atomic():
            for one in self.shown:
                Answer.objects.keep(
                    channel="desk", rules=one.rules, verdict=one.verdict, facts=facts, on=self.on, origins=origins,
                    words="\n".join(one.says), language=language(), cause=cause, area=self.area,
                    by=self.request.user, override=one.outcome, reason=one.because,
                )  # fmt: skip

    @property
    def whole(self) -> bool:
        """Ready to be printed and kept."""
        return bool(self.shown) and not any(one.problem for one in self.shown)


def check(request: HttpRequest) -> HttpResponse:
    """Enter facts, see every verdict with its reasons, print the notice."""
    if not gate.may(request.user, ACT):
        raise PermissionDenied
    if "print" in request.POST:
        return _printed(request)
    filled = Check(request)
    if "keep" in request.POST and filled.whole:
        filled.keep()
        messages.success(request, _("The answers are written down."))
    return _page(request, filled)


def _page(request, filled: Check) -> HttpResponse:
    context = {
        "what": filled.what, "facts": filled.facts, "shown": filled.shown, "can_pdf": print.can_pdf(),
        "once": request.POST.get("once") or idempotency.token(), "outcomes": verdict_choices(),
        "languages": LANGUAGES.items(),
        "language": request.POST.get("language") or ("en" if language() == "en" else "zh-hans"),
    }  # fmt: skip
    return render(request, "cms/desk/check.html", context)


def _printed(request) -> HttpResponse:
    """The notice, in the language of whoever takes it home."""
    spoken = request.POST.get("language")
    with translation.override(spoken if spoken in LANGUAGES else translation.get_language()):
        filled = Check(request)
        if filled.whole:
            filled.keep()
            kind = "pdf" if request.POST["print"] == "pdf" and print.can_pdf() else "page"
            context = {
                "shown": filled.shown,
                "facts": filled.facts,
                "on": filled.on,
                "back": _as_posted(request),
            }
            return print.answer(request, kind, "cms/desk/notice.html", context, name="notice")
    return _page(request, Check(request))


def _as_posted(request) -> list[tuple[str, str]]:
    """For the way back: the same form again, without this button."""
    leave_out = {"print", "keep", "csrfmiddlewaretoken"}
    return [(name, one) for name, values in request.POST.lists() if name not in leave_out for one in values]
