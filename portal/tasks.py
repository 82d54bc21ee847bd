"""The ground's background work. No task carries arguments: a lost or doubled one changes nothing."""

from celery import shared_task

from portal import outbox
from portal.models.heartbeat import Heartbeat


@shared_task
def carry_outbox() -> int:
    carried = 0
    while done := outbox.carry():
        carried += done
    return carried


@shared_task
def sweep_outbox() -> int:
    return outbox.sweep()


@shared_task
def beat_heart() -> None:
    Heartbeat.beat("schedule")
