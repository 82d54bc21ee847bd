"""A case on the web: file it without an account, find it again, say whether it is solved."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hotline.dialogue.follow import reference
from hotline.look_up import Tries
from hotline.models import Case
from hotline.models.case import TooLate
from hotline.models.case_state import Kind
from portal import idempotency, print
from portal.forms import Told, posted
from portal.limits import visitor
from portal.models import Area
from portal.phones import international
from portal.states import WrongState

KINDS = [
    ("complaint", _("Complaint: bad service, something not done")),
    ("help", _("Help: a trouble at home")),
    ("report", _("Report: somebody breaks the rules, money goes the wrong way")),
    ("suggestion", _("Suggestion")),
    ("praise", _("Praise")),
    ("enquiry", _("Question")),
]


STARS = {"1", "2", "3", "4", "5"}


class LookUpForm(forms.Form):
    """Number and code, or the receipt of an anonymous case."""

    number = forms.CharField(label=_("Case number, or the 16 digits of your receipt"), max_length=40)
    code = forms.CharField(
        label=_("Code, or the last four digits of your phone"), required=False, max_length=8,
        help_text=_("Not needed with a receipt."),
    )  # fmt: skip

    def clean(self):
        found = reference(f"{self.cleaned_data.get('number', '')} {self.cleaned_data.get('code', '')}")
        if not self.errors and found is None:
            self.add_error(
                "number", _("A number looks like C26-000123-7, a receipt has 16 digits. Please check it.")
            )
        self.found = found
        return self.cleaned_data


class FilingForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is.")},
    )  # fmt: skip
    text = Told(
        label=_("What happened, when, and where?"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Please tell us what happened, in your own words.")},
    )  # fmt: skip
    area = forms.ModelChoiceField(
        label=_("Which place is it about?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("I am not sure"),
    )
    about = forms.CharField(
        label=_("Who is it about?"), required=False, max_length=80,
        help_text=_("A name, if you know it. This person will not see or handle your case."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Your mobile number"), required=False, max_length=20,
        help_text=_("We text you each step. Leave it empty to stay anonymous: you get a receipt instead."),
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.standing().order_by("code")

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        return international(phone) if phone else ""


@login_not_required
@never_cache
def file(request):
    """File a case without an account."""
    initial = {"kind": request.GET.get("kind")} if request.GET.get("kind") in Kind.values else {}
    form = FilingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("hotline:case")
        opened = _open(form.cleaned_data, idempotency.key("web", request, form.cleaned_data["text"]))
        request.session["filed"] = {"case": str(opened.case.pk), "code": opened.code}
        return redirect("hotline:filed")
    return render(request, "hotline/file.html", {"form": form})


def _open(told: dict, key: str):
    language = "en" if (get_language() or "").startswith("en") else "zh-hans"
    area = told["area"].code if told["area"] else ""
    reporter = f"sms:{told['phone']}" if told["phone"] else ""
    opened = Case.objects.open(
        kind=told["kind"],
        text=told["text"],
        area=area,
        channel="web",
        reporter=reporter,
        language=language,
        key=key,
    )
    if told["about"]:
        opened.case.name_accused_as_told(told["about"])
    return opened


@login_not_required
@never_cache
def filed(request):
    """The receipt: number and code, or the sixteen digits, to print or write down."""
    kept = request.session.get("filed")
    case = Case.objects.filter(pk=kept["case"]).first() if kept else None
    if case is None:
        return redirect("hotline:case")
    digits = kept["code"]
    code = " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    context = {"case": case, "code": code}
    if kind := print.wanted(request):
        return print.answer(request, kind, "hotline/filed_print.html", context, name="receipt")
    return render(request, "hotline/filed.html", context)


@login_not_required
@never_cache
def look_up(request):
    """Find a case again. What is typed is never in the address."""
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, code = form.found
        tries = Tries(f"address:{visitor(request)}", number or code)
        case = tries.look_up(number, code)
        if case is not None:
            request.session["case"] = str(case.pk)
            request.session["case_full"] = bool(number == "" or case.is_code(code))
            return redirect("hotline:here")
        words = (
            _("Too many tries. Please wait an hour, or call us.")
            if tries.used_up
            else _("Nothing found. Please check the number and the code.")
        )
        form.add_error(None, words)
    return render(request, "hotline/look_up.html", {"form": form})


@login_not_required
@never_cache
def here(request):
    """One case as its reporter sees it: steps, answer, and what can be done now."""
    case = Case.objects.filter(pk=request.session.get("case")).first()
    if case is None:
        return redirect("hotline:case")
    if request.method == "POST":
        _said(request, case)
        return redirect("hotline:here")
    steps = [event for event in case.events.all() if event.public]
    full = request.session.get("case_full", False)
    return render(request, "hotline/here.html", {"case": case, "steps": steps, "full": full})


def _said(request, case: Case) -> None:
    """Not solved, or so many stars."""
    from django.contrib import messages

    stars = request.POST.get("stars", "")
    try:
        if request.POST.get("unsolved"):
            case.reopen(posted(request, "words") or gettext("not solved"))
            messages.success(request, gettext("Your case is open again. We will contact you."))
        elif stars in STARS and case.state in {"answered", "closed"}:
            case.rate(int(stars))
            messages.success(request, gettext("Thank you for rating."))
    except (TooLate, WrongState) as problem:
        messages.error(request, str(problem))
