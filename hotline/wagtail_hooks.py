"""What the hotline adds to the back office."""

import django_filters
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from hotline import claims, desk, reaching
from hotline.models import CallBack, Case
from portal.admin.gated import GatedModelViewSet
from portal.duty_policy import let
from portal.models import ClaimWish

let(Case)
let(CallBack)
let(ClaimWish)


def ticked(label, method: str):
    """A filter that is on or off; a BooleanFilter would show its user “True”."""
    return django_filters.ChoiceFilter(
        label=label, method=method, choices=[("true", _("yes"))], empty_label=_("all")
    )


class CaseFilter(WagtailFilterSet):
    open = ticked(pgettext_lazy("a case", "Open"), "only_open")
    overdue = ticked(_("Overdue"), "only_overdue")
    mine = ticked(_("Mine"), "only_mine")
    urgent = ticked(_("Urgent"), "only_urgent")

    class Meta:
        model = Case
        fields = ["state", "kind", "area"]

    def only_urgent(self, rows, name, wanted):
        return rows.filter(urgent=True) if wanted else rows

    def only_open(self, rows, name, wanted):
        return rows.unfinished() if wanted else rows

    def only_overdue(self, rows, name, wanted):
        return rows.overdue() if wanted else rows

    def only_mine(self, rows, name, wanted):
        return rows.filter(handler=self.request.user) if wanted else rows


class CaseViewSet(GatedModelViewSet):
    model = Case
    name = "cases"
    icon = "comment"
    menu_label = _("Cases")
    menu_order = 110
    add_to_admin_menu = True
    url_prefix = "cases"
    form_fields: list[str] = []
    copy_view_enabled = False
    inspect_view_enabled = False
    filterset_class = CaseFilter
    search_fields = ["number", "text"]
    search_backend_name = None
    list_export = ["number", "kind", "state", "area", "opened_at", "due_on", "solved", "satisfied"]
    list_display = [
        TitleColumn("number", label=_("Number"), get_url=lambda case: reverse("desk-case", args=[case.pk])),
        Column("get_kind_display", label=_("Kind")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("area", label=_("Area")),
        Column("due_on", label=_("Due"), sort_key="due_on"),
        Column("handler", label=_("Handler")),
    ]
    ordering = ["-urgent", "due_on", "-opened_at"]


class CallViewSet(GatedModelViewSet):
    model = CallBack
    name = "calls"
    icon = "mobile-alt"
    menu_label = _("Calls to make")
    menu_order = 105
    add_to_admin_menu = True
    url_prefix = "calls"
    form_fields: list[str] = []
    copy_view_enabled = False
    list_display = [
        TitleColumn("__str__", label=_("Who"), get_url=lambda call: reverse("desk-call", args=[call.pk])),
        Column("urgent", label=_("Urgent")),
        Column("made_at", label=_("Since")),
        Column("done_at", label=_("Done at")),
    ]


@hooks.register("register_admin_viewset")
def viewsets():
    return [CaseViewSet(), CallViewSet(), claims.ClaimWishViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("desk/new/", desk.phone_in, name="desk-phone-in"),
        path("desk/<uuid:pk>/", desk.show, name="desk-case"),
        path("desk/<uuid:pk>/<slug:deed>/", desk.act, name="desk-act"),
        path("call/<int:pk>/", desk.show_call, name="desk-call"),
        path("call/for/<int:pk>/", reaching.show_asker, name="desk-asker"),
        path("call/<int:pk>/done/", desk.finish_call, name="desk-call-done"),
        path("draft-claim/<uuid:pk>/", claims.show_claim, name="desk-claim"),
        path("draft-claim/<uuid:pk>/called/", claims.finish_claim_call, name="desk-claim-called"),
    ]
