"""Cases, calls and draft claims for the stranger's walk."""

from uuid import uuid4

from django.utils import timezone

from hotline.models import CallBack, Case, Contact, Inbound
from portal.models import ClaimWish
from tests.samples import MARK, sample


def case_in(area):
    text = f"{MARK}的路灯坏了"
    return Case.objects.open(kind="complaint", text=text, area=area.code, key=uuid4().hex).case


def call(area):
    """Calls have no place: only county staff who call back see them."""
    contact = Contact.objects.create(channel="sms", address=MARK)
    inbound = Inbound.objects.create(contact=contact, channel="sms", provider_id=uuid4().hex, text=MARK)
    return CallBack.objects.create(inbound=inbound)


def draft_claim(area):
    wish, _made = ClaimWish.objects.wish(
        programme="JF", channel="sms", address=MARK, facts={"children": []}, words=MARK, verdict="staff",
        day=timezone.localdate(), rule="0" * 64,
    )  # fmt: skip
    return wish


def inbound(area):
    contact = Contact.objects.create(channel="sms", address=f"{MARK}2")
    return Inbound.objects.create(contact=contact, channel="sms", provider_id=uuid4().hex, text=MARK)


sample(Inbound, inbound)
sample(Case, case_in)
sample(ClaimWish, draft_claim)
sample(CallBack, call)
