"""The public portal, served: from memory against a constant answer, made anew against Wagtail's own demonstration site.

CPU is that of the server's own processes (the database's is not in it), the best of interleaved batches; one client,
one worker with four threads each. “Made anew” goes past the page cache. Compare ratios: neighbours on the machine disturb every figure.
"""

import os
import sys
from contextlib import ExitStack
from types import SimpleNamespace

from tests import migrated, plugin

plugin.start_servers()
from tests.house import House, demo_database  # noqa: E402  (needs the servers)

DATABASE = "linlihouse_portal"
migrated.make(DATABASE, demo_database())
os.environ |= {
    "DATABASE_URL": migrated.address(DATABASE), "DJANGO_SETTINGS_MODULE": "portal.settings",
    "LINLI_PRIVATE": "1", "LINLI_DEMO": "1", "PAGE_CACHE_BYTES": "16000000",
}  # fmt: skip

import django  # noqa: E402

django.setup()

from bench import bakery, constant, growth, report  # noqa: E402
from bench.served import Asked, Served, Speed, speeds  # noqa: E402
from portal import private_servers  # noqa: E402

SECTION = "Portal"
POLICY, LIST = "/policies/ye/", "/policies/"


def main() -> None:
    parts = [f"Written by `make bench-portal` on {report.here_and_now()}. {__doc__.strip()}"]
    for part in (served, growth.measure, searched):
        parts.append(part())
        print(parts[-1], flush=True)  # noqa: T201
    report.write({SECTION: "\n\n".join(parts)})


def served() -> str:
    with ExitStack() as open_:
        port = private_servers.free_port()
        house = House(DATABASE, port, SimpleNamespace(address=""))
        ours = Served(sys.executable, "bench.constant", port, house.environment, migrated.CHECKOUT)
        open_.callback(ours.close)
        pages = {"a constant answer behind the whole middleware": Asked(ours, constant.ADDRESS)}
        for name, address in (("a policy", POLICY), ("home", "/"), ("policies", LIST)):
            pages[f"{name} from memory"] = Asked(ours, address)
            pages[f"{name} made anew"] = Asked(ours, address, growth.COOKIE)
        if checkout := bakery.folder():
            peer = bakery.serve(checkout, private_servers.free_port())
            open_.callback(peer.close)
            pages |= {
                "bakerydemo's home": Asked(peer, bakery.HOME),
                "bakerydemo's list": Asked(peer, bakery.LIST),
            }
        return told(speeds(pages))


GOALS = [
    ("a policy from memory", "a constant answer behind the whole middleware", "≥ 1.0"),
    ("home made anew", "bakerydemo's home", "≥ 2"),
    ("policies made anew", "bakerydemo's list", "≥ 2"),
    ("home from memory", "bakerydemo's home", "≥ 20"),
    ("policies from memory", "bakerydemo's list", "≥ 20"),
]


def told(measured: dict[str, Speed]) -> str:
    lines = ["| page | ms CPU | requests a second |", "|---|--:|--:|"]
    lines += [f"| {name} | {speed.cpu:.2f} | {speed.rate:,.0f} |" for name, speed in measured.items()]
    lines += ["", "| against | times less CPU | times more requests a second | goal |", "|---|--:|--:|---|"]
    for name, floor, goal in GOALS:
        if floor in measured:
            one, other = measured[name], measured[floor]
            lines.append(
                f"| {name} : {floor} | {other.cpu / one.cpu:.2f} | {one.rate / other.rate:.2f} | {goal} |"
            )
        else:
            lines.append(
                f"| {name} : {floor} | not measured: BAKERYDEMO names no checkout (see bench/bakery.py) | | {goal} |"
            )
    return "\n".join(lines)


def searched() -> str:
    try:
        from bench import search
    except ImportError:
        return "Search was not measured: bench/search.py is missing."
    return search.measure()


if __name__ == "__main__":
    main()
