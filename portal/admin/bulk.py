"""Bulk actions ask the gate first: Wagtail names rows it refuses, so foreign ones must not even arrive."""

from django.apps import apps
from django.http import Http404
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal import page_gate
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
            elif rows.model in (Page, Image, Document):
                request.GET = self.visible(self.ours(rows, request), request.GET)

    def rows(self, app_label, model_name):
        try:
            return apps.get_model(app_label, model_name)._default_manager.all()
        except LookupError:
            raise Http404 from None

    def ours(self, rows, request):
        """Of pages and files: what this user works with; “all” means all of the listing it was said in."""
        policy = policy_registry.get_by_type(rows.model)
        rows = policy.instances_user_has_any_permission_for(request.user, page_gate.ACTS)
        if rows.model is not Page or not (parent := request.GET.get("childOf", "")).isdigit():
            return rows
        above = Page.objects.filter(pk=parent).first()
        if not above:
            return rows.none()
        if not (words := request.GET.get("q")):
            return rows.child_of(above)
        return rows.filter(pk__in=[page.pk for page in rows.descendant_of(above).autocomplete(words)])

    def visible(self, rows, asked):
        keys = {str(key) for key in rows.values_list("pk", flat=True)}
        wanted = asked.getlist("id")
        kept = sorted(keys) if "all" in wanted else [key for key in wanted if key in keys]
        if not kept:
            raise Http404
        asked = asked.copy()
        asked.setlist("id", kept)
        return asked
