"""A published page found by its whole address, where Wagtail asks the database for every step on the way."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from portal import kept


@login_not_required
def serve(request, path: str):
    """What is not found here, Wagtail looks for itself."""
    request._wagtail_site = kept.of(
        request, ("site", request.get_host()), lambda: Site.find_for_request(request)
    )
    request._wagtail_cached_site_root_paths = kept.of(request, "roots", Site.get_site_root_paths)
    if page := _page(request, path):
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, path)


def _page(request, path: str) -> Any:
    site = request._wagtail_site
    if site is None:
        return None
    root = kept.of(request, ("root", site.pk), lambda: site.root_page.localized.url_path)
    address = f"{root}{path}"
    rows = Page.objects.filter(slug=address.rstrip("/").rpartition("/")[2], url_path=address, live=True)
    found = rows.values_list("pk", "content_type_id").first()
    model = ContentType.objects.get_for_id(found[1]).model_class() if found else None
    if model is None:
        return None
    page = model.objects.select_related("locale").get(pk=found[0])
    if not kept.of(request, "restricted", PageViewRestriction.objects.exists):
        page.get_view_restrictions = PageViewRestriction.objects.none
    return page
