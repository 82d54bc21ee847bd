"""What the desk adds to the back office; cms/wagtail_hooks.py imports it."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.admin import clerk
from portal import gate
from portal.home import Task


class ForWhoMay(MenuItem):
    """A menu item that only those see who may do it."""

    def is_shown(self, request):
        return gate.may(request.user, clerk.ACT)


@hooks.register("register_admin_urls")
def addresses():
    return [path("check/", clerk.check, name="desk-check")]


@hooks.register("register_admin_menu_item")
def menu():
    return ForWhoMay(
        gettext_lazy("Check entitlement"), reverse("desk-check"), name="check", icon_name="tasks", order=120
    )


def task(user) -> Task | None:
    """On the desk of whoever talks to residents."""
    if not gate.may(user, clerk.ACT):
        return None
    says = _("Enter the facts, see what somebody can get, print the notice.")
    return Task(_("Check entitlement"), says, reverse("desk-check"), order=15)
