"""The one gate: what a duty in a place lets a user reach. 404 for the rest."""

from django.db.models import Q

from portal.roles import roles_that_may

NOTHING = Q(pk__in=[])


def places(user, act: str) -> list[str]:
    """Codes of the areas in which this user may do this today, without those lying inside another."""
    if not user.is_authenticated or not user.is_active:
        return []
    held = user.duties.current().filter(role__in=roles_that_may(act)).values_list("area_id", flat=True)
    tops: list[str] = []
    for code in sorted(set(held)):
        if not (tops and code.startswith(tops[-1])):
            tops.append(code)
    return tops


def reach(user, act: str, code_field: str = "area_id") -> Q:
    """A condition: rows whose area lies in a place where this user may do this today."""
    condition = NOTHING
    for code in places(user, act):
        condition |= Q(**{f"{code_field}__startswith": code})
    return condition


def may(user, act: str, area_code: str = "") -> bool:
    """May this user do this, in this area (or anywhere, if none is named)?"""
    return (
        any(area_code.startswith(code) for code in places(user, act))
        if area_code
        else bool(places(user, act))
    )
