"""Entries follow what is public, in the same transaction: nothing found is stale, nothing public is missing."""

from collections.abc import Iterator

from wagtail.models import Page

from cms.models import Disclosure, SearchEntry
from cms.search.engine import engine
from cms.search.entry import of_disclosure, of_page


def keep(thing: Page | Disclosure) -> int:
    """Keep its entries as they should be now; none, if it is not public."""
    made = of_page(thing) if isinstance(thing, Page) else of_disclosure(thing)
    if not made:
        drop(thing)
        return 0
    if isinstance(thing, Disclosure) and len(made) == 1:
        engine().drop([key_of(thing)], "en")
    return engine().put(made)


def key_of(thing: Page | Disclosure) -> str:
    return f"{'page' if isinstance(thing, Page) else 'disclosure'}:{thing.pk}"


def drop(thing: Page | Disclosure) -> None:
    engine().drop([key_of(thing)])


def has_moved(page: Page) -> bool:
    """Will what lies below it have another address once this is saved?"""
    if not page.numchild:
        return False
    before = SearchEntry.objects.filter(key=key_of(page)).values_list("address", flat=True).first()
    return before not in (None, page.url)


def keep_below(page: Page) -> None:
    """A page and all below it: their address or who may see them has changed."""
    for one in page.get_descendants(inclusive=True).live().specific():
        keep(one)


def public() -> Iterator[Page | Disclosure]:
    """Everything that may have an entry, in an order that stays the same."""
    yield from Page.objects.live().public().order_by("pk").specific().iterator()
    yield from Disclosure.objects.current().select_related("item", "area").order_by("pk").iterator(200)


def how_many() -> int:
    return Page.objects.live().public().count() + Disclosure.objects.current().count()


def forget_gone(seen: set[str]) -> int:
    """Entries of what is no longer public; `seen` are the keys of all that is."""
    gone = [key for key in SearchEntry.objects.values_list("key", flat=True).distinct() if key not in seen]
    engine().drop(gone)
    return len(gone)
