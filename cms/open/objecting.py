"""Objecting and asking without an account, and finding the answer again. Nothing of it is in an address."""

import re

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from cms.models import Disclosure, Objection
from cms.open.public import _crumbs
from portal import idempotency
from portal.forms import Told
from portal.limits import Limit, visitor
from portal.phones import international

MOST_AN_HOUR, MOST_TRIES = 10, 5
NUMBER = re.compile(r"^\d{9,15}-\d{1,6}-\d{1,6}$")
BUSY = _("That was a lot for one hour. Please come back later, or call us.")


class ObjectionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Objection.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is.")},
    )  # fmt: skip
    text = Told(
        label=_("What is wrong, or what do you want to know?"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Please write it in your own words.")},
    )  # fmt: skip
    name = Told(
        label=_("Your name"),
        required=False,
        max_length=40,
        help_text=_("Only if you like. It is kept closed and never shown."),
    )
    phone = forms.CharField(
        label=_("Your mobile number"), required=False, max_length=20,
        help_text=_("Only if we may call you. It is kept closed and never shown."),
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        return international(phone) if phone else ""


class FindForm(forms.Form):
    number = forms.CharField(label=_("Number"), max_length=40, help_text=_("Such as 990001101001-12-1."))
    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("The six digits beside the number."))

    def clean_number(self):
        number = "".join(self.cleaned_data["number"].split())
        if not NUMBER.match(number):
            raise forms.ValidationError(_("A number looks like 990001101001-12-1. Please check it."))
        return number


@login_not_required
@never_cache
def object_to(request, code, number):
    """The form; sent, the receipt with number and code. The same form sent again shows the same receipt."""
    rows = Disclosure.objects.published().select_related("item", "area", "drafted_by")
    row = get_object_or_404(rows, area_id=code, number=number)
    form = ObjectionForm(request.POST or None)
    context = {"row": row, "form": form, "crumbs": _crumbs((str(row), row.get_absolute_url()))}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect(row)
        limit = Limit("objections", visitor(request), most=MOST_AN_HOUR, seconds=3600)
        if limit.add() <= limit.most:
            return render(
                request, "cms/open/objected.html", {**context, "raised": _raised(request, row, form)}
            )
        form.add_error(None, BUSY)
    return render(request, "cms/open/object.html", context)


def _raised(request, row, form):
    told = form.cleaned_data
    key = idempotency.key("objection", request, f"{row.pk}:{told['kind']}:{told['text']}")
    return Objection.objects.raise_against(
        row, kind=told["kind"], text=told["text"], key=key, name=told["name"], phone=told["phone"]
    )


@login_not_required
@never_cache
def find(request):
    """Number and code lead to the answer; wrong and unknown look alike."""
    form, found = FindForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        limits = [
            Limit("objection look-up", who, most=MOST_TRIES, seconds=3600)
            for who in (visitor(request), told["number"])
        ]
        blocked = any([limit.add() > limit.most or limit.unknown for limit in limits])  # noqa: C419  (both count)
        found = Objection.objects.look_up(told["number"], told["code"].strip())
        if blocked or found is None:
            found = None
            form.add_error(
                None, BUSY if blocked else _("Nothing found. Please check the number and the code.")
            )
        else:
            for limit in limits:
                limit.give_back()
    return render(request, "cms/open/find.html", {"form": form, "found": found, "crumbs": _crumbs()})
