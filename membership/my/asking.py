"""What comes of a request: asked by the person, decided by the clerk, told by a text."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from membership.models import DataRequest
from portal import audit
from portal.models import Consent, Outbox

NOTICE = {
    "done": "【邻里】您关于个人信息的申请已办理。登录“我的信息”可查看。",
    "partly": "【邻里】您关于个人信息的申请已部分办理。登录“我的信息”可查看。",
    "refused": "【邻里】您关于个人信息的申请未能办理，理由请登录“我的信息”查看。",
}


def current(resident, field: str) -> str:
    """As it stands today."""
    if field == "other":
        return ""
    home, name = resident.household, field.removeprefix("household.")
    row = home if field.startswith("household.") else resident
    return str(getattr(row, name) or "") if row else ""


def ask(resident, kind: str, *, key: str, field: str = "", new: str = "", reason: str = "") -> DataRequest:
    """Asking twice asks once; the same thing waiting already is that one."""
    if found := DataRequest.objects.filter(key=key).first():
        return found
    try:
        with transaction.atomic():
            return DataRequest.objects.create(
                resident=resident, kind=kind, field=field, new=new, reason=reason, key=key,
                old=current(resident, field)[:200] if field else "",
            )  # fmt: skip
    except IntegrityError:
        return DataRequest.objects.get(resident=resident, kind=kind, field=field, state="asked")


@transaction.atomic
def accept(request: DataRequest, by, answer: str = "") -> None:
    """The value is written; the request itself says that the person told it."""
    resident, field = request.resident, request.field
    if field.startswith("household."):
        home = resident.household
        if home is None:
            raise ValueError(_("This person lives in no household now. Refuse with a sentence."))
        name = field.removeprefix("household.")
        setattr(home, name, request.new)
        home.version += 1
        home.full_clean()
        home.save(update_fields=[name, "version"])
    elif field != "other":
        value = date.fromisoformat(request.new) if field == "born_on" else request.new
        exactly = {"born_known": "day"} if field == "born_on" else {}
        resident.change(**{field: value, **exactly})
    request.decide(by, "done", answer)
    tell(request)


@transaction.atomic
def refuse(request: DataRequest, by, answer: str) -> None:
    request.decide(by, "refused", answer)
    tell(request)


def tell(request: DataRequest, to: str = "") -> None:
    """A text without anything personal, to the number of the log-in; consent is asked when it is carried."""
    user = request.resident.user
    to = to or (user.phone if user and user.phone_verified else "")
    if to:
        Outbox.objects.queue(
            "sms", to, NOTICE[request.state], purpose="notice", cause="my data", key=f"my-data:{request.pk}"
        )


@transaction.atomic
def withdraw(resident, user, key: str) -> DataRequest:
    """At once, without a clerk: no more notices and news, no contact elsewhere, not shown to helpers."""
    request = ask(resident, "withdrawal", key=key)
    if request.state != "asked":
        return request
    phone = user.phone if user.phone_verified else ""
    for purpose in (Consent.Purpose.NOTICE, Consent.Purpose.BULK):
        if phone:
            Consent.objects.record(phone, purpose, False, words="撤回同意（我的信息）", channel="web")
    resident.withdraw(timezone.localdate())
    request.decide(user, "done")
    audit.record(user, "withdrew", resident)
    return request


def as_json(sections) -> dict:
    """What is kept, by section, for another program to read."""
    rows = [
        {"section": one.title, "rows": [[line._asdict() for line in row] for row in one.rows]}
        for one in sections
    ]
    return {"made_on": timezone.localdate(), "language": translation.get_language(), "kept": rows}
