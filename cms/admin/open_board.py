"""The desk's calendar of open affairs: what falls due on which day, what is late, what waits for approval."""

from datetime import timedelta
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from cms.models import Disclosure
from cms.models.disclosure_state import State
from cms.open import board
from portal import gate
from portal.admin.records import ReadOnlyViewSet
from portal.home import Task

AHEAD = timedelta(days=60)
SHOWN = 200


def owed_to(user, act: str = "see disclosures", day=None) -> list[board.Obligation]:
    """What is not yet published in the places where this user may do this, oldest first."""
    day = day or timezone.localdate()
    found = [one for code in gate.places(user, act) for one in board.obligations(code, day)]
    return [one for one in found if not one.is_published]


def coming(user, day) -> list[board.Obligation]:
    """Periods that are running: on which day they will fall due."""
    items = board.expected(day)
    return [
        one
        for code in gate.places(user, "see disclosures")
        for one in board.running(code, day, items)
        if one.due_on and one.due_on <= day + AHEAD
    ]


def calendar(request):
    """Every day on which something falls due, in the places one looks after."""
    if not gate.may(request.user, "see disclosures"):
        raise PermissionDenied
    day = timezone.localdate()
    owed = owed_to(request.user, day=day)
    rows = sorted(
        [*owed, *coming(request.user, day)], key=lambda one: (one.due_on or one.period_end, one.area.code)
    )
    shown = rows[:SHOWN]
    days = [(due, list(those)) for due, those in groupby(shown, key=lambda one: one.due_on)]
    mine = Disclosure.objects.visible_to(request.user).select_related("item", "area")
    waiting = mine.filter(state=State.REVIEW)
    may_draft = gate.may(request.user, "draft disclosures")
    context = {
        "days": days, "late": sum(one.is_late for one in owed), "waiting": waiting, "today": day,
        "more": len(rows) - len(shown), "may_draft": may_draft, "begun": mine.filter(state=State.DRAFT) if may_draft else [],
    }  # fmt: skip
    return render(request, "cms/desk/open/calendar.html", context)


def at_desk(row: Disclosure) -> str:
    return reverse("open-look", args=[row.pk])


class DisclosureViewSet(ReadOnlyViewSet):
    """All disclosures of one's places, drafts as well."""

    model = Disclosure
    name = url_prefix = "disclosures"
    menu_name = "disclosures"
    add_to_admin_menu = False
    icon = "doc-full"
    ordering = "-made_at"
    list_filter = ["state", "area", "item"]
    search_fields = ["title", "title_en"]
    list_display = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=at_desk),
        Column("period", label=gettext_lazy("Period"), sort_key="period_start"),
        Column("area", label=gettext_lazy("Area")),
        Column("item", label=gettext_lazy("Item")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        DateColumn("due_on", label=gettext_lazy("Due"), sort_key="due_on"),
    ]


def disclosures_to_publish(user) -> Task | None:
    """On the desk of whoever drafts."""
    if not gate.may(user, "draft disclosures"):
        return None
    day = timezone.localdate()
    owed = owed_to(user, "draft disclosures", day)
    late = sum(one.is_late for one in owed)
    due = len(owed) - late + len(coming(user, day))
    says = _("%(late)s late, %(due)s more to publish.") % {"late": late, "due": due}
    return Task(_("Village affairs to publish"), says, reverse("open-calendar"), count=late, order=12)


def disclosures_to_approve(user) -> Task | None:
    if not gate.may(user, "publish disclosures"):
        return None
    waiting = Disclosure.objects.where_may(user, "publish disclosures").filter(state=State.REVIEW)
    count = waiting.exclude(drafted_by=user).exclude(edited_by=user).count()
    says = _("%(count)s wait for your eyes.") % {"count": count}
    return Task(_("Village affairs to approve"), says, reverse("open-calendar"), count=count, order=11)
