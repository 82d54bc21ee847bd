"""What every page says alike, asked once for every state of what is published (`portal.page_cache.epoch`).

Who runs the site, what is urgent, which pages there are: `remembered("alerts", ask)`. Off with the page cache.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.conf import settings

from portal.models import Epoch
from portal.page_cache import epoch

T = TypeVar("T")
MOST = 2_000  # answers of one epoch
_kept: dict[Hashable, object] = {}
_of: list[int | None] = [None]


def remembered(name: Hashable, ask: Callable[[], T]) -> T:
    """The answer under today's epoch. It must not be a lazy QuerySet."""
    now = epoch() if settings.PAGE_CACHE_BYTES and not Epoch.unsettled() else None
    if now is None:
        return ask()  # the memory is off, or what this transaction sees may yet be taken back
    if _of[0] != now or len(_kept) >= MOST:
        forget()
        _of[0] = now
    known = _kept.get((now, name), _kept)  # another thread may forget it meanwhile
    if known is _kept:
        known = _kept[now, name] = ask()
    return known  # type: ignore[return-value]


def forget() -> None:
    _kept.clear()
