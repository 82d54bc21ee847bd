"""The member roll, and one member on a page: certificate, leaving, revoking."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from membership.admin import deeds
from membership.admin.deeds import Deed, DeedForm
from membership.admin.fields import DayField
from membership.admin.listing import FoundByWords, chosen, place_filter
from membership.admin.menu import IN_REGISTER
from membership.models import Membership, Resident
from portal import audit, gate, idempotency, print
from portal.admin.gated import GatedModelViewSet
from portal.duty_policy import let

let(Membership)


class Leaves(DeedForm):
    last_day = DayField(label=_("Last day"), initial=timezone.localdate)
    because = forms.CharField(label=_("Why it ends"), max_length=120)
    successor = forms.ModelChoiceField(
        label=_("Who takes over the households"), queryset=Membership.objects.none(), required=False
    )
    revoke = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Membership.objects.visible_to(self.user).current().exclude(pk=self.subject.pk)
        here = others.filter(association=self.subject.association_id).select_related("resident")
        self.fields["successor"].queryset = here
        if not self.subject.open_work(timezone.localdate()).exists():
            del self.fields["successor"]

    def do(self):
        told = self.cleaned_data
        self.subject.stop(
            told["last_day"], told["because"], revoke=self.revoke, successor=told.get("successor")
        )
        audit.record(self.user, "certificate revoked" if self.revoke else "membership ended", self.subject)


class Revokes(Leaves):
    revoke = True


class Issues(DeedForm):
    def do(self):
        self.subject.issue()


ISSUE = Deed("issue", _("Issue the certificate"), Issues)
DEEDS = [
    Deed("leave", _("Leaves"), Leaves),
    Deed("revoke", _("Revoke the certificate"), Revokes, "decide members"),
]


def the_member(request, pk) -> Membership:
    rows = Membership.objects.visible_to(request.user).select_related("association", "group", "resident")
    return get_object_or_404(rows, pk=pk)


@gate.shows(Membership)
@never_cache
def show(request, pk, **filled):
    member = the_member(request, pk)
    able = DEEDS if member.last_day is None else []
    able = able if member.serial else [ISSUE, *able]
    context = {
        "title": member, "subtitle": member.association, "icon": "user", "member": member,
        "deeds": deeds.shown(able, "register-member-deed", member, request.user, filled),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/register/member.html", context)


@gate.shows(Membership)
@require_POST
def act(request, pk, deed):
    member = the_member(request, pk)
    back = reverse("register-member", args=[member.pk])
    return deeds.answer(request, [ISSUE, *DEEDS], deed, member, back, show)


@gate.shows(Membership)
def certificate(request, pk):
    member = the_member(request, pk)
    if not member.serial:
        raise Http404
    kind = print.wanted(request) or "page"
    return print.answer(request, kind, "membership/join/print.html", {"member": member}, name="certificate")


class MemberFilter(WagtailFilterSet):
    area = place_filter()
    now = chosen(_("Member today"), "only_now", [("yes", _("yes")), ("no", _("no"))])

    class Meta:
        model = Membership
        fields = ["association", "group"]

    def in_place(self, rows, name, area):
        return rows.filter(association__area__within=area.pk)

    def only_now(self, rows, name, wanted):
        current = Membership.objects.current().values("pk")
        return rows.filter(pk__in=current) if wanted == "yes" else rows.exclude(pk__in=current)


class MemberIndexView(FoundByWords, IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("resident", "association", "group")

    def found(self, words: str):
        people = Resident.objects.found_by(words).values("pk")
        return Membership.objects.filter(resident__in=people).values("pk")


class MembershipViewSet(GatedModelViewSet):
    model = Membership
    name = url_prefix = "members"
    icon = "group"
    menu_label = _("Members")
    menu_order = 30
    menu_hook = IN_REGISTER
    form_fields: list[str] = []
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = MemberIndexView
    filterset_class = MemberFilter
    list_per_page = 50
    search_fields = ["resident__name"]
    search_backend_name = None
    ordering = ["association_id", "pk"]
    list_display = [
        TitleColumn("resident", label=_("full name"),
                    get_url=lambda row: reverse("register-member", args=[row.pk])),
        Column("association", label=_("association")),
        Column("group", label=_("member group")),
        Column("serial", label=_("certificate number"), sort_key="serial"),
        Column("first_day", label=_("joined on")),
        Column("last_day", label=_("until")),
    ]  # fmt: skip
    list_export = [column.name for column in list_display]
    export_headings = {column.name: column.label for column in list_display}
    export_filename = "members"


@hooks.register("register_admin_viewset")
def viewsets():
    return [MembershipViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("register/member/<int:pk>/", show, name="register-member"),
        path("register/member/<int:pk>/certificate/", certificate, name="register-certificate"),
        path("register/member/<int:pk>/<slug:deed>/", act, name="register-member-deed"),
    ]
