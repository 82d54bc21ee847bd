"""The live health check: each rule, how it stands, and the day it would be broken."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.health.findings import State
from cms.health.rules import findings
from portal import gate
from portal.home import Task

ACT = "edit content"
WORDS = {
    State.OK: gettext_lazy("kept"), State.SOON: gettext_lazy("soon broken"), State.RED: gettext_lazy("broken"),
    State.UNKNOWN: gettext_lazy("not known"),
}  # fmt: skip


def report(request):
    if not gate.may(request.user, ACT):
        raise Http404
    rows = [(one, WORDS[one.state]) for one in findings()]
    return render(request, "cms/health/report.html", {"rows": rows})


def site_health(user) -> Task | None:
    """On the desk of whoever edits: what is broken, or will be within the week."""
    if not gate.may(user, ACT):
        return None
    found = [one for one in findings() if one.state in (State.RED, State.SOON)]
    if not found:
        return None
    says = ngettext(
        "%(count)s rule needs you: %(first)s", "%(count)s rules need you, first: %(first)s", len(found)
    )
    words = says % {"count": len(found), "first": found[0].title}
    return Task(_("Health of the site"), words, reverse("site-health"), count=len(found), order=35)


class ForEditors(MenuItem):
    def is_shown(self, request):
        return gate.may(request.user, ACT)


@hooks.register("register_admin_urls")
def addresses():
    return [path("site-health/", report, name="site-health")]


@hooks.register("register_reports_menu_item")
def menu():
    return ForEditors(
        gettext_lazy("Health of the site"),
        reverse("site-health"),
        name="site-health",
        icon_name="warning",
        order=50,
    )
