"""How long answers really take, and which messages still wait: counts for the portal, never a case."""

from datetime import date, timedelta

from django.utils import timezone

from hotline.models import Case
from hotline.models.case_state import Kind, State
from portal import registries, workdays
from portal.workdays import NotAnnounced

A_YEAR = timedelta(days=365)
ENDED = [State.ANSWERED, State.CLOSED]


def days_to_answer(kind: str):
    """Working days from filing to the answer, for cases of this kind that were answered in the last year."""

    def days(area_code: str) -> list[int]:
        since = timezone.now() - A_YEAR
        rows = Case.objects.filter(kind=kind, state__in=ENDED, answered_at__gte=since)
        rows = rows.filter(area__code__within=area_code) if area_code else rows
        spans = [_working(*pair) for pair in rows.values_list("opened_at", "answered_at")]
        return [span for span in spans if span is not None]

    return days


def _working(opened, answered) -> int | None:
    try:
        return workdays.between(timezone.localdate(opened), timezone.localdate(answered))
    except NotAnnounced:
        return None


def waiting() -> list[date]:
    """The day of each case nobody has answered yet."""
    return [timezone.localdate(at) for at in Case.objects.unfinished().values_list("opened_at", flat=True)]


def offer() -> None:
    for kind in Kind:
        registries.days_needed.add(
            f"case:{kind.value}", registries.Measure(kind.label, days_to_answer(kind.value))
        )
    registries.waiting_messages.add("hotline", waiting)
