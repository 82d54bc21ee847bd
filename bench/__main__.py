"""Runs every measurement in one go on its own database and writes docs/benchmarks.md."""

import os
import platform
from datetime import date
from pathlib import Path

from tests import migrated, plugin

plugin.start_servers()
from tests.house import demo_database  # noqa: E402  (needs the servers)

migrated.make("linlihouse_bench", demo_database())
os.environ |= {
    "DATABASE_URL": migrated.address("linlihouse_bench"), "DJANGO_SETTINGS_MODULE": "portal.settings",
    "TWILIO_AUTH_TOKEN": "the-token-of-the-tests", "LINLI_PRIVATE": "1",
}  # fmt: skip

import django  # noqa: E402

django.setup()

from bench import engine, pages, under_load, webhook  # noqa: E402

PARTS = {"Webhook": webhook, "Rules and dialogue": engine, "Pages": pages, "Under load": under_load}
HEAD = """# Benchmarks

Written by `make bench` on {day}, {machine}. CPU per call is the smallest of {rounds} interleaved batches.
Compare ratios within a table; microseconds differ from machine to machine.
"""


def main() -> None:
    from bench.measure import ROUNDS

    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    said = [HEAD.format(day=date.today(), machine=machine, rounds=ROUNDS)]  # noqa: DTZ011
    for name, part in PARTS.items():
        said.append(f"## {name}\n\n{part.__doc__}\n\n{part.measure()}\n")
        print(said[-1])  # noqa: T201
    path = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
    path.write_text("\n".join(said))


main()
