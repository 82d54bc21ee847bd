"""What the ground adds to the back office."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from portal import gate
from portal.admin.areas import AreaViewSet
from portal.admin.duties import DutyViewSet
from portal.admin.records import AuditViewSet, OutboxViewSet
from portal.admin.staff import StaffViewSet
from portal.duty_policy import let
from portal.home import Desk
from portal.middleware import is_open_to
from portal.models import Area, AuditEntry, Duty, Outbox, User

let(Area, add="edit areas", change="edit areas")
let(Duty, add="edit duties", change="edit duties")
let(User, add="edit users", change="edit users")
let(Outbox)
let(AuditEntry)


@hooks.register("register_admin_viewset")
def viewsets():
    return [AreaViewSet(), StaffViewSet(), DutyViewSet(), OutboxViewSet(), AuditViewSet()]


@hooks.register("construct_homepage_panels")
def keep_panels_for_editors(request, panels):
    """Wagtail's panels speak of pages and workflows; a clerk's desk has tasks only."""
    if not gate.may(request.user, "edit pages"):
        panels.clear()
    panels.append(Desk())


@hooks.register("construct_main_menu")
def hide_what_is_closed(request, items):
    """No menu item leads to a closed section, or out of the house."""
    closed = {"help"}
    if not gate.may(request.user, "edit pages"):
        closed |= {"explorer", "images", "documents", "reports"}
    if not gate.may(request.user, "edit content"):
        closed |= {"snippets"}
    if not request.user.is_superuser:
        closed.add("settings")
    if not gate.may(request.user, "edit users"):
        closed.add("staff")
    if not any(len(code) == 6 for code in gate.places(request.user, "see outbox")):
        closed.add("outgoing-texts")
    if not gate.may(request.user, "see audit"):
        closed.add("audit-log")
    items[:] = [item for item in items if item.name not in closed]


@hooks.register("construct_reports_menu")
def hide_closed_reports(request, items):
    """Whom `portal.middleware` turns away at a report is not led there."""
    items[:] = [item for item in items if is_open_to(request.user, item.url)]


@hooks.register("insert_global_admin_css")
def own_sheet():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))
