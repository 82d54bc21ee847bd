"""Asking to join on the web, without an account; and whether a certificate is valid, without a name."""

import re

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from membership.admin.fields import DayField
from membership.models import Application, Association, Membership
from membership.models.resident import Sex
from portal import idempotency
from portal.forms import PhoneField, Told
from portal.limits import Limit, visitor

MOST_AN_HOUR = 10
TOKEN = re.compile(r"^[A-Za-z0-9_-]{20,43}$")


class JoinForm(forms.Form):
    association = forms.ModelChoiceField(
        label=_("Which association?"), queryset=Association.objects.none(), empty_label=_("Choose one"),
        error_messages={"required": _("Please choose an association.")},
    )  # fmt: skip
    name = Told(
        label=_("Your full name"), max_length=60, error_messages={"required": _("Please write your name.")}
    )
    phone = PhoneField(error_messages={"required": _("Please write your number, so that we can answer.")})
    sex = forms.ChoiceField(label=_("sex"), choices=[("", "—"), *Sex.choices], required=False)
    born_on = DayField(label=_("born on"), required=False)
    occupation = Told(label=_("occupation"), max_length=60, required=False)
    reason = Told(
        label=_("why I want to join"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    promise = forms.BooleanField(
        label=_("I will keep the charter, and I agree that what I wrote here is kept in the register."),
        error_messages={"required": _("Without this promise nobody can join.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = Association.objects.filter(status="active")

    def file(self, key: str, channel: str = "web") -> Application:
        told = self.cleaned_data
        facts = {"sex": told["sex"], "occupation": told["occupation"],
                 "born_on": told["born_on"] and told["born_on"].isoformat()}  # fmt: skip
        return Application.objects.file(
            told["association"], key=key, name=told["name"], phone=told["phone"], reason=told["reason"],
            told={name: value for name, value in facts.items() if value},
            promised_on=timezone.localdate(), channel=channel,
        )  # fmt: skip


@login_not_required
@never_cache
def join(request):
    """The form; sent twice it is one application."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limit = Limit("joining", visitor(request), most=MOST_AN_HOUR, seconds=3600)
        if limit.add() <= limit.most:
            told = form.cleaned_data
            form.file(idempotency.key("join", request, f"{told['association'].pk}:{told['name']}"))
            return redirect("member:joined")
        form.add_error(None, _("That was a lot for one hour. Please come back later, or call us."))
    return render(request, "membership/join/form.html", {"form": form})


@login_not_required
@never_cache
def joined(request):
    return render(request, "membership/join/sent.html")


@login_not_required
@never_cache
def certificate(request, token):
    """Valid, ended or revoked, of which association and with which number. Never whose."""
    rows = Membership.objects.select_related("association").exclude(serial=None)
    member = rows.filter(token=token).first() if TOKEN.match(token) else None
    if member is None:
        raise Http404
    return render(request, "membership/join/certificate.html", {"member": member})
