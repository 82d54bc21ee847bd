"""“Was this page useful?”: a form of its own, so that the page itself sets no cookie."""

import re

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.models import Page, Site

from cms.models import Feedback
from cms.reach import feeds
from portal.forms import Told
from portal.idempotency import key
from portal.limits import Limit, visitor
from portal.models import Area

MOST_AN_HOUR = 30
ANSWERS = [("1", _("Yes, it helped")), ("0", _("No"))]


class FeedbackForm(forms.Form):
    useful = forms.ChoiceField(
        label=_("Was this page useful?"), choices=ANSWERS, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("What was wrong?"), required=False, widget=forms.RadioSelect, choices=Feedback.Reason.choices
    )
    words = Told(
        label=_("What should we change?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Please write no names, telephone or ID numbers: nobody can answer you here."),
    )  # fmt: skip
    page = Told(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.HiddenInput)


@login_not_required
@never_cache
def feedback(request):
    """Keep what was said, send it to whoever looks after the page."""
    address = about(request)
    asked = {name: request.GET[name] for name in ("useful", "reason") if name in request.GET}
    form = FeedbackForm(request.POST or None, initial={**asked, "page": address})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect(thanks(address))
        limit = Limit("feedback", visitor(request), most=MOST_AN_HOUR, seconds=3600)
        if limit.add() <= limit.most:
            keep(request, form.cleaned_data, address)
            return redirect(thanks(address))
        form.add_error(None, _("That was a lot for one hour. Please come back later, or call us."))
    context = {"form": form, "address": address, "about": page_at(address)}
    return render(request, "cms/reach/feedback.html", context)


@login_not_required
def thanked(request):
    return render(request, "cms/reach/thanks.html", {"address": about(request)})


def thanks(address: str) -> str:
    return f"{reverse('reach:thanked')}?page={address}"


def about(request) -> str:
    """The path of a page of this site; nothing else is taken for one."""
    said = request.POST.get("page") or request.GET.get("page") or "/"
    path = re.split(r"[?#\s]", said.replace("\x00", ""))[0][:300]
    own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if own else "/"


def page_at(address: str) -> Page | None:
    """The published page of this address, in either language."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    start, rest = site.root_page, address
    if address == "/en" or address.startswith("/en/"):
        start, rest = (
            start.get_translations().filter(locale__language_code="en").first() or start,
            address[3:],
        )
    path = start.url_path + rest.lstrip("/")
    return Page.objects.live().filter(url_path=path if path.endswith("/") else f"{path}/").first()


def keep(request, told: dict, address: str) -> Feedback:
    page = page_at(address)
    specific = page.specific if page else None
    area = getattr(specific, "area", None) or Area.objects.standing().order_by("code").first()
    useful = told["useful"] == "1"
    return Feedback.objects.say(
        key=key("feedback", request, f"{address}:{told}"), address=address, useful=useful, page=page, area=area,
        title=page.title if page else "", reason="" if useful else told["reason"], words=told["words"],
        language=feeds.language(),
    )  # fmt: skip
