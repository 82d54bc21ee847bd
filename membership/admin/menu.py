"""The register's own group in the back office's menu.

A viewset joins by `menu_hook = IN_REGISTER`, a page of its own by `entry(…)`.
"""

from django.urls import reverse_lazy
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from portal import gate

IN_REGISTER = "register_entry_of_the_register"


class Register(ViewSetGroup):
    """Whom the association knows."""

    menu_label = pgettext_lazy("of people", "Register")
    menu_name = "register"
    menu_icon = "group"
    menu_order = 100
    submenu_hook = IN_REGISTER
    items = ()


class Entry(MenuItem):
    """Shown to whoever may do its act somewhere."""

    def __init__(self, *args, act: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.act = act

    def is_shown(self, request):
        return gate.may(request.user, self.act)


def entry(label, address: str, *, act: str, icon: str, order: int) -> None:
    """`entry(_("Yearly check"), "register-check", act="edit register", icon="tasks", order=50)`"""
    item = Entry(label, reverse_lazy(address), name=address, icon_name=icon, order=order, act=act)
    hooks.register(IN_REGISTER, lambda: item)


@hooks.register("register_admin_viewset")
def group():
    return Register()
