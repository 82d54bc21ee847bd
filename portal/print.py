"""What people take away on paper: a clean page in any browser, a .pdf where this machine can make one.

A view offers its printable itself, under its own address and rights:

    if kind := print.wanted(request):                   # ?print=page or ?print=pdf
        return print.answer(request, kind, "hotline/filed_print.html", context, name="receipt")

Beside A4 there is the notice for the board (sheet="a3") and the 58 mm slip of a receipt printer (sheet="slip").
"""

import ctypes
from contextlib import suppress
from functools import cache

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

SHEET = "portal/print.css"
OTHER_SHEETS = {"a4": [], "a3": ["portal/print-a3.css"], "slip": ["portal/print-slip.css"]}


def wanted(request: HttpRequest) -> str | None:
    """What is asked for; where no .pdf can be made, the page is the answer to both."""
    kind = request.GET.get("print")
    if kind == "pdf":
        return "pdf" if can_pdf() else "page"
    return kind if kind == "page" else None


def answer(
    request: HttpRequest,
    kind: str,
    template: str,
    context: dict,
    *,
    name: str,
    sheet: str = "a4",
    public: bool = False,
) -> HttpResponse:
    """The printable. No cache keeps it unless it is public; its file's name tells nothing about anybody."""
    html = render_to_string(template, {**context, "sheets": OTHER_SHEETS[sheet]}, request)
    if kind == "pdf":
        response = HttpResponse(_pdf(html, sheet), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    else:
        response = HttpResponse(html)
    if not public:
        response["Cache-Control"] = "no-store, private"
    return response


def _pdf(html: str, sheet: str = "a4") -> bytes:
    from weasyprint import CSS, HTML

    here = _OwnSheetOnly()
    sheets = [CSS(filename=finders.find(one), url_fetcher=here) for one in [SHEET, *OTHER_SHEETS[sheet]]]
    return HTML(string=html, base_url="linli:/", url_fetcher=here).write_pdf(stylesheets=sheets)


class _OwnSheetOnly:
    """Reads nothing while a page becomes a .pdf: our sheets are handed over, pictures are in the page."""

    def __call__(self, url: str):
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        if url.startswith("data:"):
            return URLFetcher(allowed_protocols=["data"])(url)
        return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})


@cache
def can_pdf() -> bool:
    """Are Pango and a font with Chinese characters on this machine?"""
    if not _chinese_fonts():
        return False
    with suppress(OSError, ImportError):  # WeasyPrint says so when Pango is missing
        import weasyprint  # noqa: F401

        return True
    return False


def _chinese_fonts() -> int:
    """How many fonts fontconfig knows for Chinese."""
    try:
        fonts = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return 0
    for name in ("FcNameParse", "FcObjectSetCreate"):
        getattr(fonts, name).restype = ctypes.c_void_p
    fonts.FcFontList.restype = ctypes.POINTER(ctypes.c_int)
    pattern = ctypes.c_void_p(fonts.FcNameParse(b":lang=zh-cn"))
    about = ctypes.c_void_p(fonts.FcObjectSetCreate())
    fonts.FcObjectSetAdd(about, b"family")
    found = fonts.FcFontList(None, pattern, about)
    return found[0] if found else 0
