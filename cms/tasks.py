"""The content's background work. No task carries arguments."""

from celery import shared_task

from cms import publishing


@shared_task
def publish_due() -> int:
    return publishing.publish_due()
