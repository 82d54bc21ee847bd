"""Wakes a worker. The work itself lies in the database; losing the bell costs seconds."""

import logging
import time

from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)


ENOUGH = 0.2  # seconds: whoever heard the bell takes all there is, and beat looks in every five
_rang: dict[str, float] = {}


def ring(task) -> None:
    """After commit, tell Celery that there may be work for `task`; in a rush, five times a second."""
    if settings.REDIS_URL:
        transaction.on_commit(lambda: _ring(task), robust=True)


def _ring(task) -> None:
    if time.monotonic() - _rang.get(task.name, -ENOUGH) < ENOUGH:
        return
    _rang[task.name] = time.monotonic()
    try:
        task.apply_async(retry=False, expires=30)
    except Exception as problem:  # noqa: BLE001  (whatever Redis says, the sweeper comes by)
        log.warning("doorbell %s: %s", task.name, type(problem).__name__)
