"""The API in words: one page made from the OpenAPI document, in Chinese and English, without a script."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from cms.api import asked, views
from cms.published import fact_definitions, programmes

EXAMPLE = {
    "on": "2026-11-22",
    "programmes": ["JF"],
    "facts": {"birth_date": "1966-11-22", "hukou_kind": "rural", "children": [{"birth_date": "1990-02-03", "sex": "m", "alive": True}]},
}  # fmt: skip


@login_not_required
@never_cache
def page(request):
    document = views.document()
    operations = [
        {"method": method.upper(), "path": path, "says": one.get("description", "")}
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    ]
    language = "en" if get_language() == "en" else "zh"
    facts = [
        {
            "key": key,
            "type": one.type,
            "values": one.values,
            "label": one.label[language],
            "staff": one.staff_only,
        }
        for key, one in fact_definitions().items()
    ]
    context = {
        "operations": operations, "facts": facts, "result": _fields(document, "Result"),
        "example": json.dumps(EXAMPLE, ensure_ascii=False, indent=2), "codes": [one.code for one in programmes()],
        "address": settings.PUBLIC_URL, "root": f"/{views.ROOT}", "most_bytes": asked.MOST_BYTES,
        "most_a_minute": settings.API_REQUESTS_PER_MINUTE,
    }  # fmt: skip
    return render(request, "cms/api_docs.html", context)


def _fields(document: dict, name: str) -> list[dict]:
    """The fields of one answer, with what the schema says of each."""
    fields = document["components"]["schemas"][name]["properties"]
    return [{"name": key, "says": one.get("description", "")} for key, one in fields.items()]
