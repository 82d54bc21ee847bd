"""Links of published pages, looked at once a day: those inside the house against the tree, others by their form.

Nothing is asked of other sites unless `CHECK_OUTSIDE_LINKS` allows it.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import models, transaction
from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from cms.models.page_link import PageLink

GOOD, BROKEN, UNCHECKED = PageLink.State.GOOD, PageLink.State.BROKEN, PageLink.State.UNCHECKED
TAG = re.compile(r"<a\b[^>]*>")
WRITTEN = re.compile(r"https?://[^\s\"'<>，。；）】]+")
BUTTON = re.compile(r'"address": "(/[^"]*|https?://[^"]*)"')


def look_over() -> int:
    """Look at every live page's links; says how many lead nowhere."""
    for page in Page.objects.live().filter(depth__gt=1).specific(defer=False).iterator(chunk_size=200):
        keep(page, {address: state_of(address) for address in addresses(page)})
    PageLink.objects.filter(page__live=False).delete()
    return PageLink.objects.filter(state=BROKEN).count()


@transaction.atomic
def keep(page, found: dict[str, str]) -> None:
    rows = PageLink.objects.filter(page_id=page.pk)
    rows.exclude(address__in=found).delete()
    for address, state in found.items():
        PageLink.objects.update_or_create(page_id=page.pk, address=address[:500], defaults={"state": state})


def addresses(page) -> set[str]:
    """Every link on a page: `page:7` and `document:7` are Wagtail's own way of naming them."""
    found: set[str] = set()
    for text in _raw(page):
        found |= {address for tag in TAG.findall(text) if (address := _named(tag))}
        found |= {written.rstrip(".,;") for written in WRITTEN.findall(text)} | set(BUTTON.findall(text))
    return found


def _raw(page) -> Iterator[str]:
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname, None)
        if isinstance(field, StreamField):
            yield json.dumps(field.stream_block.get_prep_value(value), ensure_ascii=False).replace('\\"', '"')
        elif isinstance(field, RichTextField | models.TextField) and value:
            yield value


def _named(tag: str) -> str:
    said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    if said.get("linktype") in {"page", "document"}:
        return f"{said['linktype']}:{said.get('id', '')}"
    href = said.get("href", "")
    return href if href.startswith(("/", "http")) else ""


def state_of(address: str) -> str:
    kind, _colon, key = address.partition(":")
    if kind == "page":
        return _yes(Page.objects.live().filter(pk=int(key or 0)).exists())
    if kind == "document":
        return _yes(get_document_model().objects.filter(pk=int(key or 0)).exists())
    own = address.removeprefix(settings.PUBLIC_URL)
    return _yes(inside(own)) if own.startswith("/") else outside(address)


def _yes(leads: bool) -> str:
    return GOOD if leads else BROKEN


def inside(address: str) -> bool:
    path = urlsplit(address).path
    with suppress(Resolver404):
        if resolve(path).url_name != "wagtail_serve":
            return True
    steps = [step for step in path.split("/") if step]
    home = Site.objects.get(is_default_site=True).root_page.specific
    if steps[:1] == ["en"]:
        home, steps = home.get_translations().filter(locale__language_code="en").first(), steps[1:]
    with suppress(Http404):
        return bool(home and home.specific.route(None, steps))
    return False


def outside(address: str) -> str:
    host = urlsplit(address).hostname or ""
    if "." not in host or " " in address:
        return BROKEN
    return _asked(address) if settings.CHECK_OUTSIDE_LINKS else UNCHECKED


def _asked(address: str) -> str:
    try:
        with urlopen(Request(address, method="HEAD"), timeout=5) as answer:  # noqa: S310  (http and https only)
            return _yes(answer.status < 400)
    except OSError:
        return BROKEN
