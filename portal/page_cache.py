"""Public pages answered from this process's memory, and never one that is older than what was published.

Each request reads the epoch, one number in the database that every publication raises inside its own
transaction (portal.models.Epoch). A page is kept under the epoch that was read before it was made; so a page
found under today's epoch was made from what is public now. `docs/adr/0017-page-cache.md` says why.
"""

import gzip
import re
import time
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

import psycopg
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpResponse
from django.utils.cache import get_max_age
from django.utils.timezone import localdate
from psycopg.pq import ExecStatus

from portal.models import Epoch
from portal.models.epoch import known

SECONDS = 60  # for what changes without being published: a clock, a count
CLOSED = ("/admin/", "/accounts/", "/en/accounts/", "/static/", "/media/")
FRESH = "public, no-cache"  # browsers keep it and ask each time whether it still holds
VARIES = {"cookie", "accept-encoding"}
HOW_OFTEN = b"SELECT coalesce(sum(raised), 0) FROM portal_epoch"

raise_epoch = Epoch.rise


class Again(HttpResponse):
    """An answer given before: its headers were examined then, and are copied now."""

    def __init__(self, content: bytes, told: dict, status: int = 200):
        super().__init__(content, status=status)
        self.headers._store = told.copy()


class Kept(NamedTuple):
    """One answer, ready to be sent."""

    content: bytes
    zipped: bytes
    etag: str
    told: dict  # headers as Django holds them
    until: float

    @property
    def size(self) -> int:
        return len(self.content) + len(self.zipped) + 1000


class Shelf:
    """At most so many bytes; what nobody asked for longest goes first."""

    def __init__(self, most: int):
        self.most, self.size = most, 0
        self._kept: OrderedDict[tuple, Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: tuple) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: tuple, kept: Kept) -> None:
        if kept.size > self.most / 4:
            return
        with self._lock:
            if old := self._kept.pop(key, None):
                self.size -= old.size
            self._kept[key] = kept
            self.size += kept.size
            while self.size > self.most:
                _key, oldest = self._kept.popitem(last=False)
                self.size -= oldest.size


class PageCache:
    """First of what makes pages: one that is in memory costs a small question to the database."""

    def __init__(self, get_response):
        if not settings.PAGE_CACHE_BYTES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        # Whatever stands behind a question mark competes only with its like: odd addresses push out no page.
        part = settings.PAGE_CACHE_BYTES // 4
        self.plain, self.asked = Shelf(part * 3), Shelf(part)

    def __call__(self, request):
        begun = known.set([])
        try:
            return self.answered(request)
        finally:
            known.reset(begun)

    def answered(self, request):
        if not is_open(request) or (now := epoch()) is None:
            return self.get_response(request)
        shelf = self.asked if request.META.get("QUERY_STRING") else self.plain
        key = key_of(request, now)
        kept = shelf.get(key)
        if kept is None or kept.until < time.time():
            response = self.get_response(request)
            if request.method == "HEAD" or not (seconds := lasts(request, response)):
                return response
            kept = keep(response, seconds)
            shelf.put(key, kept)
        return answer(request, kept)


def is_open(request) -> bool:
    """A stranger's plain look at a public address."""
    about = request.META
    return (
        request.method in {"GET", "HEAD"}
        and about.get("HTTP_COOKIE", "") in {"", "elder=1"}
        and "HTTP_AUTHORIZATION" not in about
        and not request.path_info.startswith(CLOSED)
    )


def epoch() -> int | None:
    """How often something was published until now; None when the database does not say.

    Read once a request, before all that is made under it; anew after the request itself published something.
    """
    mine = known.get()
    if mine is None or Epoch.unsettled():
        return _read_epoch()
    if not mine:
        mine.append(_read_epoch())
    return mine[0]


def _read_epoch() -> int | None:
    ours = connections[DEFAULT_DB_ALIAS]
    try:
        if ours.connection is None:
            ours.connect()
        said = ours.connection.pgconn.exec_(HOW_OFTEN)  # by hand, because asked with every look
    except (Error, psycopg.Error):
        return None
    return int(said.get_value(0, 0)) if said.status == ExecStatus.TUPLES_OK else None


def key_of(request, now: int) -> tuple:
    """What comes into force does so by the day, so the day is part of it."""
    about = request.META
    where = (request.scheme, request.get_host(), request.path_info, about.get("QUERY_STRING", ""))
    return (now, localdate(), about.get("HTTP_COOKIE", ""), *where)


def lasts(request, response) -> float:
    """For how many seconds it may be shown to others; 0 for what is somebody's own."""
    alike = (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not getattr(request, "once_told", False)  # its form may be sent once: it is this visitor's
        and not response.has_header("Content-Encoding")
        and all(name in VARIES for name in re.findall(r"[^\s,]+", response.get("Vary", "").lower()))
    )
    says = set(re.findall(r"[\w-]+", response.get("Cache-Control", "").lower()))
    if not alike or says & {"no-store", "private", "no-cache"}:
        return 0
    most = get_max_age(response)
    return SECONDS if most is None else min(most, SECONDS)


def keep(response, seconds: float) -> Kept:
    """Zipped without harm: a page for everybody holds no secret that its length could tell."""
    content = response.content
    etag = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    response.headers.setdefault("Cache-Control", FRESH)
    response.headers["Vary"] = "Cookie, Accept-Encoding"
    response.headers["ETag"] = etag
    del response.headers["Content-Length"]
    zipped = gzip.compress(content, 6, mtime=0)
    worth = len(zipped) < len(content) * 0.9
    return Kept(content, zipped if worth else b"", etag, response.headers._store, time.time() + seconds)


def answer(request, kept: Kept) -> HttpResponse:
    about = request.META
    if kept.etag in about.get("HTTP_IF_NONE_MATCH", ""):
        return Again(b"", kept.told, 304)
    if kept.zipped and "gzip" in about.get("HTTP_ACCEPT_ENCODING", ""):
        response = Again(kept.zipped, kept.told)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Again(kept.content, kept.told)
    response.headers["Content-Length"] = str(len(response.content))
    return response
