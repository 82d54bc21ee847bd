"""Mutual-help groups: their list, and one group with its rota."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from membership.admin import deeds, mutual_deeds
from membership.models import Household, Membership, MutualGroup
from portal import gate, idempotency
from portal.forms import posted
from portal.models import Area


def groups(request):
    """Those of one's places; a new one needs a place and a name."""
    if not gate.may(request.user, "see pairings"):
        raise PermissionDenied
    areas = Area.objects.where_may(request.user, "pair").standing().filter(code__length__gte=12)
    if request.method == "POST":
        area, name = get_object_or_404(areas, pk=posted(request, "area", 15)), posted(request, "name", 60)
        try:
            with transaction.atomic():
                group = MutualGroup.objects.create(area=area, name=name) if name else None
        except IntegrityError:
            group, name = None, ""
        if group:
            return redirect("mutual-group", group.pk)
        messages.error(request, _("Give the group a name that this place does not have yet."))
    rows = MutualGroup.objects.visible_to(request.user).standing().select_related("area")
    context = {"title": _("Mutual-help groups"), "icon": "group", "groups": rows, "areas": areas}
    return render(request, "membership/pairs/groups.html", context)


@gate.shows(MutualGroup)
def show(request, pk, **filled):
    group = get_object_or_404(MutualGroup.objects.visible_to(request.user).select_related("area"), pk=pk)
    context = {
        "title": str(group), "subtitle": group.area, "icon": "group", "group": group,
        "turns": group.turns.coming(timezone.localdate()).select_related("member__resident"),
        "members": Membership.objects.visible_to(request.user).filter(mutual_groups=group).select_related("resident"),
        "homes": Household.objects.visible_to(request.user).filter(mutual_groups=group).with_head(),
        "deeds": deeds.shown(mutual_deeds.DEEDS, "mutual-deed", group, request.user, filled),
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip
    return render(request, "membership/pairs/group.html", context)


@gate.shows(MutualGroup)
@require_POST
def act(request, pk, deed):
    group = get_object_or_404(MutualGroup.objects.visible_to(request.user), pk=pk)
    return deeds.answer(
        request, mutual_deeds.DEEDS, deed, group, reverse("mutual-group", args=[group.pk]), show
    )
