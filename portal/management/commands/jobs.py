"""Background work in one process: drains rows and keeps the schedule. Kill it whenever you like."""

import logging
import signal
import time
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection

from portal.models import Heartbeat
from portal.registries import drains
from portal.schedule import InlineScheduler

log = logging.getLogger("jobs")
ONE_CLOCK = 7_110_029  # the number of the lock that one scheduler holds


class Command(BaseCommand):
    help = "Answer, carry and keep the schedule, without a broker."

    def handle(self, **options):
        self.stopping = False
        connection.settings_dict["CONN_MAX_AGE"] = None  # the clock's lock lives as long as the connection
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        clock, next_tick, next_beat = None, 0.0, 0.0
        while not self.stopping:
            try:
                clock = clock or self.clock()
                if clock and time.monotonic() >= next_tick:
                    next_tick = time.monotonic() + min(clock.tick(), 5)
                worked = sum(drain() for _name, drain in drains)
                if time.monotonic() >= next_beat:
                    Heartbeat.beat("jobs")
                    next_beat = time.monotonic() + 5
            except Error as problem:
                log.warning("database: %s; trying again", type(problem).__name__)
                clock, worked = None, 0
                connection.close()
            close_old_connections()
            time.sleep(0 if worked else 0.3)
        if clock:
            clock.close()

    def stop(self, *args):
        self.stopping = True

    def clock(self) -> InlineScheduler | None:
        """The scheduler, for the one process that holds the lock."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_CLOCK])
            if not cursor.fetchone()[0]:
                return None
        file = Path(f"{settings.CELERY_BEAT_SCHEDULE_FILENAME}-inline")
        file.parent.mkdir(parents=True, exist_ok=True)
        app = current_app._get_current_object()
        app.loader.import_default_modules()
        app.finalize()
        return InlineScheduler(app=app, schedule_filename=str(file), lazy=False)
