"""Every kind of public page of a running house: one page of each type, each view, found without naming them."""

import re
from functools import cache

import requests
from django.urls import Resolver404, resolve

from tests.portal.test_strangers import addresses

ONE_OF_EACH = """
SELECT DISTINCT ON (content_type_id) regexp_replace(url_path, '^/[^/]+', '')
  FROM wagtailcore_page AS page JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
 WHERE live AND depth > 1 AND language_code = 'zh-hans'
 ORDER BY content_type_id, path
"""
ASKED = ["/check/?programme=YE", "/search/?q=补贴", "/search/?q=xyzzy", "/policies/ye/"]
CLOSED = ("/admin/", "/en/", "/accounts/logout/", "/api/", "/documents/", "/healthz", "/static/", "/media/")


@cache
def paths(home) -> list[str]:
    """Addresses in Chinese. What they link to is followed once, to one address of each further view."""
    found = dict.fromkeys(path for (path,) in home.rows(ONE_OF_EACH))
    views = [f"/{template}" for template, view in addresses() if "%" not in template and _is_open(view)]
    kinds: set[str] = {"wagtail_serve"}
    for path in [*views, *ASKED]:
        _try(home, path, found, kinds, again=path in ASKED)
    for path in list(found):
        page = requests.get(home.address + path, timeout=30).text
        for link in re.findall(r'<a\b[^>]*href="(/[^"#]*)"', page):
            _try(home, link.replace("&amp;", "&"), found, kinds)
    return list(found)


def in_english(home, path: str) -> str:
    """The twin's address; empty where there is none."""
    twin = f"/en{path}"
    return twin if requests.get(home.address + twin, timeout=30).ok else ""


def _is_open(view) -> bool:
    return not getattr(view, "login_required", True)


def _kind(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).view_name or path
    except Resolver404:
        return ""


def _try(home, path: str, found: dict, kinds: set[str], again: bool = False) -> None:
    kind = _kind(path)
    if path.startswith(CLOSED) or not kind or (kind in kinds and not again):
        return
    answer = requests.get(home.address + path, timeout=30, allow_redirects=False)
    if answer.ok and answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        kinds.add(kind)
        found[path] = None
