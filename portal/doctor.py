"""What is configured, reachable, overdue and unsent, in sentences for whoever keeps the house.

Packages add examinations: `registries.doctors.add("messages", examine)`, where `examine()` yields Findings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from portal import print, registries, workdays
from portal.models import Heartbeat, Outbox

QUIET = timedelta(seconds=60)
FONTS = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"


class Level(Enum):
    WELL = "well"
    NOTE = "note"
    PROBLEM = "PROBLEM"


@dataclass(frozen=True)
class Finding:
    level: Level
    text: str


def well(text: str) -> Finding:
    return Finding(Level.WELL, text)


def note(text: str) -> Finding:
    return Finding(Level.NOTE, text)


def problem(text: str) -> Finding:
    return Finding(Level.PROBLEM, text)


def examine() -> Iterator[tuple[str, Finding]]:
    """Every examination; one that breaks is itself a finding."""
    for name, examination in registries.doctors:
        try:
            yield from ((name, finding) for finding in examination())
        except Error as trouble:
            yield name, problem(f"The database refused: {type(trouble).__name__}. Run manage.py migrate.")


def kind_of_house() -> Iterator[Finding]:
    local = urlsplit(settings.PUBLIC_URL).hostname in {"127.0.0.1", "localhost", "::1"}
    if settings.DEMO and not local:
        yield problem(f"LINLI_DEMO is on at {settings.PUBLIC_URL}: passwords are public. Unset LINLI_DEMO.")
    elif settings.DEMO:
        yield note("The demo county: second factor waived, invented people, this machine only.")
    else:
        yield well(f"A real house at {settings.PUBLIC_URL}.")
    if not local and not settings.SECURE:
        yield problem("PUBLIC_URL does not start with https://: passwords would travel in the open.")


def database() -> Iterator[Finding]:
    version = connection.cursor().connection.info.server_version // 10_000
    yield well(f"PostgreSQL {version} answers.")
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield problem(f"{len(waiting)} migrations have not run. Run manage.py migrate.")


def cache_and_doorbell() -> Iterator[Finding]:
    try:
        cache.set("doctor", 1, 5)
    except Exception as trouble:  # noqa: BLE001  (whatever the cache says is the finding)
        yield problem(f"The cache does not answer: {type(trouble).__name__}. Look at REDIS_URL.")
    else:
        yield well("The cache answers.")
    if not settings.REDIS_URL:
        yield note("No REDIS_URL: background work is done by manage.py jobs.")


def workers() -> Iterator[Finding]:
    newest = Heartbeat.objects.order_by("-at").first()
    if newest is None:
        yield problem("No worker was ever alive. Start manage.py jobs, or Celery's worker and beat.")
    elif timezone.now() - newest.at > QUIET:
        yield problem(f"No worker since {timezone.localtime(newest.at):%Y-%m-%d %H:%M:%S}. Start one.")
    else:
        yield well("A worker is alive.")


def texts() -> Iterator[Finding]:
    late = Outbox.objects.due().filter(not_before__lt=timezone.now() - QUIET).count()
    failed = Outbox.objects.filter(state="failed", made_at__gt=timezone.now() - timedelta(days=7)).count()
    doubtful = Outbox.objects.filter(state="uncertain").count()
    yield problem(f"{late} texts wait longer than a minute.") if late else well("No text waits.")
    if failed:
        yield note(f"{failed} texts failed within a week; the list of outgoing texts says why.")
    if doubtful:
        yield note(f"{doubtful} texts may or may not have arrived.")
    if not (settings.TWILIO_ACCOUNT_SID and settings.TWILIO_AUTH_TOKEN and settings.TWILIO_FROM):
        yield note("No SMS provider is configured: texts stay on the staff page of outgoing texts.")


def calendar() -> Iterator[Finding]:
    today = timezone.localdate()
    if today.year not in workdays.ANNOUNCED:
        yield problem(f"The working days of {today.year} are not known. Update the package chinesecalendar.")
    elif today.month == 12 and today.year + 1 not in workdays.ANNOUNCED:
        yield note(f"The working days of {today.year + 1} are not known yet: deadlines beyond New Year wait.")
    else:
        yield well(f"Working days are known until {max(workdays.ANNOUNCED)}.")


def printing() -> Iterator[Finding]:
    if print.can_pdf():
        yield well("PDFs can be made.")
    else:
        yield note(f"No PDFs here, pages say “print this page” instead. For PDFs: {FONTS}")


EXAMINATIONS = {
    "house": kind_of_house, "database": database, "cache": cache_and_doorbell, "workers": workers,
    "texts": texts, "calendar": calendar, "printing": printing,
}  # fmt: skip


def offer() -> None:
    for name, examination in EXAMINATIONS.items():
        registries.doctors.add(name, examination)
