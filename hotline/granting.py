"""Grants what the dialogue wishes for, inside the transaction that answers the message."""

from datetime import timedelta
from decimal import Decimal
from functools import singledispatch
from typing import Any

from django.utils import timezone

from cms.eligibility import Rules
from cms.models import Answer, KeptRule
from hotline import dialogue
from hotline.knowledge import programmes
from hotline.models import CallBack, Case, Contact, Inbound
from hotline.models.case import TooLate
from portal.models import ClaimWish, Consent, Outbox
from portal.models.outbox import FORGET
from portal.states import WrongState


@singledispatch
def grant(effect, contact: Contact, inbound: Inbound) -> dict[str, Any]:
    return {}


@grant.register
def _(effect: dialogue.OpenCase, contact, inbound):
    opened = Case.objects.open(
        kind=effect.kind, text=effect.text, area=effect.area, place_text=effect.place_text, urgent=effect.urgent,
        channel=contact.channel, language=contact.outbox_language, key=f"inbound:{inbound.pk}",
        reporter="" if effect.anonymous else f"{contact.channel}:{contact.address}",
    )  # fmt: skip
    if effect.anonymous:
        forget(contact)
    case = opened.case
    due = case.due_on.isoformat() if case.due_on else ""
    return {"number": case.number, "code": opened.code, "due_on": due, "anonymous": effect.anonymous}


def forget(contact: Contact) -> None:
    """An anonymous matter is not kept with the number it came from."""
    today = timezone.now() - timedelta(hours=2)
    contact.inbounds.filter(received_at__gte=today).update(text="", why={})
    said = Outbox.objects.filter(channel=contact.channel, to=contact.address, made_at__gte=today)
    on_its_way = ["waiting", "claimed", "uncertain"]
    said.filter(state__in=on_its_way).update(cause=FORGET)
    said.exclude(state__in=on_its_way).update(text="")


@grant.register
def _(effect: dialogue.Stop, contact, inbound):
    for purpose in ("bulk", "notice"):
        _consent(contact, purpose, False, effect.words)
    return {}


@grant.register
def _(effect: dialogue.Start, contact, inbound):
    """Restores only what was taken back: news never agreed to stay off."""
    for purpose in ("bulk", "notice"):
        if Consent.objects.filter(address=contact.address, purpose=purpose, agreed=False).exists():
            had = Consent.objects.filter(address=contact.address, purpose=purpose, agreed=True).exists()
            if had or purpose == "notice":
                _consent(contact, purpose, True, effect.words)
    return {}


def _consent(contact, purpose, agreed, words):
    Consent.objects.record(contact.address, purpose, agreed, words=words, channel=contact.channel)


@grant.register
def _(effect: dialogue.AskForHuman, contact, inbound):
    CallBack.objects.get_or_create(inbound=inbound)
    return {}


@grant.register
def _(effect: dialogue.Alarm, contact, inbound):
    CallBack.objects.update_or_create(inbound=inbound, defaults={"urgent": True})
    return {}


@grant.register
def _(effect: dialogue.Told, contact, inbound):
    rules = _applied(effect.verdict["rule"])
    Answer.objects.keep(
        channel="chat" if contact.channel == "web" else contact.channel, rules=rules, verdict=effect.verdict,
        facts=effect.facts, on=effect.verdict["on"], words=effect.words, language=contact.outbox_language,
        cause=f"inbound:{inbound.pk}", origins={**dict.fromkeys(effect.facts, "told"), **effect.origins},
    )  # fmt: skip
    return {}


def _applied(text: str) -> Rules:
    """The rule that was applied, also if a newer one was published this very moment: every applied text is kept."""
    published = next((one for one in programmes() if one.hash == text), None)
    return published or Rules.from_json(KeptRule.objects.get(pk=text).data)


@grant.register
def _(effect: dialogue.DraftClaim, contact, inbound):
    verdict = effect.verdict
    sure = "" if verdict.get("amount") else "_if_confirmed"
    amount, period, per = (verdict.get(key + sure) for key in ("amount", "period", "per"))
    wish, made = ClaimWish.objects.wish(
        programme=effect.programme, channel=contact.channel, address=contact.address, facts=effect.facts,
        words=effect.words, day=timezone.localdate(), phone=effect.phone, verdict=verdict["verdict"],
        amount=Decimal(amount) if amount else None, period=period or "", per=per or "",
        missing=[*verdict["missing"], *verdict["staff"]], rule=verdict["rule"],
    )  # fmt: skip
    return {"made": made, "can_call": bool(wish.number_to_call)}


@grant.register
def _(effect: dialogue.Forget, contact, inbound):
    contact.inbounds.filter(pk=inbound.pk).update(text="")
    return {}


def _latest_answered(contact: Contact) -> Case | None:
    mine = Case.objects.of_reporter(contact.channel, contact.address)
    return mine.filter(state__in=["answered", "closed"]).first()


@grant.register
def _(effect: dialogue.Rate, contact, inbound):
    case = _latest_answered(contact)
    if case is None:
        return {}
    case.rate(effect.stars)
    return {"number": case.number}


@grant.register
def _(effect: dialogue.Reopen, contact, inbound):
    case = _latest_answered(contact)
    try:
        if case is not None:
            case.reopen(effect.text)
    except (TooLate, WrongState):
        return {}
    return {"number": case.number} if case else {}
