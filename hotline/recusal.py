"""Whoever a case is about sees nothing of it, and neither does their unit."""

from django.db.models import Exists, OuterRef, Q

from hotline.models.case_event import CaseAccused
from portal.models import Duty, User


def hidden_from(user):
    """The condition under which a case does not exist for this user."""
    units = Duty.objects.current().filter(user_id=user.pk).values("area_id")
    named = CaseAccused.objects.filter(case=OuterRef("pk"))
    return Exists(named.filter(Q(user_id=user.pk) | Q(unit__in=units)))


def cases_hidden_from(user):
    """Keys of the cases that do not exist for this user."""
    units = Duty.objects.current().filter(user_id=user.pk).values("area_id")
    return CaseAccused.objects.filter(Q(user_id=user.pk) | Q(unit__in=units)).values_list(
        "case_id", flat=True
    )


def accused_in(case) -> list[User]:
    """Staff of the case's place whose full name stands in a complaint or report: recused until a person says otherwise."""
    if case.kind not in {"complaint", "report"} or case.area is None:
        return []
    nearby = Duty.objects.current().filter(Q(area__within=case.area_id[:6]))
    staff = User.objects.filter(duties__in=nearby, is_active=True).distinct()
    return [user for user in staff if len(user.get_full_name()) >= 2 and user.get_full_name() in case.text]
