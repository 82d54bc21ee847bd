"""The pack as one file, the service worker that shows it without signal, and the page that says what is kept."""

import base64
import re
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path
from django.utils.translation import get_language

from cms.models import VillagePage
from cms.pack.contents import pack_of

SHELL = (
    "portal/govuk-frontend.css", "portal/linli.css", "portal/pages.css", "portal/linli.js", "cms/keep.js",
    "portal/icon.svg",
)  # fmt: skip
STYLE = re.compile(r"<style>(.*?)</style>", re.S)


@login_not_required
def pack(request, slug):
    """One self-contained file: for this phone, a memory stick, a kiosk."""
    rows = VillagePage.objects.live().public().filter(locale__language_code=get_language())
    village = get_object_or_404(rows.select_related("area", "locale"), slug=slug)
    response = HttpResponse(written(village, request))
    style = STYLE.search(response.content.decode())[1]
    seen = base64.b64encode(sha256(style.encode()).digest()).decode()
    response._csp_update = {"style-src": [f"'sha256-{seen}'"]}
    return response


def written(village: VillagePage, request=None) -> str:
    context = {"pack": pack_of(village), "page": village, "address": village.get_url(request)}
    return render_to_string("cms/pack/pack.html", context)


@login_not_required
def offline(request):
    """What is kept on this phone, shown where there is no network."""
    return render(request, "cms/pack/offline.html")


@login_not_required
def worker(request):
    """Served from the root so that it may look after every page; browsers ask for it anew each time."""
    context = {"shell": [static(name) for name in SHELL]}
    response = render(request, "cms/pack/sw.js", context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
def manifest(request):
    icon = {"src": static("portal/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    told = {
        "name": "邻里 Linli", "short_name": "邻里", "lang": "zh-Hans", "start_url": "/", "scope": "/", "display": "browser",
        "background_color": "#ffffff", "theme_color": "#0f5c4d", "icons": [icon],
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


def pages() -> list:
    return [
        path("villages/<slug:slug>/pack.html", pack, name="pack"),
        path("offline/", offline, name="offline"),
    ]


def plain() -> list:
    return [
        path("sw.js", worker, name="worker"),
        path("manifest.webmanifest", manifest, name="manifest"),
    ]
