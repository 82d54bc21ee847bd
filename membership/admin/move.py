"""Moves between places: what was offered, what waits for an answer, who needs a new helper afterwards."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from membership.admin import deeds
from membership.admin.deeds import Deed, DeedForm
from membership.admin.menu import IN_REGISTER
from membership.models import Household, Move, Resident
from membership.models.household import Relation
from membership.models.move import MoveState
from portal import audit, gate, idempotency, registries
from portal.admin.gated import GatedModelViewSet
from portal.duty_policy import let
from portal.home import Task
from portal.models import Area

let(Move)
VILLAGE = 12


class MoveIndexView(generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("household", "resident").with_head()


class MoveViewSet(GatedModelViewSet):
    model = Move
    name = url_prefix = "moves"
    icon = "resubmit"
    menu_label = pgettext_lazy("of households", "Moves")
    menu_order = 60
    menu_hook = IN_REGISTER
    form_fields: list[str] = []
    copy_view_enabled = inspect_view_enabled = False
    list_filter = ["state"]
    list_per_page = 50
    list_display = [
        TitleColumn("__str__", label=gettext_lazy("Who moves"), get_url=lambda row: reverse("register-move", args=[row.pk])),
        Column("from_area", label=gettext_lazy("from place")),
        Column("to_area", label=gettext_lazy("to place")),
        Column("get_state_display", label=gettext_lazy("state"), sort_key="state"),
        DateColumn("offered_at", label=gettext_lazy("offered at"), sort_key="offered_at"),
    ]  # fmt: skip
    list_export = ["__str__", "from_area", "to_area", "get_state_display", "offered_at", "decided_at"]
    export_filename = "moves"

    index_view_class = MoveIndexView


class Offer(DeedForm):
    """Of a household, or of one person."""

    to_area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("to place"), empty_label=gettext_lazy("Please choose")
    )
    why = forms.CharField(label=gettext_lazy("why"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        villages = Area.objects.standing().filter(code__length=VILLAGE).exclude(pk=self.subject.area_id)
        self.fields["to_area"].queryset = villages

    def do(self):
        what = "household" if isinstance(self.subject, Household) else "resident"
        told = {
            what: self.subject,
            "from_area": self.subject.area,
            "offered_by": self.user,
            **self.cleaned_data,
        }
        Move(**told).offer()
        audit.record(self.user, "offer move", self.subject, to=told["to_area"].pk)
        return _("The move is offered. Until %(place)s accepts it, everything stays as it is.") % {
            "place": told["to_area"]
        }


OFFER = Deed("offer", gettext_lazy("Offer a move to another place"), Offer)


class Accept(DeedForm):
    into = forms.IntegerField(
        label=gettext_lazy("Number of the household they join"), required=False, min_value=1,
        help_text=gettext_lazy("It stands on the household's page. Empty: no household yet."),
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=gettext_lazy("relation to the head"), choices=Relation.choices, initial=Relation.OTHER, required=False
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.subject.household_id:
            self.fields.clear()

    def clean_into(self):
        if not (number := self.cleaned_data["into"]):
            return None
        homes = Household.objects.where_may(self.user, "edit register").standing()
        home = homes.filter(area__within=self.subject.to_area_id, pk=min(number, 2**62)).first()
        if home is None:
            raise ValidationError(_("No household of this place has that number. Look at its page."))
        return home

    def do(self):
        told = self.cleaned_data
        self.subject.accept(self.user, told.get("into"), told.get("relation") or Relation.OTHER)
        audit.record(self.user, "accept move", self.subject)
        return _("They are registered here now. Look whether they need a helper.")


class Refuse(DeedForm):
    word = forms.CharField(label=gettext_lazy("why"), max_length=200)

    def do(self):
        self.subject.refuse(self.user, self.cleaned_data["word"])
        audit.record(self.user, "refuse move", self.subject)


class Withdraw(DeedForm):
    def do(self):
        self.subject.withdraw(self.user)
        audit.record(self.user, "withdraw move", self.subject)


class SideDeed(Deed):
    """For the side the deed belongs to, while nobody has answered."""

    side = "to_area_id"

    def may(self, user, move) -> bool:
        return move.state == MoveState.OFFERED and gate.may(user, self.act, getattr(move, self.side))


class FromDeed(SideDeed):
    side = "from_area_id"


DEEDS = [
    SideDeed("accept", gettext_lazy("Accept the move"), Accept),
    SideDeed("refuse", gettext_lazy("Refuse the move"), Refuse),
    FromDeed("withdraw", gettext_lazy("Take the offer back"), Withdraw),
]


def the_move(request, pk) -> Move:
    beside = ("household", "resident", "from_area", "to_area", "offered_by", "decided_by")
    return get_object_or_404(Move.objects.visible_to(request.user).select_related(*beside), pk=pk)


@gate.shows(Move)
def show(request, pk, **filled):
    """One move: who, from where, to where, what can be done; the home itself opens to its own side only."""
    move = the_move(request, pk)
    home, person = move.household, move.resident
    context = {
        "title": str(move), "subtitle": move.get_state_display(), "icon": "resubmit", "move": move,
        "people": home.people.current().select_related("resident") if home and move.state == "offered" else [],
        "home_opens": home and Household.objects.visible_to(request.user).filter(pk=home.pk).exists(),
        "person_opens": person and Resident.objects.visible_to(request.user).filter(pk=person.pk).exists(),
        "deeds": deeds.shown(DEEDS, "register-move-deed", move, request.user, filled),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/register/move.html", context)


@gate.shows(Move)
@require_POST
def act(request, pk, deed):
    move = the_move(request, pk)
    answered = move.state != MoveState.OFFERED
    if answered and deed in {one.name for one in DEEDS}:
        return show(request, pk)  # somebody was faster, or this is the same form again
    return deeds.answer(request, DEEDS, deed, move, reverse("register-move", args=[move.pk]), show)


def moves_to_decide(user) -> Task | None:
    if not gate.may(user, "edit register"):
        return None
    count = Move.objects.to_decide_by(user).count()
    if not count:
        return None
    says = _("%(count)s wait for your answer.") % {"count": count}
    return Task(
        _("Moves to your place"), says, reverse("moves:index") + "?state=offered", count=count, order=25
    )


def homes_without_helper(user) -> Task | None:
    """Who moved here and lost the helper of the old place."""
    if not gate.may(user, "pair"):
        return None
    count = Household.objects.where_may(user, "pair").left_by_helpers().count()
    if not count:
        return None
    says = _("%(count)s households moved here and have nobody who looks after them.") % {"count": count}
    return Task(_("Moved here, to be paired"), says, reverse("register-left"), count=count, order=26)


@gate.shows(Household)
def left(request):
    """Households that moved here, whose helpers stayed behind."""
    if not gate.may(request.user, "see households"):
        raise PermissionDenied
    homes = Household.objects.visible_to(request.user).left_by_helpers().with_head().select_related("area")
    context = {"title": _("Moved here, to be paired"), "icon": "group", "homes": homes[:500]}
    return render(request, "membership/register/left.html", context)


def offer() -> None:
    registries.home_panels.add("moves to decide", moves_to_decide)
    registries.home_panels.add("homes without helper", homes_without_helper)
