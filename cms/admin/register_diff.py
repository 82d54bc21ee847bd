"""The page an approver opens before approving: what this draft changes for the people in the register."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.action_menu import ActionMenuItem

from cms.admin.shown import SIGNS
from cms.eligibility import BadRule, Rules
from cms.models import DiffSeen, Programme
from cms.register_diff import GROUPS, MOST_NAMES, Sight, compare, connected, rows
from portal import gate
from portal.models import Area

HEADINGS = {
    "gains": _("would get it now"),
    "loses": _("would no longer get it"),
    "unknown": _("would become open: a fact is missing"),
    "staff": _("would become a matter for staff"),
    "other": _("another answer, without money before or after"),
    "amount": _("the same answer, another sum"),
}


@gate.shows(Programme)
def show(request, pk):
    """The latest revision against what is live. Opening it is what approving asks for."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    revision = programme.get_latest_revision()
    if revision is None:
        raise Http404
    context = {"programme": programme, "connected": connected()}
    if connected():
        context |= _compared(request, programme, revision)
    return render(request, "cms/register_diff.html", context)


def _compared(request, programme, revision) -> dict:
    try:
        draft = Rules.from_json(revision.as_object().rule)
    except BadRule as problem:
        return {"problems": problem.problems}
    live = programme.readable if programme.live else None
    diff = compare(draft, live, timezone.localdate(), sight_of(request.user))
    DiffSeen.objects.get_or_create(revision=revision, user=request.user)
    places = dict(Area.objects.filter(code__in=diff.townships).values_list("code", "name"))
    return {
        "diff": diff, "headings": HEADINGS.values(), "townships": list(rows(diff, places)), "most": MOST_NAMES,
        "groups": [{"says": HEADINGS[group], "total": diff.total(group), "people": _lines(diff, group)} for group in GROUPS],
        "totals": [diff.total(group) for group in GROUPS], "changed": sum(diff.total(group) for group in GROUPS),
    }  # fmt: skip


def _lines(diff, group) -> list[dict]:
    return [
        {"label": one.label, "area": one.area, "old": SIGNS[one.old[0]][1], "new": SIGNS[one.new[0]][1],
         "was": one.old[1], "will_be": one.new[1]}
        for one in diff.names[group]
    ]  # fmt: skip


def sight_of(user) -> Sight:
    """Lists for the places whose cases one sees, whole names where one may reveal them; counts for the rest."""
    return Sight(gate.places(user, "see areas"), gate.places(user, "reveal"))


class WhomItChanges(ActionMenuItem):
    """In the menu of a programme's draft."""

    name, icon_name, label = "action-register-diff", "group", _("See whom it changes")

    def is_shown(self, context):
        return context["view"] == "edit" and connected()

    def get_url(self, context):
        return reverse("register-diff", args=[context["instance"].pk])


@hooks.register("register_snippet_action_menu_item")
def menu_item(model):
    return WhomItChanges(order=60) if model is Programme else None


@hooks.register("register_admin_urls")
def addresses():
    return [path("rules/<int:pk>/register/", show, name="register-diff")]
