"""The page as a slip of a receipt printer and as a script for the loudspeaker: `?print=slip`, `?print=loudspeaker`."""

from django.http import HttpRequest, HttpResponse

from cms.outputs import loudspeaker, told
from portal import print

KINDS = ("slip", "loudspeaker")


def answer(request: HttpRequest, page) -> HttpResponse | None:
    """The output that is asked for, or None where it is none of these."""
    kind = request.GET.get("print")
    if kind not in KINDS:
        return None
    context = {"page": page, "sections": told.sections(page), "phone_here": told.phone(page)}
    if kind == "slip":
        return print.answer(
            request, "page", "cms/outputs/slip.html", context, name=page.slug, sheet="slip", public=True
        )
    context["script"] = script(page)
    return print.answer(request, "page", "cms/outputs/loudspeaker.html", context, name=page.slug, public=True)


def script(page) -> loudspeaker.Script:
    lines = [line for section in told.sections(page) for line in section.sentences]
    language = "en" if page.locale.language_code == "en" else "zh"
    return loudspeaker.script(page.title, lines, told.phone(page), language)
