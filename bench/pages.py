"""Pages residents open, against an empty page behind the same middleware."""

from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from bench.measure import cpu, table
from portal import registries


@login_not_required
def empty(request):
    return HttpResponse("ok")


registries.addresses.add("bench pages", {"pages": [path("bench-empty/", empty)]})
PAGES = {"empty page": "/bench-empty/", "home": "/", "policies": "/policies/", "one policy": "/policies/ye/",
         "chat": "/chat/", "look a case up": "/case/", "file a case": "/case/new/"}  # fmt: skip


def measure() -> str:
    handler = WSGIHandler()

    def opening(address):
        def open_page():
            answer = handler(RequestFactory().get(address, secure=True).environ, lambda *_: None)
            assert answer.status_code == 200, address
            answer.close()

        return open_page

    return table(cpu({name: opening(address) for name, address in PAGES.items()}, 5), "empty page")
