"""The hotline's background work. No task carries arguments."""

from celery import shared_task

from hotline import answering
from hotline.wishes import open_wished
from portal.tasks import carry_outbox


@shared_task
def answer_inbox() -> int:
    done = 0
    while now := answering.answer():
        done += now
    if done:
        carry_outbox()
    return done


@shared_task
def open_wished_cases() -> int:
    return open_wished()
