"""How often somebody may try. The counters hold keyed hashes, never numbers or addresses."""

import logging
from contextlib import suppress

from django.conf import settings
from django.core.cache import cache

from portal.crypto import keyed_hash

log = logging.getLogger(__name__)


class Limit:
    """At most `most` in `seconds`, counted for `who`. Without a cache nothing can be counted: see `unknown`."""

    def __init__(self, purpose: str, who: str, *, most: int, seconds: int):
        self.key = f"limit-{keyed_hash(f'limit {purpose}', who)[:40]}"
        self.most, self.seconds, self.unknown = most, seconds, False

    def count(self) -> int:
        try:
            return int(cache.get(self.key) or 0)
        except Exception as problem:  # noqa: BLE001  (whatever the cache says, it cannot count)
            return self._cannot(problem)

    def add(self) -> int:
        """Count one more; returns how many there were with it."""
        try:
            if cache.add(self.key, 1, self.seconds):
                return 1
            return cache.incr(self.key)
        except ValueError:  # its time ran out between the two
            return 1
        except Exception as problem:  # noqa: BLE001
            return self._cannot(problem)

    def give_back(self) -> None:
        """That one was no guess."""
        with suppress(Exception):
            cache.decr(self.key)

    def _cannot(self, problem: Exception) -> int:
        log.warning("limits: the cache does not count: %s", type(problem).__name__)
        self.unknown = True
        return 0

    @property
    def reached(self) -> bool:
        return self.count() >= self.most


def visitor(request) -> str:
    """The visitor's network address; behind our own proxies the one that the first of them saw."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    return forwarded[-proxies] if 0 < proxies <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
