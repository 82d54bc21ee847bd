"""What is kept about somebody, told to them: packages offer it in `registries.my_data`.

registries.my_data.add("membership", Offer(sections, fates, erase, left_out))
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import registries
from portal.crypto import Sealed


class Person(NamedTuple):
    """Who signed in, and the resident that is the same person, if they are tied."""

    user: Any
    resident: Any = None

    @property
    def phone(self) -> str:
        """Only a number they have proved to hold."""
        return self.user.phone if self.user.phone and self.user.phone_verified else ""


class Line(NamedTuple):
    """One thing that is kept: `key` is model.field as `privacy.py` names it."""

    key: str
    label: str
    value: str
    origin: str = ""
    as_of: date | None = None


class Section(NamedTuple):
    title: str
    rows: list[list[Line]]


class Fate(NamedTuple):
    """What an erasure does to one kind of row: erased, or kept for a reason that the law gives."""

    what: str
    how_many: int
    kept_because: str = ""


class Offer(NamedTuple):
    sections: Callable[[Person], list[Section]]
    fates: Callable[[Person], list[Fate]]
    erase: Callable[[Person], None]
    left_out: dict[str, Any] = {}  # model, or model.field: why it is not told to the person


OFFICE = gettext_lazy("the work of the office, not about the person")


def all_sections(person: Person) -> list[Section]:
    found = [one for _name, offer in registries.my_data for one in offer.sections(person)]
    return [one for one in found if one.rows]


def all_fates(person: Person) -> list[Fate]:
    found = [one for _name, offer in registries.my_data for one in offer.fates(person)]
    return [one for one in found if one.how_many]


def told(row: models.Model, names: Iterable[str], origin: str = "", as_of: date | None = None) -> list[Line]:
    """These fields of a row as lines; numbers and papers are named, never opened."""
    label = row._meta.label_lower
    return [
        Line(f"{label}.{name}", _label(row, name), _value(row, name), origin, as_of)
        for name in names
    ]  # fmt: skip


def _label(row, name: str) -> str:
    said = str(row._meta.get_field(name).verbose_name)
    return said[:1].upper() + said[1:]


def _value(row, name: str) -> str:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return _(", ").join(str(one) for one in getattr(row, name).all())
    value = getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in {"password", "hash", "token"}:
        return _("kept closed") if value else ""
    if field.choices and value:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Sealed):
        return str(value)
    if isinstance(value, list | dict):
        return _words(value)
    return "" if value is None else str(value)


def _words(value) -> str:
    if isinstance(value, dict):
        return _(", ").join(f"{key}: {_words(one)}" for key, one in value.items())
    if isinstance(value, list):
        return _(", ").join(_words(one) for one in value)
    return str(value)


def of_the_ground(person: Person) -> list[Section]:
    """The log-in, what was agreed to, texts sent to the number."""
    from portal.models import Consent, Outbox
    from portal.privacy import PERSONAL

    user, phone = person.user, person.phone
    duties = user.duties.select_related("area")
    consents = Consent.objects.filter(address=phone) if phone else Consent.objects.none()
    texts = Outbox.objects.filter(to=phone).order_by("-pk")[:200] if phone else Outbox.objects.none()
    names = sorted(PERSONAL["portal.user"])
    return [
        Section(_("How I sign in"), [told(user, [*names, "date_joined"])]),
        Section(_("My duties"), [told(one, ["user", "role", "area", "period"]) for one in duties]),
        Section(_("What I agreed to"), [
            told(one, ["purpose", "agreed", "words", "channel", "address", "staff"], as_of=one.at.date()) for one in consents]),
        Section(_("Texts sent to me"), [
            [*told(one, ["to", "state"], as_of=one.made_at.date()), Line("portal.outbox.text", _("Text"), one.shown_text)]
            for one in texts]),
    ]  # fmt: skip


def fates_of_the_ground(person: Person) -> list[Fate]:
    from portal.models import AuditEntry, Consent, Outbox

    phone = person.phone
    return [
        Fate(_("log-in: name, e-mail, phone"), 1),
        Fate(_("words of texts sent to me"), Outbox.objects.filter(to=phone).count() if phone else 0,
             _("Texts show what was promised; they are kept for three years (Civil Code, article 188).")),
        Fate(_("consents, and that they were taken back"), Consent.objects.filter(address=phone).count() if phone else 0,
             _("The law asks us to be able to prove consent (Personal Information Protection Law, articles 14 and 69).")),
        Fate(_("log of who looked at my data"), AuditEntry.objects.about(person.resident).count() if person.resident else 0,
             _("Logs of access are kept for at least six months (Cybersecurity Law, article 21). They hold no values.")),
    ]  # fmt: skip


def erase_of_the_ground(person: Person) -> None:
    """The log-in keeps nothing that names somebody, and opens no more; staff leave by their manager."""
    user = person.user
    if user is None or user.duties.exists():
        return
    user.first_name = user.last_name = user.email = user.phone = ""
    user.phone_verified = user.is_active = False
    user.set_unusable_password()
    user.save()


GROUND = Offer(
    of_the_ground, fates_of_the_ground, erase_of_the_ground,
    {
        "portal.auditentry": gettext_lazy("shown as the log of who looked at my data"),
        "portal.claimwish": OFFICE, "portal.stagedimport": OFFICE,
    },
)  # fmt: skip
