"""Celery beat's own scheduler, running each due task in this process instead of publishing it."""

import logging

from celery.beat import PersistentScheduler
from django.db import close_old_connections

log = logging.getLogger(__name__)


class InlineScheduler(PersistentScheduler):
    def apply_entry(self, entry, producer=None):
        try:
            self.app.tasks[entry.task].apply(args=entry.args or (), kwargs=entry.kwargs or {}, throw=True)
        except Exception as problem:  # noqa: BLE001  (one task's trouble must not stop the clock)
            log.error("scheduled %s failed: %s", entry.task, type(problem).__name__)
        finally:
            close_old_connections()
