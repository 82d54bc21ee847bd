"""The content's background work. No task carries arguments."""

from celery import shared_task

from cms import publishing, reviewing
from cms.editing import links
from cms.open import reminders
from cms.reach import announcing


@shared_task
def publish_due() -> int:
    return publishing.publish_due()


@shared_task
def review_answers() -> int:
    looked_at = 0
    while now := reviewing.review():
        looked_at += now
    return looked_at


@shared_task
def announce() -> int:
    return announcing.announce()


@shared_task
def remind_of_disclosures() -> int:
    return reminders.remind_by_day()


@shared_task
def look_at_links() -> int:
    return links.look_over()
