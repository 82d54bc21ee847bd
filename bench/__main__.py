"""Runs every measurement in one go on its own database and writes docs/benchmarks.md."""

import os

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

from bench import engine, pages, report, under_load, webhook  # noqa: E402

PARTS = {"Webhook": webhook, "Rules and dialogue": engine, "Pages": pages, "Under load": under_load}
HEAD = """# Benchmarks

Written by `make bench` on {when}. CPU per call is the smallest of {rounds} interleaved batches.
Compare ratios within a table; microseconds differ from machine to machine.
"""


def main() -> None:
    from bench.measure import ROUNDS

    said = {}
    for name, part in PARTS.items():
        said[name] = f"{part.__doc__}\n\n{part.measure()}"
        print(f"## {name}\n\n{said[name]}\n")  # noqa: T201
    report.write(said, HEAD.format(when=report.here_and_now(), rounds=ROUNDS))


main()
