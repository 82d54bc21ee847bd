"""Small answers of the ground: the sign, the error pages, the monitor's question."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from wagtail.documents.views import serve as documents


@login_not_required
def icon(request):
    """Browsers ask for this by name, whatever the page says."""
    return redirect(static("portal/icon.svg"))


@login_not_required
def document(request, document_id, document_filename):
    """A published paper, to be saved: no browser runs what is in it. Private collections stay private."""
    response = documents.serve(request, document_id, document_filename)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@login_not_required
def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


@login_not_required
def closed(request, rest=""):
    """Pages of a library that this house does not use."""
    raise Http404


@login_not_required
def healthz(request):
    """Plain words for a monitor: 200 if pages can be served, 503 with what is missing."""
    from django.core.cache import cache
    from django.db import Error, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database: down\n", content_type="text/plain", status=503)
    try:
        cache.set("healthz", 1, 5)
    except Exception:  # noqa: BLE001  (whatever the cache says, pages still work)
        return HttpResponse("ok, cache: down\n", content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
