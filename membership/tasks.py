"""The register's background work. No task carries arguments."""

from celery import shared_task

from membership.rolls import keeping, work


@shared_task
def work_on_rolls() -> int:
    return work.some()


@shared_task
def forget_rolls() -> int:
    return keeping.forget()
