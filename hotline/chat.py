"""The dialogue on the web: a plain form that posts and shows what was said."""

import uuid

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hotline import answering
from hotline.dialogue.choices import choices
from hotline.models import Contact, Inbound
from portal import reading
from portal.forms import Told
from portal.limits import Limit, visitor
from portal.models import Outbox

COOKIE, DAY = "chat", 24 * 3600
MOST_IN_A_MINUTE, MOST_TURNS = 20, 60


class Saying(forms.Form):
    """One message; `said` is what a quick button says."""

    text = Told(
        label=_("Your question"), required=False, max_length=4000, strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "govuk-textarea", "autocomplete": "off"}),
    )  # fmt: skip
    said = forms.CharField(required=False, max_length=40)
    website = forms.CharField(required=False)  # only machines fill this in
    once = forms.CharField(required=False, max_length=40)


@login_not_required
@never_cache
def chat(request):
    """Ask and be answered. Works without a script; with one it only gets quicker."""
    key = request.get_signed_cookie(COOKIE, default=None, salt="hotline.chat", max_age=DAY)
    form = Saying(request.POST or None)
    if request.method == "POST" and "leave" in request.POST:
        return _leave(key)
    if request.method == "POST" and form.is_valid():
        key = key or uuid.uuid4().hex
        problem = _too_many(request, key)
        if not problem:
            _hear(key, form.cleaned_data)
            return _remember(redirect(f"{reverse('hotline:chat')}#end"), key)
        form.add_error("text", problem)
    contact = Contact.objects.filter(channel="web", address=key).first() if key else None
    waiting = bool(contact) and contact.inbounds.waiting().exists()
    return render(
        request, "hotline/chat.html",
        {"form": form, "turns": turns(contact), "waiting": waiting, "quick": quick(contact)},
    )  # fmt: skip


def _remember(response, key: str):
    response.set_signed_cookie(
        COOKIE, key, salt="hotline.chat", max_age=DAY, httponly=True, samesite="Lax", secure=settings.SECURE
    )
    return response


def _leave(key: str | None):
    """On a shared computer: the conversation is gone from this browser."""
    response = redirect("hotline:chat")
    response.delete_cookie(COOKIE)
    return response


def _too_many(request, key: str) -> str:
    """Twenty messages a minute from one browser, a hundred from one address, are enough for anybody typing."""
    browser = Limit("chat", key, most=MOST_IN_A_MINUTE, seconds=60)
    address = Limit("chat", visitor(request), most=MOST_IN_A_MINUTE * 5, seconds=60)
    if browser.add() > browser.most or address.add() > address.most:
        return _("That was very fast. Please wait a minute and send it again.")
    return ""


def _hear(key: str, said: dict) -> None:
    text = said["said"] or said["text"]
    if said["website"] or not text.strip():
        text = text if not said["website"] else ""
        if not text.strip():
            return
    once = said["once"] or uuid.uuid4().hex
    Inbound.objects.hear(channel="web", address=key, provider_id=f"{key[:16]}:{once}"[:80], text=text)
    contact = Contact.objects.get(channel="web", address=key)
    _begin_in_page_language(contact)
    while answering.answer_next(contact.pk):
        pass


def _begin_in_page_language(contact: Contact) -> None:
    """Somebody on the English page is answered in English from the start."""
    if not contact.session:
        Contact.objects.filter(pk=contact.pk, session={}).update(session={"language": reading.language()})


def turns(contact: Contact | None) -> list[tuple[bool, str]]:
    """(mine, text) in the order it was said."""
    if contact is None:
        return []
    heard = contact.inbounds.order_by("-pk")[:MOST_TURNS]
    said = Outbox.objects.filter(channel="web", to=contact.address).order_by("-pk")[: MOST_TURNS * 2]
    lines = [(inbound.received_at, 0, inbound.pk, True, inbound.text) for inbound in heard]
    lines += [(row.made_at, 1, row.pk, False, row.text) for row in said]
    Outbox.objects.filter(pk__in=[row.pk for row in said], state="waiting").update(
        state="delivered", delivered_at=timezone.now()
    )
    return [(mine, text) for _at, _who, _pk, mine, text in sorted(lines) if text]


def quick(contact: Contact | None) -> list[tuple[str, str]]:
    """Buttons for the choices of the last text: what is sent, and what the button says."""
    last = contact and Outbox.objects.filter(channel="web", to=contact.address).order_by("-pk").first()
    if not last:
        return [
            ("1", _("Which benefits can I get")),
            ("2", _("Childcare subsidy")),
            ("5", _("Complain or ask for help")),
        ]
    return choices(last.text)
