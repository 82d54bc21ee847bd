"""Answers what came in: once, in order per sender, whatever is killed and whenever.

The contact's row is locked; session, replies, granted wishes and the mark "answered" are written in
the same transaction. A worker that dies leaves the message waiting.
"""

import logging

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from hotline.dialogue import Event, confirm, step
from hotline.dialogue.words import words
from hotline.granting import grant
from hotline.knowledge import for_contact
from hotline.models import CallBack, Contact, Inbound
from portal.models import Outbox
from portal.models.outbox import FORGET

log = logging.getLogger(__name__)
ATTEMPTS = 3


def answer(most: int = 50) -> int:
    """Answer up to `most` waiting messages; returns how many."""
    done = 0
    while done < most and answer_next():
        done += 1
    return done


def answer_next(contact_pk: int | None = None) -> bool:
    """Answer the oldest message of the contact that waits longest (or of this one)."""
    inbound = None
    try:
        with transaction.atomic():
            contact = _lock(contact_pk)
            inbound = contact and contact.inbounds.waiting().order_by("pk").first()
            if inbound is None:
                return False
            _answer(contact, inbound)
    except OperationalError:  # the database went away: not this message's fault
        raise
    except Exception as problem:  # (one message's trouble must not hold up everybody else)
        if inbound is None:
            raise
        log.exception("message %s: %s", inbound.pk, type(problem).__name__)
        _put_aside(inbound, type(problem).__name__)
    return True


def _lock(contact_pk: int | None) -> Contact | None:
    contacts = Contact.objects.waiting()
    if contact_pk:
        contacts = contacts.filter(pk=contact_pk)
        return contacts.select_for_update(of=("self",)).first()
    return contacts.select_for_update(skip_locked=True, of=("self",)).first()


def _answer(contact: Contact, inbound: Inbound) -> None:
    now = timezone.localtime()
    event = Event(inbound.text, contact.channel, inbound.media)
    done = step(contact.session, event, for_contact(contact), now)
    contact.session, contact.language = done.session, done.session.get("language", "zh")
    replies, secret = list(done.replies), False
    for effect in done.effects:
        outcome = grant(effect, contact, inbound)
        replies += confirm(done.session, effect, outcome)
        secret = secret or outcome.get("anonymous", False)
    contact.save(update_fields=["session", "language"])
    for ordinal, text in enumerate(replies):
        _reply(contact, inbound, ordinal, text, secret)
    _mark(inbound, Inbound.State.ANSWERED, why={} if secret else done.why)


def _reply(contact: Contact, inbound: Inbound, ordinal: int, text: str, secret: bool = False) -> None:
    Outbox.objects.queue(
        contact.channel, contact.address, text, purpose="reply", cause=FORGET if secret else f"inbound:{inbound.pk}",
        key=f"inbound:{inbound.pk}:{ordinal}", language=contact.outbox_language,
    )  # fmt: skip


def _mark(inbound: Inbound, state: str, **changes) -> None:
    waiting = Inbound.objects.filter(pk=inbound.pk, state=Inbound.State.WAITING)
    waiting.update(state=state, answered_at=timezone.now(), attempts=F("attempts") + 1, **changes)


def _put_aside(inbound: Inbound, error: str) -> None:
    """Count the failure; after three a person gets it, with a kind word to the sender."""
    with transaction.atomic():
        contact = Contact.objects.select_for_update().get(pk=inbound.contact_id)
        waiting = Inbound.objects.filter(pk=inbound.pk, state=Inbound.State.WAITING)
        waiting.update(attempts=F("attempts") + 1, error=error[:80])
        inbound.refresh_from_db()
        if inbound.state == Inbound.State.WAITING and inbound.attempts >= ATTEMPTS:
            waiting.update(state=Inbound.State.PARKED, answered_at=timezone.now())
            contact.session = {"language": contact.language or "zh"}  # the next message starts afresh
            contact.save(update_fields=["session"])
            CallBack.objects.get_or_create(inbound=inbound)
            _reply(contact, inbound, 0, words("human_no_phone", contact.language or "zh"))
