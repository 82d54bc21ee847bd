"""What editing adds to Wagtail's screens; cms/wagtail_hooks.py imports it."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.admin.reports import REPORTS
from cms.editing import views
from portal import gate, page_gate


class ForWriters(MenuItem):
    def is_shown(self, request):
        return gate.may(request.user, "edit pages")


@hooks.register("register_admin_urls")
def reports():
    for report in REPORTS:
        yield path(f"reports/writing/{report.slug}/", report.as_view(), name=report.address())
        results = report.as_view(results_only=True)
        yield path(f"reports/writing/{report.slug}/results/", results, name=report.address(results=True))


def _menu_item(order: int, report):
    def item():
        return ForWriters(
            report.page_title, reverse(report.address()), name=report.slug, icon_name="list-ul", order=order
        )

    hooks.register("register_reports_menu_item", item)


for number, report in enumerate(REPORTS):
    _menu_item(number, report)


@hooks.register("register_admin_viewset")
def screens():
    return views.PublicPageViewSet()


@hooks.register("construct_page_action_menu")
def nobody_publishes_alone(items, request, context):
    views.keep_to_approval(items)


@hooks.register("before_copy_page")
def a_copy_is_a_draft(request, page):
    """What was approved in one place was not approved in another."""
    if request.method == "POST":
        request.POST = request.POST.copy()
        request.POST.pop("publish_copies", None)


@hooks.register("construct_page_chooser_queryset")
def what_may_be_linked_to(pages, request):
    return pages & page_gate.choosable(request.user)
