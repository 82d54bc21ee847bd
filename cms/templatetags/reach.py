"""What reaches people from a page: data for machines, feeds, ways to take it along."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.models import Page

from cms.models import NewsIndexPage, NewsPage, PolicyIndexPage, PolicyPage, VillagePage
from cms.reach import feeds, structured
from cms.reach.clock import clock_of

register = template.Library()
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
FEEDS = {NewsIndexPage: "news", NewsPage: "news", PolicyIndexPage: "policies", PolicyPage: "policies"}


@register.simple_tag(takes_context=True)
def structured_data(context) -> str:
    """JSON-LD: data, no script, so the page's policy lets it stand; nothing in it ends its element."""
    page = context.get("page")
    if not isinstance(page, Page):
        return ""
    above = page.__dict__.get("_above")
    if above is None:
        above = list(page.get_ancestors().filter(depth__gte=2).specific(defer=True))
    told = structured.of(page, above, context.get("request"))
    if told is None:
        return ""
    written = mark_safe(json.dumps(told, ensure_ascii=False).translate(ESCAPED))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', written)


@register.simple_tag(takes_context=True)
def page_feeds(context) -> list[str]:
    """The feeds somebody on this page may want."""
    page = context.get("page")
    if isinstance(page, VillagePage):
        return [feeds.address(kind, page.area_id) for kind in feeds.things.KINDS]
    kind = FEEDS.get(type(page))
    return [feeds.address(kind)] if kind else []


@register.simple_tag
def promise_clock(page):
    """How long it really took, or None."""
    return clock_of(page.measured_by, page.area_id or "")
