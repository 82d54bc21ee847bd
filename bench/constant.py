"""The house as it is served, with one page more that says the same to everybody and is kept by no cache."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from portal import registries

ADDRESS = "/bench-constant/"


@login_not_required
def constant(request):
    return HttpResponse("ok", headers={"Cache-Control": "no-store"})


registries.addresses.add("bench constant", {"pages": [path(ADDRESS.strip("/") + "/", constant)]})

from portal.wsgi import application  # noqa: E402, F401  (the address comes first)
