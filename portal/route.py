"""From an address to its page in two questions, however deep it lies; Wagtail asks two for every step.

What is found here by its whole path is handed to Wagtail as the answer it would have come to itself. What is
not found goes Wagtail's own way.
"""

from django.contrib.auth.decorators import login_not_required
from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult


@login_not_required
def serve(request, path):
    if page := found(request, path):
        request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)


def found(request, path: str) -> Page | None:
    """The live page at this address, with those above it."""
    if (root := root_path(request)) is None:
        return None
    names = [name for name in path.split("/") if name]
    steps = [f"{root}{''.join(f'{name}/' for name in names[:deep])}" for deep in range(len(names) + 1)]
    pages = Page.objects.filter(url_path__in=steps).select_related("locale")
    line = {page.url_path: page for page in pages}
    if not all(step in line for step in steps) or not line[steps[-1]].live:
        return None
    page = line[steps[-1]].specific
    page.locale = line[steps[-1]].locale
    page._above = [line[step] for step in steps[:-1]]
    return page


def root_path(request) -> str | None:
    """Where this site's pages in this language begin."""
    site, language = Site.find_for_request(request), get_language()
    for path in Site.get_site_root_paths() if site else ():
        if path.site_id == site.pk and path.language_code == language:
            return path.root_path
    return None
