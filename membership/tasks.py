"""The register's background work. No task carries arguments."""

from celery import shared_task

from membership import pair_finding
from membership.rolls import keeping, work


@shared_task
def suggest_pairings() -> int:
    villages = 0
    while pair_finding.work():
        villages += 1
    return villages


@shared_task
def work_on_rolls() -> int:
    return work.some()


@shared_task
def forget_rolls() -> int:
    return keeping.forget()
