"""Requests of people about their own data, decided by a clerk of their place."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from membership import erasing
from membership.admin import deeds
from membership.admin.deeds import Deed, DeedForm
from membership.admin.menu import IN_REGISTER
from membership.models import DataRequest
from membership.my import asking
from membership.my.forms import choices
from portal import gate, idempotency, registries
from portal.admin.gated import GatedModelViewSet
from portal.duty_policy import let
from portal.home import Task
from portal.my_data import Person, all_fates

let(DataRequest)


class DataRequestViewSet(GatedModelViewSet):
    model = DataRequest
    name = url_prefix = "data-requests"
    icon = "edit"
    menu_label = gettext_lazy("Requests about data")
    menu_order = 70
    menu_hook = IN_REGISTER
    form_fields: list[str] = []
    copy_view_enabled = inspect_view_enabled = False
    list_filter = ["state", "kind"]
    list_per_page = 50
    list_display = [
        TitleColumn("__str__", label=gettext_lazy("Request"), get_url=lambda row: reverse("data-request", args=[row.pk])),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        DateColumn("asked_at", label=gettext_lazy("asked"), sort_key="asked_at"),
    ]  # fmt: skip


class Accept(DeedForm):
    answer = forms.CharField(label=gettext_lazy("A word to the person"), max_length=300, required=False)

    def do(self):
        asking.accept(self.subject, self.user, self.cleaned_data["answer"])


class Refuse(DeedForm):
    answer = forms.CharField(
        label=gettext_lazy("Why not, in a sentence the person understands"), max_length=300
    )

    def do(self):
        asking.refuse(self.subject, self.user, self.cleaned_data["answer"])


class Erase(DeedForm):
    sure = forms.BooleanField(
        label=gettext_lazy("I have read what is erased and what stays. It cannot be undone.")
    )

    def do(self):
        log_in = self.subject.resident.user
        to = log_in.phone if log_in and log_in.phone_verified else ""
        erasing.carry_out(self.subject, self.user)
        asking.tell(self.subject, to)
        return _("Erased.")


class OfKind(Deed):
    """While nobody has decided."""

    def may(self, user, request) -> bool:
        fits = (request.kind == "erasure") == (self.name == "erase") or self.name == "refuse"
        return request.state == "asked" and fits and super().may(user, request)


DEEDS = [
    OfKind("accept", gettext_lazy("Write it as asked"), Accept),
    OfKind("erase", gettext_lazy("Erase this person's data"), Erase),
    OfKind("refuse", gettext_lazy("Refuse"), Refuse),
]


def the_request(http, pk) -> DataRequest:
    rows = DataRequest.objects.visible_to(http.user).select_related(
        "resident__area", "resident__user", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


@gate.shows(DataRequest)
def show(request, pk, **filled):
    row = the_request(request, pk)
    person = Person(row.resident.user, row.resident)
    context = {
        "title": str(row), "subtitle": row.get_state_display(), "icon": "edit", "row": row,
        "field": dict(choices()).get(row.field, row.field),
        "fates": all_fates(person) if row.kind == "erasure" and row.state == "asked" else [],
        "deeds": deeds.shown(DEEDS, "data-request-deed", row, request.user, filled),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/register/data_request.html", context)


@gate.shows(DataRequest)
@require_POST
def act(request, pk, deed):
    row = the_request(request, pk)
    if not gate.may(request.user, "edit register", row.area_id):
        raise PermissionDenied
    if row.state != "asked":
        return show(request, pk)
    return deeds.answer(request, DEEDS, deed, row, reverse("data-request", args=[row.pk]), show)


def requests_to_decide(user) -> Task | None:
    if not gate.may(user, "edit register"):
        return None
    count = DataRequest.objects.visible_to(user).waiting().count()
    if not count:
        return None
    says = _("%(count)s people wait for a decision about their data.") % {"count": count}
    return Task(_("Requests about data"), says, reverse("data-requests:index"), count=count, order=24)


@hooks.register("register_admin_viewset")
def viewset():
    return DataRequestViewSet()


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("data-request/<int:pk>/", show, name="data-request"),
        path("data-request/<int:pk>/<slug:deed>/", act, name="data-request-deed"),
    ]


def offer() -> None:
    registries.home_panels.add("data requests", requests_to_decide)
