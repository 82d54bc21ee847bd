"""What only a publication changes, remembered by this process until the next one, or for a minute where clocks matter.

The same promise as the page cache's: a value is kept under the epoch that was read before it was made.
"""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language

from portal import page_cache

_kept: dict[tuple, "Value"] = {}
MOST = 200  # names are few; odd host names push nothing useful out


class Value(NamedTuple):
    epoch: int
    until: float
    said: Any


def of(request, name, make: Callable[[], Any]) -> Any:
    """`make()`, or what it said before. Without a page cache nothing is kept."""
    now = _epoch(request) if settings.PAGE_CACHE_BYTES else None
    if now is None:
        return make()
    key = (name, get_language())
    found = _kept.get(key)
    if found is None or found.epoch != now or found.until < time.time():
        if len(_kept) >= MOST:
            _kept.clear()
        found = _kept[key] = Value(now, time.time() + page_cache.SECONDS, make())
    return found.said


def _epoch(request) -> int | None:
    """Asked once for each request."""
    if request is None:
        return None
    if not hasattr(request, "_epoch"):
        request._epoch = page_cache.epoch()
    return request._epoch
