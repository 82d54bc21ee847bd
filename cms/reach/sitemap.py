"""Where search engines find every public page, with its twin in the other language, and what they leave alone."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import override
from wagtail.models import Page, Site

from cms.models import Disclosure

MOST_DISCLOSURES = 20_000
AT_ONCE = 2000  # addresses in one file; the format allows 50,000
TYPE = "application/xml"
CODES = {"zh-hans": "zh-Hans", "en": "en"}
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /en/accounts/
Disallow: /case/
Disallow: /en/case/
Disallow: /feedback/
Disallow: /en/feedback/
Disallow: /updates/confirm/
Disallow: /updates/stop/
Disallow: /search/?
Disallow: /en/search/?

Sitemap: {address}/sitemap.xml
"""


class Roots:
    """The front page of each language and the address it answers at."""

    def __init__(self):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        homes = site.root_page.get_translations(inclusive=True).live() if site else Page.objects.none()
        self.starts = {
            home.locale.language_code: (home.url_path, "/en/" if home.locale.language_code == "en" else "/")
            for home in homes.select_related("locale")
        }

    def address(self, language: str, url_path: str) -> str:
        start, prefix = self.starts.get(language, ("", ""))
        known = start and url_path.startswith(start)
        return f"{settings.PUBLIC_URL}{prefix}{url_path[len(start) :]}" if known else ""


def pages():
    """Every published page anybody may read."""
    rows = Page.objects.live().public().filter(depth__gt=1).order_by("path")
    return rows.values_list("translation_key", "locale__language_code", "url_path", "last_published_at")


def entries(rows, roots: Roots) -> Iterator[dict]:
    rows = list(rows)
    twins: dict = {}
    keys = {key for key, *_rest in rows}
    for key, language, url_path, _when in pages().filter(translation_key__in=keys):
        if address := roots.address(language, url_path):
            twins.setdefault(key, {})[language] = address
    for key, language, _url_path, when in rows:
        own = twins.get(key, {})
        if language in own:
            yield {"location": own[language], "lastmod": when, "alternates": _alternates(own)}


def _alternates(own: dict[str, str]) -> list[dict]:
    if len(own) < 2:
        return []
    pairs = [(CODES[language], address) for language, address in own.items() if language in CODES]
    pairs.append(("x-default", own.get("zh-hans") or next(iter(own.values()))))
    return [{"lang_code": code, "location": address} for code, address in pairs]


def village_affairs() -> Iterator[dict]:
    """What villages made public, in both languages."""
    rows = Disclosure.objects.published().order_by("-published_at")
    for row in rows.only("area_id", "number", "published_at")[:MOST_DISCLOSURES]:
        own = {}
        for language in CODES:
            with override(language):
                own[language] = settings.PUBLIC_URL + row.get_absolute_url()
        for address in own.values():
            yield {"location": address, "lastmod": row.published_at, "alternates": _alternates(own)}


@login_not_required
def sitemap(request):
    """One file, or an index of several where there are very many pages."""
    files = Paginator(pages(), AT_ONCE)
    if files.num_pages == 1:
        rows = [*entries(pages(), Roots()), *village_affairs()]
        return render(request, "sitemap.xml", {"urlset": rows}, content_type=TYPE)
    names = [*map(str, files.page_range), "open"]
    listed = [{"location": f"{settings.PUBLIC_URL}/sitemap-{name}.xml"} for name in names]
    return render(request, "sitemap_index.xml", {"sitemaps": listed}, content_type=TYPE)


@login_not_required
def part(request, number):
    try:
        rows = Paginator(pages(), AT_ONCE).page(number).object_list
    except EmptyPage:
        raise Http404 from None
    return render(request, "sitemap.xml", {"urlset": entries(rows, Roots())}, content_type=TYPE)


@login_not_required
def affairs(request):
    return render(request, "sitemap.xml", {"urlset": village_affairs()}, content_type=TYPE)


@login_not_required
def robots(request):
    return HttpResponse(ROBOTS.format(address=settings.PUBLIC_URL), content_type="text/plain; charset=utf-8")


def addresses() -> list:
    """They have one place, whatever the language."""
    return [
        path("robots.txt", robots, name="robots"),
        path("sitemap.xml", sitemap, name="sitemap"),
        path("sitemap-<int:number>.xml", part, name="sitemap-part"),
        path("sitemap-open.xml", affairs, name="sitemap-open"),
    ]
