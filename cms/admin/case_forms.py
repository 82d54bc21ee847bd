"""One case as a form: the person’s facts (cms.facts_form) and what must come out."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cms.admin.shown import PER, PERIODS, verdict_choices
from cms.eligibility import Rules
from cms.eligibility.boundary import answer
from cms.eligibility.questions import rows_for
from cms.fact_use import facts_of
from cms.facts_words import label_of
from cms.models import RuleCase
from portal.reading import language

DAY = {"type": "date", "min": "1990-01-01", "max": "2100-12-31"}
PLAIN = ("name", "on", "area", "verdict", "amount", "period", "per", "missing", "missing_any", "checks_missing",
         "checks_question", "next_question", "checks_opens_on", "opens_on", "source", "note")  # fmt: skip


def day_field(label, **kwargs):
    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    return forms.DateField(
        label=label, widget=widget, error_messages={"invalid": _("Write the day as 2026-11-22.")}, **kwargs
    )


class CaseForm(forms.Form):
    """What is expected. Left blank is not checked, except for the sum: blank means that none is stated."""

    name = forms.CharField(label=gettext_lazy("What this case shows"), max_length=200)
    area = forms.RegexField(
        r"^(\d{2,15})?$", label=gettext_lazy("Area code"), required=False, help_text=gettext_lazy("Blank: anywhere."),
        error_messages={"invalid": gettext_lazy("An area code has 2 to 15 digits, such as 990001.")},
    )  # fmt: skip
    amount = forms.DecimalField(
        label=gettext_lazy("Sum in yuan"), required=False, min_value=0, max_digits=12, decimal_places=2,
        help_text=gettext_lazy("Blank: no sum may be stated."), widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    checks_missing = forms.BooleanField(label=gettext_lazy("exactly these, no others"), required=False)
    checks_question = forms.BooleanField(label=gettext_lazy("check the next question"), required=False)
    checks_opens_on = forms.BooleanField(label=gettext_lazy("check the day it opens"), required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, rules: Rules, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = rules
        self.fields["on"] = day_field(_("On the day"))
        self.fields["opens_on"] = day_field(_("Opens on"), required=False)
        self.fields["verdict"] = forms.ChoiceField(label=_("Expected"), choices=verdict_choices())
        for name, label, words in (
            ("period", pgettext("a sum", "Paid"), PERIODS),
            ("per", _("For whom"), PER),
        ):
            choices = [("", "–"), *words.items()]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        facts = [(key, label_of(rules.fact(key))) for key in sorted(facts_of(rules) | self._told_missing())]
        self.fields["missing"] = forms.MultipleChoiceField(
            label=_("Missing"), choices=facts, required=False, widget=forms.CheckboxSelectMultiple
        )
        questions = [(key, row["text"][language()]) for key, row in rows_for([rules]).items()]
        self.fields["next_question"] = forms.ChoiceField(
            label=_("Next question"), choices=[("", pgettext("a value", "none")), *questions], required=False
        )
        self.order_fields(PLAIN)

    def _told_missing(self) -> set[str]:
        return {key for key in self.initial.get("missing") or [] if key in self.rules.facts}

    def clean(self):
        told = self.cleaned_data
        if told.get("amount") is not None and told.get("verdict") not in {None, "yes"}:
            self.add_error("amount", _("A sum is stated only with a yes."))
        if told.get("amount") is not None and not (told.get("period") and told.get("per")):
            self.add_error(
                "period" if not told.get("period") else "per", _("Say how often and for whom it is paid.")
            )
        return told

    def fill(self, case: RuleCase, facts: dict[str, Any]) -> RuleCase:
        """The case with what stands in the form."""
        told = dict(self.cleaned_data)
        missing, exactly = told.pop("missing"), told.pop("checks_missing")
        case.missing, case.missing_any = (missing, []) if exactly else (None, missing)
        if told["amount"] is None:
            told |= {"period": "", "per": ""}
        for name, value in told.items():
            setattr(case, name, value)
        case.facts = facts
        return case


def initial_of(case: RuleCase) -> dict[str, Any]:
    start = {name: getattr(case, name) for name in PLAIN if hasattr(case, name)}
    exactly = case.missing is not None
    return start | {"missing": case.missing if exactly else case.missing_any, "checks_missing": exactly}


def as_the_rule_says(rules: Rules, facts: dict[str, Any], on, area: str) -> dict[str, Any]:
    """What the draft gives for these facts, as values of the form."""
    said = answer(rules, {"facts": facts, "on": on.isoformat(), "area": area})
    return {
        "verdict": said["verdict"], "amount": said["amount"] or "", "period": said["period"] or "" if said["amount"] else "",
        "per": said["per"] or "" if said["amount"] else "", "missing": said["missing"],
        "checks_missing": said["verdict"] == "unknown", "checks_question": "next_question" in said,
        "next_question": said.get("next_question") or "", "checks_opens_on": "opens_on" in said,
        "opens_on": said.get("opens_on") or "",
    }  # fmt: skip


def packed(case: dict[str, Any]) -> str:
    """A proposed case in a hidden field."""
    return json.dumps({key: case[key] for key in case if key != "programme"}, ensure_ascii=False)
