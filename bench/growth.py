"""Does a page cost more when there are many? Each kind of page made anew, with the shipped pages and with fifty thousand."""

from typing import NamedTuple
from unittest.mock import patch

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.urls import resolve
from wagtail.models import Page

from bench.many_pages import fill
from bench.measure import cpu
from portal import page_cache, route

MANY = 50_000
KINDS = ["HomePage", "PolicyIndexPage", "PolicyPage", "GuideIndexPage", "GuidePage", "NewsIndexPage", "NewsPage",
         "FaqIndexPage", "FaqPage", "VillageIndexPage", "VillagePage", "PlaceIndexPage", "PlacePage"]  # fmt: skip
GOAL = 10
COOKIE = "theirs=1"  # one that is not ours keeps the page cache out


class Cost(NamedTuple):
    queries: int
    cpu: float


def measure() -> str:
    handler, addresses = WSGIHandler(), one_of_each()
    few = Page.objects.count()
    before = costs(handler, addresses)
    many = fill(MANY)
    after = costs(handler, addresses)
    lines = [
        f"| page made anew | queries among {few} pages | among {many:,} | × CPU | goal |",
        "|---|--:|--:|--:|---|",
    ]
    for name in addresses:
        one, other = before[name], after[name]
        lines.append(
            f"| {name} | {one.queries} | {other.queries} | {other.cpu / one.cpu:.2f} | ≤ {GOAL}, the same |"
        )
    return "\n".join(lines)


def one_of_each() -> dict[str, str]:
    chinese = Page.objects.live().filter(locale__language_code="zh-hans").order_by("path")
    found = {kind: chinese.filter(content_type__model=kind.lower()).first() for kind in KINDS}
    pages = {page.title: page.get_url() for page in found.values() if page}
    return pages | {"village affairs": "/open/"} if resolves("/open/") else pages


def resolves(address: str) -> bool:
    return resolve(address).func is not route.serve


def costs(handler: WSGIHandler, addresses: dict[str, str]) -> dict[str, Cost]:
    opening = {name: _opening(handler, address) for name, address in addresses.items()}
    took = cpu(opening, 3)
    return {name: Cost(_queries(look), took[name]) for name, look in opening.items()}


def _opening(handler: WSGIHandler, address: str):
    def look():
        asked = RequestFactory().get(address, secure=True, headers={"Cookie": COOKIE})
        answer = handler(asked.environ, lambda *_: None)
        assert answer.status_code == 200, (address, answer.status_code)
        answer.close()

    return look


def _queries(look) -> int:
    """Django's, and those by which the epoch is read past Django."""
    asked = []

    def count(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    reading = patch.object(page_cache, "_read_epoch", wraps=page_cache._read_epoch)
    with connection.execute_wrapper(count), reading as epochs:
        look()
    return len(asked) + epochs.call_count
