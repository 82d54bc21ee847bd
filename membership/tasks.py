"""The register's background work. No task carries arguments."""

from celery import shared_task

from membership import pair_finding


@shared_task
def suggest_pairings() -> int:
    villages = 0
    while pair_finding.work():
        villages += 1
    return villages
