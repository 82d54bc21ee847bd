"""Tying who signed in to their entry: a proved number that one resident alone has, and the birth date, asked once."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from membership.models import Resident
from membership.models.resident import Exactness
from portal import audit
from portal.limits import Limit

MOST, A_DAY = 3, 24 * 3600


def resident_of(user) -> Resident | None:
    return Resident.objects.filter(user=user, merged_into=None).select_related("area").first()


def blocked(user) -> bool:
    """Three tries a day; where nothing can be counted, none."""
    limit = Limit("tie to the register", f"{user.pk}", most=MOST, seconds=A_DAY)
    return limit.add() > MOST or limit.unknown


def tie(user, born_on: date) -> Resident | None:
    """The resident, if everything fits; None, whatever does not: nobody learns what it was."""
    if not (user.phone and user.phone_verified):
        return None
    found = list(Resident.objects.standing().filter(Q(user=None) | Q(user=user), phone=user.phone)[:2])
    if len(found) != 1 or Resident.objects.standing().filter(phone=user.phone).count() != 1:
        return None
    if not same_birth(found[0], born_on):
        return None
    try:
        with transaction.atomic():
            Resident.objects.filter(pk=found[0].pk, user=None).update(user=user)
            audit.record(user, "tied log-in to entry", found[0])
    except IntegrityError:
        return None
    return resident_of(user)


def same_birth(resident: Resident, born_on: date) -> bool:
    """As exactly as the register knows it, but a year alone proves nothing."""
    kept = resident.born_on
    if kept is None or resident.born_known == Exactness.YEAR:
        return False
    if resident.born_known == Exactness.MONTH:
        return (kept.year, kept.month) == (born_on.year, born_on.month)
    return kept == born_on
