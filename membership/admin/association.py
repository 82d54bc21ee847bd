"""Associations: the list and its forms, and one association on one page with council, groups and counts."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from membership.admin.council import OPENINGS, deeds_of
from membership.admin.listing import place_filter
from membership.admin.menu import IN_REGISTER
from membership.models import Application, Association, Household, MemberGroup, Membership, Office
from portal import gate, idempotency
from portal.admin.gated import GatedModelViewSet
from portal.duty_policy import let

let(Association, add="edit associations", change="edit associations")
let(MemberGroup, add="edit associations", change="edit associations")


def the_association(request, pk) -> Association:
    rows = Association.objects.visible_to(request.user).select_related("area", "successor")
    return get_object_or_404(rows, pk=pk)


def counts(user, association) -> dict[str, int]:
    """What this user may see of it."""
    below = {"area__within": association.area_id}
    return {
        "members": Membership.objects.visible_to(user).filter(association=association).current().count(),
        "waiting": Application.objects.visible_to(user).filter(association=association).waiting().count(),
        "households": Household.objects.visible_to(user).standing().filter(**below).count(),
    }


@gate.shows(Association)
def show(request, pk, **filled):
    row = the_association(request, pk)
    today = Q(memberships__period__contains=timezone.localdate())
    offices = Office.objects.visible_to(request.user).filter(council__association=row)
    context = {
        "title": row, "subtitle": row.area, "icon": "home", "row": row, **counts(request.user, row),
        "councils": row.councils.all(),
        "offices": offices.select_related("resident", "council").order_by("-council__term", "post", "-period"),
        "groups": row.groups.select_related("leader").annotate(many=Count("memberships", filter=today)),
        "may_edit": gate.may(request.user, "edit associations", row.area_id),
        "deeds": deeds_of(request.user, row, filled),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/register/association.html", context)


class AssociationFilter(WagtailFilterSet):
    area = place_filter()

    class Meta:
        model = Association
        fields = ["kind", "status"]

    def in_place(self, rows, name, area):
        return rows.filter(area__within=area.pk)


class AssociationViewSet(GatedModelViewSet):
    model = Association
    name = url_prefix = "associations"
    icon = "home"
    menu_label = _("Associations")
    menu_order = 28
    menu_hook = IN_REGISTER
    form_fields = ["area", "kind", "name", "name_en", "status", "founded_on", "ended_on", "successor", "venue",
                   "phone", "most_households"]  # fmt: skip
    copy_view_enabled = False
    inspect_view_enabled = False
    filterset_class = AssociationFilter
    list_per_page = 50
    search_fields = ["name", "name_en"]
    search_backend_name = None
    ordering = ["area_id", "kind", "name"]
    list_export = ["name", "area", "kind", "status", "venue", "phone"]
    list_display = [
        TitleColumn("name", label=_("name"), sort_key="name",
                    get_url=lambda row: reverse("register-association", args=[row.pk])),
        Column("area", label=_("area")),
        Column("get_kind_display", label=_("kind")),
        Column("get_status_display", label=_("status"), sort_key="status"),
        Column("phone", label=_("telephone")),
    ]  # fmt: skip


class MemberGroupViewSet(GatedModelViewSet):
    model = MemberGroup
    name = url_prefix = "member-groups"
    icon = "group"
    menu_label = _("Member groups")
    menu_order = 29
    menu_hook = IN_REGISTER
    form_fields = ["association", "name", "leader", "ended_on"]
    copy_view_enabled = False
    inspect_view_enabled = False
    list_filter = ["association"]
    list_per_page = 50
    search_fields = ["name"]
    search_backend_name = None
    list_export = ["association", "name", "ended_on"]
    list_display = ["name", "association", "leader", "ended_on"]


@hooks.register("register_admin_viewset")
def viewsets():
    return [AssociationViewSet(), MemberGroupViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [path("register/association/<int:pk>/", show, name="register-association"), *OPENINGS]
