"""Bulk actions ask the gate first: Wagtail names rows it refuses, so foreign ones must not even arrive."""

from django.apps import apps
from django.http import Http404

from portal.gate import GatedQuerySet


class GatedBulkActions:
    """Middleware: of the rows a bulk action names, only those its user may see reach the action."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.url_name == "wagtail_bulk_action" and request.user.is_authenticated:
            rows = self.rows(kwargs["app_label"], kwargs["model_name"])
            if isinstance(rows, GatedQuerySet):
                request.GET = self.visible(rows.visible_to(request.user), request.GET)

    def rows(self, app_label, model_name):
        try:
            return apps.get_model(app_label, model_name)._default_manager.all()
        except LookupError:
            raise Http404 from None

    def visible(self, rows, asked):
        keys = {str(key) for key in rows.values_list("pk", flat=True)}
        wanted = asked.getlist("id")
        kept = sorted(keys) if "all" in wanted else [key for key in wanted if key in keys]
        if not kept:
            raise Http404
        asked = asked.copy()
        asked.setlist("id", kept)
        return asked
