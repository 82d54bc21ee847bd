"""Applications: waiting ones, and one on its page with the group's word, who it may be, the decision."""

from django import forms
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from membership.admin import deeds
from membership.admin.deeds import Deed, DeedForm
from membership.admin.menu import IN_REGISTER
from membership.joining.pages import JoinForm
from membership.models import Application
from portal import gate, idempotency, masks
from portal.admin.gated import GatedModelViewSet, offer_only_visible
from portal.duty_policy import let

let(Application)
DECIDE = "decide members"


class Word(DeedForm):
    word = forms.CharField(label=gettext_lazy("the group's word"), max_length=200, required=False)

    def do(self):
        self.subject.agree(self.user, self.cleaned_data["word"])


class Refusal(DeedForm):
    word = forms.CharField(label=gettext_lazy("Why not"), max_length=200)

    def do(self):
        self.subject.refuse(self.user, self.cleaned_data["word"])


class Withdrawal(DeedForm):
    def do(self):
        self.subject.withdraw(self.user)


class Acceptance(DeedForm):
    """The officer says who it is; nobody is joined to an entry silently."""

    who = forms.ChoiceField(label=gettext_lazy("Who is it in the register?"), widget=forms.RadioSelect)
    word = forms.CharField(label=gettext_lazy("the council's decision"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in self.subject.candidates(self.user)}
        named = [(pk, f"{one} · {one.born_as_known or '—'} · {one.masked_phone or '—'} · {one.area}")
                 for pk, one in self.found.items()]  # fmt: skip
        self.fields["who"].choices = [*named, ("new", _("Somebody the register does not know yet"))]

    def do(self):
        who = self.cleaned_data["who"]
        resident = self.found.get(who) or self.subject.new_resident()
        member = self.subject.accept(self.user, resident, self.cleaned_data["word"])
        return _("Accepted. The certificate has the number %(serial)s.") % {"serial": member.serial}


BEFORE_COUNCIL = [
    Deed("agree", gettext_lazy("The group agrees"), Word),
    Deed("withdraw", gettext_lazy("The person takes it back"), Withdrawal),
    Deed("refuse", gettext_lazy("The council refuses"), Refusal, DECIDE),
]
AT_COUNCIL = [Deed("accept", gettext_lazy("The council accepts"), Acceptance, DECIDE), *BEFORE_COUNCIL[1:]]
OPEN = {"filed": BEFORE_COUNCIL, "agreed": AT_COUNCIL}
ALL = [*BEFORE_COUNCIL, AT_COUNCIL[0]]


def the_application(request, pk) -> Application:
    rows = Application.objects.visible_to(request.user).select_related("association", "group")
    return get_object_or_404(rows, pk=pk)


@gate.shows(Application)
@never_cache
def show(request, pk, **filled):
    row = the_application(request, pk)
    context = {
        "title": row.name, "subtitle": row.association, "icon": "form", "row": row,
        "phone": masks.phone(row.phone),
        "deeds": deeds.shown(OPEN.get(row.state, []), "register-application-deed", row, request.user, filled),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/register/application.html", context)


@gate.shows(Application)
@require_POST
def act(request, pk, deed):
    row = the_application(request, pk)
    return deeds.answer(request, ALL, deed, row, reverse("register-application", args=[row.pk]), show)


@gate.shows(Application)
@never_cache
def new(request):
    """A clerk hands one in for somebody at the desk."""
    form = JoinForm(request.POST or None)
    offer_only_visible(form, request.user)
    places = gate.reach(request.user, "edit register")
    form.fields["association"].queryset = form.fields["association"].queryset.filter(places)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        row = form.file(
            idempotency.key("desk", request, f"{told['association'].pk}:{told['name']}"), channel="desk"
        )
        return redirect("register-application", row.pk)
    context = {"title": _("New application"), "icon": "form", "form": form,
               "once": request.POST.get("once") or idempotency.token()}  # fmt: skip
    return render(request, "membership/register/application_new.html", context)


class ApplicationFilter(WagtailFilterSet):
    class Meta:
        model = Application
        fields = ["state", "association", "channel"]


class ApplicationViewSet(GatedModelViewSet):
    model = Application
    name = url_prefix = "applications"
    icon = "form"
    menu_label = gettext_lazy("Applications to join")
    menu_order = 32
    menu_hook = IN_REGISTER
    form_fields: list[str] = []
    copy_view_enabled = False
    inspect_view_enabled = False
    filterset_class = ApplicationFilter
    search_fields = ["name"]
    search_backend_name = None
    ordering = ["-filed_at"]
    list_display = [
        TitleColumn("name", label=gettext_lazy("full name"),
                    get_url=lambda row: reverse("register-application", args=[row.pk])),
        Column("association", label=gettext_lazy("association")),
        Column("get_state_display", label=gettext_lazy("state"), sort_key="state"),
        DateColumn("filed_at", label=gettext_lazy("filed"), sort_key="filed_at"),
    ]  # fmt: skip


@hooks.register("register_admin_viewset")
def viewsets():
    return [ApplicationViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("register/application/new/", new, name="register-application-new"),
        path("register/application/<int:pk>/", show, name="register-application"),
        path("register/application/<int:pk>/<slug:deed>/", act, name="register-application-deed"),
    ]
