"""Pages by address: every back-office view that names a page asks here first, 404 for the rest.

Wagtail asks in most of these views, each in its own way; some (moving, histories, choosing) ask late or not at all.
The rights themselves are `portal/page_rights.py`'s.
"""

from django.db.models import Q
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import policy_registry

KEYS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
EXPLORE = ("wagtailadmin_explore", "wagtailadmin_explore_results")
CHOOSE = ("wagtailadmin_choose_page_child",)
# Where a page is to go is in the form; Wagtail's refusal would say that page's title.
BELOW = {"move": "new_parent_page", "copy": "new_parent_page", "choose_parent": "parent_page"}
# Wagtail 8.0's view stumbles over a form that lacks this field.
NEEDS = {"wagtailadmin_choose_page_external_link": "external-link-chooser-url"}
ACTS = {"add", "change", "publish", "lock", "unlock"}


class GatedPages:
    """Middleware: pages named in an address exist only for whom they are there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return
        named = {kwargs[key] for key in KEYS if key in kwargs}
        if match.url_name == "revisions_compare" and "wagtailadmin_pages" in match.namespaces:
            named.add(kwargs["pk"])
        if named and reachable(request.user, match.url_name).filter(pk__in=named).count() < len(named):
            raise Http404
        if request.method == "POST" and NEEDS.get(match.url_name, "") not in ("", *request.POST):
            raise Http404
        if request.method == "POST" and goes_below_a_stranger(request, match.url_name):
            raise Http404
        if match.url_name == "wagtailadmin_choose_page_chosen_multiple":
            request.GET = only(choosable(request.user), request.GET)


def goes_below_a_stranger(request, url_name: str) -> bool:
    field = BELOW.get(url_name, "")
    named = request.POST.get(field)
    if named is None or (named == "" and url_name != "copy"):  # Wagtail's copying stumbles over none
        return False
    return not only(choosable(request.user), request.POST, field).getlist(field)


def reachable(user, url_name: str):
    if url_name in CHOOSE:
        return choosable(user)
    return _policy().explorable_instances(user) if url_name in EXPLORE else own(user)


def own(user):
    """What this user may do anything to."""
    return _policy().instances_user_has_any_permission_for(user, ACTS)


def choosable(user):
    """What one may link to: what everybody can read, and one's own."""
    return Page.objects.filter(Q(live=True) | Q(pk__in=_policy().explorable_instances(user).values("pk")))


def only(rows, asked, name="id"):
    """The question again, with those of its rows that exist for who asks."""
    wanted = [key for key in asked.getlist(name) if key.isascii() and key.isdigit()]
    kept = {str(key) for key in rows.filter(pk__in=wanted).values_list("pk", flat=True)}
    asked = asked.copy()
    asked.setlist(name, [key for key in wanted if key in kept])
    return asked


def _policy():
    return policy_registry.get_by_type(Page)
