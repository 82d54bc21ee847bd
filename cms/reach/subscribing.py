"""“Tell me about changes”: a wish, a code that comes back, and a way out."""

from contextlib import suppress

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from cms.models import Subscription
from cms.models.subscription import address_hash
from cms.reach import feeds, things, words
from portal import registries
from portal.forms import PhoneField, posted
from portal.idempotency import once
from portal.limits import Limit, visitor
from portal.models import Area, Outbox

CHANNELS = [("sms", _("By text message")), ("email", _("By e-mail"))]
PER_ADDRESS = [(1, 60), (5, 3600), (10, 86_400)]  # codes: a text costs money and disturbs
PER_VISITOR = [(20, 3600)]


def channels() -> list:
    """Only what something can carry."""
    return [(name, label) for name, label in CHANNELS if registries.carriers.get(name)]


class WishForm(forms.Form):
    channel = forms.ChoiceField(label=_("How?"), widget=forms.RadioSelect)
    phone = PhoneField(required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=80)
    area = forms.ModelChoiceField(label=_("Which place?"), queryset=Area.objects.none(), empty_label=None)
    kinds = forms.MultipleChoiceField(
        label=_("About what?"), choices=list(things.KINDS.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one.")},
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = channels()
        self.fields["area"].queryset = Area.objects.standing().order_by("code")
        self.fields["channel"].choices = offered
        if len(offered) == 1:
            self.fields["channel"].widget = forms.HiddenInput()
            self.fields["channel"].initial = offered[0][0]
        for name, field in (("sms", "phone"), ("email", "email")):
            if name not in dict(offered):
                del self.fields[field]

    def clean(self):
        field = {"sms": "phone", "email": "email"}.get(self.cleaned_data.get("channel", ""))
        if field and field not in self.errors and not self.cleaned_data.get(field):
            self.add_error(field, _("Please tell us where to send it."))
        self.address = self.cleaned_data.get(field, "") if field else ""
        return self.cleaned_data


@login_not_required
@never_cache
def updates(request):
    """Ask to be told; feeds need no asking."""
    initial = {"area": request.GET.get("area", ""), "kinds": ["policies", "news"]}
    form = WishForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("reach:updates")
        try:
            return redirect(_asked(request, form))
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {"form": form, "channels": channels(), "feeds": feed_links(request.GET.get("area", "")),
               "none": registries.carriers.empty}  # fmt: skip
    return render(request, "cms/reach/updates.html", context)


def feed_links(area: str) -> list[tuple]:
    known = Area.objects.filter(pk=area).first() if area.isdigit() else None
    return [(label, feeds.address(kind, known.pk if known else "")) for kind, label in things.KINDS.items()]


def _asked(request, form: WishForm) -> str:
    """The same form sent twice sends one code."""
    with once(request.POST.get("once", "")) as sent:
        if not sent.result:
            _not_too_often(request, form)
            sent.result = reverse("reach:confirm", args=[_wish(form).pk])
    return sent.result


def _not_too_often(request, form: WishForm) -> None:
    who = address_hash(form.cleaned_data["channel"], form.address)
    for name, about, limits in (("code", who, PER_ADDRESS), ("asker", visitor(request), PER_VISITOR)):
        for most, seconds in limits:
            limit = Limit(f"subscribe {name} {seconds}", about, most=most, seconds=seconds)
            if limit.add() > most:
                raise ValidationError(
                    _("A code was sent a short while ago. Please wait, then try again; or call us.")
                )


def _wish(form: WishForm) -> Subscription:
    told, language = form.cleaned_data, feeds.language()
    sentence = words.consent(told["area"], told["kinds"], told["channel"], language)
    row, code = Subscription.objects.ask(
        channel=told["channel"], address=form.address, words=sentence, area=told["area"], kinds=told["kinds"],
        language=language,
    )  # fmt: skip
    Outbox.objects.queue(
        row.channel, form.address, words.code_of(code, language), purpose="reply", cause="subscription code",
        key=f"subscription:{row.pk}", language=language,
    )  # fmt: skip
    return row


@login_not_required
@never_cache
def confirm(request, pk):
    """The code, under the very sentence that is agreed to."""
    row = get_object_or_404(Subscription, pk=pk)
    problem = ""
    if request.method == "POST":
        if row.confirm("".join(filter(str.isdigit, posted(request, "code", 20)))):
            return redirect("reach:confirm", pk=pk)
        row.refresh_from_db()
        if row.state == row.State.WAITING:
            problem = _("This code is not right. Please look at the text again.")
    if row.state == row.State.ENDED:
        return redirect("reach:updates")
    context = {"row": row, "problem": problem, "used_up": row.state == row.State.WAITING and row.closed}
    return render(request, "cms/reach/confirm.html", context)


@login_not_required
@never_cache
def stop(request, token):
    """The way out by link: one button."""
    row = Subscription.objects.by_token(token)
    if row is None:
        raise Http404
    if request.method == "POST":
        with suppress(Subscription.DoesNotExist):
            row.end(str(_("Stop telling me")))
        return redirect("reach:stop", token=token)
    return render(request, "cms/reach/stop.html", {"row": row})
