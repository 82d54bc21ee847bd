"""Carries what lies in the outbox. At least once for replies, at most once for the rest (ADR 0004)."""

import logging
from dataclasses import dataclass

from django.db import transaction

from portal.models import Consent, Outbox
from portal.registries import carriers

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """What a carrier reports: the provider's id of the text and its first status."""

    provider_id: str = ""
    status: str = "sent"


class CarrierError(Exception):
    """A text was not carried. `permanent`: never will be. `uncertain`: it may have gone out."""

    def __init__(self, text: str, *, permanent: bool = False, uncertain: bool = False, code: str = ""):
        super().__init__(text)
        self.permanent, self.uncertain, self.code = permanent, uncertain, code or type(self).__name__


def carry(most: int = 20) -> int:
    """Send up to `most` of what is due. Overlapping runs are harmless; each row is claimed by one.

    One row at a time: a lease covers one provider call, and a worker that dies strands one text.
    """
    channels = [name for name, _carrier in carriers]
    for done in range(most):
        rows = Outbox.objects.claim(1, channels)
        if not rows:
            return done
        _carry_one(rows[0])
    return most


def _carry_one(row: Outbox) -> None:
    if not Consent.objects.allows(row.to, row.purpose):
        row.refuse()
        return
    carrier = carriers[row.channel]
    try:
        sent = carrier.send(row)
    except CarrierError as problem:
        _settle(row, problem)
    except Exception as problem:  # noqa: BLE001  (a carrier's bug must not stop the others' texts)
        log.error("carrier %s broke: %s", row.channel, type(problem).__name__)
        row.mark_uncertain(type(problem).__name__)
    else:
        row.mark_sent(sent.provider_id)


def _settle(row: Outbox, problem: CarrierError) -> None:
    if problem.uncertain:
        row.mark_uncertain(problem.code)
    elif problem.permanent:
        row.mark_failed(problem.code)
    else:
        row.try_later(problem.code)


def sweep(most: int = 100) -> int:
    """Settle rows whose worker died or whose outcome nobody knows."""
    with transaction.atomic():
        lost = list(Outbox.objects.abandoned().select_for_update(skip_locked=True)[:most])
        for row in lost:
            row.mark_uncertain("worker lost")
    doubtful = list(Outbox.objects.filter(state="uncertain").order_by("pk")[:most])
    return len(lost) + sum(_find_out(row) for row in doubtful)


def _find_out(row: Outbox) -> bool:
    """Ask the provider; where it cannot say, a reply is sent once more and anything else is left."""
    carrier = carriers[row.channel]
    try:
        found = carrier.find(row) if hasattr(carrier, "find") else None
    except CarrierError:
        return False
    if found:
        return row._settle("sent", provider_id=found.provider_id, sent_at=row.claimed_at)
    if row.attempts >= 2 or (row.purpose != "reply" and not hasattr(carrier, "find")):
        return False
    return row._settle("waiting")
