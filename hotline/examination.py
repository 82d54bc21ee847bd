"""What `manage.py doctor` says about the hotline: unanswered, overdue, waiting."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from hotline.models import CallBack, Case, Inbound
from portal.doctor import Finding, note, problem, well
from portal.models import CaseWish

LATE = timedelta(seconds=60)


def hotline() -> Iterator[Finding]:
    late = Inbound.objects.waiting().filter(received_at__lt=timezone.now() - LATE).count()
    yield problem(f"{late} messages wait longer than a minute.") if late else well("No message waits.")
    if parked := Inbound.objects.filter(state="parked", call_back__done_at=None).count():
        yield note(f"{parked} messages could not be answered and wait for a person.")
    if urgent := CallBack.objects.open().filter(urgent=True).count():
        yield problem(f"{urgent} people in danger wait for a call.")
    if overdue := Case.objects.overdue().count():
        yield note(f"{overdue} cases are overdue.")
    if dateless := Case.objects.unfinished().filter(due_on=None).count():
        yield note(f"{dateless} cases have no day yet: the year's holidays were not announced.")
    if wished := CaseWish.objects.open().count():
        yield note(f"{wished} wished cases are not opened yet.")
    if not settings.HOTLINE_PHONE:
        yield note("No HOTLINE_PHONE: pages and texts cannot name a number to call.")
