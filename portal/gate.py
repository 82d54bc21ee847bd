"""The one gate: what a duty in a place lets a user reach. 404 for the rest.

Each kind of thing states its gate in two lines, and everything that shows it (lists, pages, exports,
choosers, searches, counts) goes through `visible_to`:

    class PairingQuerySet(GatedQuerySet):
        see_act = "see pairings"
        code_field = "household__area_id"
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

import portal.within  # noqa: F401  (the look-up)
from portal import registries
from portal.roles import KEEPER_MAY, roles_that_may

NOTHING = Q(pk__in=[])
EVERYWHERE = ""  # the code every other code starts with
COUNTY = 6  # figures of a county's code


def held_today(user) -> list[tuple[str, str]]:
    """(role, code) of each current duty; asked once per back-office request, see `remember`."""
    kept = getattr(user, "_held_today", None)
    return kept if kept is not None else list(user.duties.current().values_list("role", "area_id"))


def remember(user) -> None:
    """For the length of one request a user's duties stay as they were at its start."""
    user._held_today = held_today(user)


def places(user, act: str) -> list[str]:
    """Codes of the areas in which this user may do this today, without those lying inside another."""
    if not user.is_authenticated or not user.is_active:
        return []
    if user.is_superuser and act in KEEPER_MAY:
        return [EVERYWHERE]
    roles = roles_that_may(act)
    tops: list[str] = []
    for code in sorted({code for role, code in held_today(user) if role in roles}):
        if not (tops and code.startswith(tops[-1])):
            tops.append(code)
    return tops


def reach(user, act: str, code_field: str = "area_id") -> Q:
    """A condition: rows whose area lies in a place where this user may do this today."""
    condition = NOTHING
    for code in places(user, act):
        condition |= Q(**{f"{code_field}__within": code})
    return condition


def may(user, act: str, area_code: str = "") -> bool:
    """May this user do this, in this area (or anywhere, if none is named)?"""
    held = places(user, act)
    return any(area_code.startswith(code) for code in held) if area_code else bool(held)


def may_county_wide(user, act: str) -> bool:
    """May this user do this for the whole county, not only somewhere in it?"""
    return any(len(code) <= COUNTY for code in places(user, act))


def shows(model):
    """Says of a view function which kind of row it shows; the stranger's walk reads it."""

    def mark(view):
        view.model = model
        return view

    return mark


def recused_rows(user) -> list[str]:
    """Keys of rows anywhere in the house that do not exist for this user: `registries.recusals`."""
    return [str(key) for _name, hidden in registries.recusals for key in hidden(user)]


class GatedQuerySet(models.QuerySet):
    """Rows that lie in places. `see_act` names the act that shows them, `code_field` the path to a code."""

    see_act: ClassVar[str]
    code_field: ClassVar[str] = "area_id"

    def visible_to(self, user):
        """What this user may see. Override only to show less."""
        return self.where_may(user, self.see_act)

    def where_may(self, user, act: str):
        return self.filter(reach(user, act, self.code_field))
