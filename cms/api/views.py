"""The addresses of /api/v1: no session, no cookie, no cache, nobody asked who they are; so many a minute."""

import logging
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI

from cms.api import schema
from cms.api.asked import MOST_BYTES, Refused, read
from cms.api.told import described, results
from cms.published import fact_definitions, programmes
from portal.limits import Limit, visitor

log = logging.getLogger(__name__)
ROOT = "api/v1/"
SAYS = {
    "mend": {
        "zh": "没有判断：请按下面的列表改好再发。",
        "en": "Nothing was judged: please mend what is listed and send it again.",
    },
    "often": {
        "zh": "问得太密了，请过一分钟再来。",
        "en": "Too many questions. Please come back in a minute.",
    },
    "down": {"zh": "现在查不了，请稍后再来。", "en": "This cannot be looked up now. Please come back later."},
}

api = NinjaAPI(
    title="Linli", version="1", docs_url=None, openapi_url=None,
    description="What a person may be entitled to, by rules with their sources. Sample content, not advice.",
)  # fmt: skip


def language_of(request, wanted: str | None = None) -> str:
    """`language` in the question or the address, else what the header prefers, else Chinese."""
    wanted = wanted or request.GET.get("language") or get_language_from_request(request)
    return "en" if wanted.startswith("en") else "zh"


def answered(data: dict, status: int = 200, **headers: str) -> HttpResponse:
    response = JsonResponse(data, status=status, headers={"Cache-Control": "no-store", **headers})
    patch_vary_headers(response, ["Accept-Language"])
    return response


def guarded(view: Callable) -> Callable:
    """So many a minute from one place; without a database a sentence."""

    @wraps(view)
    def guard(request):
        language, most = language_of(request), settings.API_REQUESTS_PER_MINUTE
        if Limit("api", visitor(request), most=most, seconds=60).add() > most:
            return answered({"message": SAYS["often"][language]}, 429, **{"Retry-After": "60"})
        try:
            return view(request)
        except DatabaseError as problem:
            log.error("api: %s", type(problem).__name__)
            return answered({"message": SAYS["down"][language]}, 503, **{"Retry-After": "60"})

    return guard


@api.post("eligibility", response={200: schema.Results, 422: schema.Problems, 429: schema.Sentence})
@guarded
def eligibility(request):
    """Judge one person's facts by the programmes named, or by all of them."""
    try:
        asked = read(request.read(MOST_BYTES + 1))
    except Refused as refused:
        return _to_mend(refused, language_of(request))
    return answered({"results": results(asked, language_of(request, asked.language))})


def _to_mend(refused: Refused, language: str) -> HttpResponse:
    problems = [
        {"field": one.field, "value": one.value, "allowed": one.allowed[language]} for one in refused.problems
    ]
    return answered({"message": SAYS["mend"][language], "problems": problems}, 422)


@api.get("programmes", response={200: schema.Programmes, 429: schema.Sentence})
@guarded
def list_programmes(request):
    """Every published programme: names, amounts today, sources, the facts it may ask for."""
    today = timezone.localdate()
    return answered({"programmes": [described(one, today) for one in programmes()]})


def document() -> dict:
    """The OpenAPI document, with the facts as they are defined now."""
    data = api.get_openapi_schema(path_prefix=f"/{ROOT}")
    body = {"content": {"application/json": {"schema": schema.asked(fact_definitions())}}, "required": True}
    data["paths"][f"/{ROOT}eligibility"]["post"]["requestBody"] = body
    return data


def openapi(request):
    return answered(document())


def addresses() -> list:
    """Each door by its full name, so that /api/v1/docs stays an ordinary page of the site."""
    patterns, *_names = api.urls
    views = {str(one.pattern): one.callback for one in patterns if one.name != "api-root"}
    views["openapi.json"] = guarded(openapi)
    return [path(f"{ROOT}{name}", login_not_required(view)) for name, view in views.items()]
