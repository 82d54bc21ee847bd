"""What the desk adds to the back office; cms/wagtail_hooks.py imports it."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cms.admin import cases, clerk, panel, sharpness
from cms.models import Programme
from portal import gate
from portal.home import Task


class ForWhoMay(MenuItem):
    """A menu item that only those see who may do it."""

    def is_shown(self, request):
        return gate.may(request.user, clerk.ACT)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("check/", clerk.check, name="desk-check"),
        path("rules/<int:pk>/cases/", cases.table, name="rule-cases"),
        path("rules/<int:pk>/cases/new/", cases.edit, name="rule-case-new"),
        path("rules/<int:pk>/cases/<int:place>/", cases.edit, name="rule-case"),
        path("rules/<int:pk>/cases/<int:place>/out/", cases.remove, name="rule-case-out"),
        path("rules/<int:pk>/cases/edges/", cases.generate, name="rule-cases-edges"),
        path("rules/<int:pk>/cases/sharp/", sharpness.check, name="rule-cases-sharp"),
        path("rules/<int:pk>/try/", panel.attempt, name="rule-try"),
    ]


@hooks.register("register_snippet_listing_buttons")
def beside_a_programme(snippet, user, next_url=None):
    if isinstance(snippet, Programme) and gate.may(user, "edit rules"):
        yield Button(
            pgettext("of a rule", "Cases"),
            reverse("rule-cases", args=[snippet.pk]),
            icon_name="tasks",
            priority=15,
        )
        yield Button(_("Try it"), reverse("rule-try", args=[snippet.pk]), icon_name="view", priority=16)


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
