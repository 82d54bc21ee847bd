"""Certificates: numbered per association and year without a gap, checked by anybody who holds the token."""

from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _


def stem(association, year: int) -> str:
    """The place's code names its one association; others are named by their own number."""
    own = association.area_id if association.kind == "area" else f"A{association.pk}"
    return f"{own}-{year}-"


@transaction.atomic
def next_serial(association, day: date) -> str:
    """The association's row is held until the caller's transaction ends, so that nobody gets the same one."""
    from membership.models.member import Membership

    type(association).objects.select_for_update().get(pk=association.pk)
    start = stem(association, day.year)
    given = Membership.objects.filter(serial__regex=f"^{start}[0-9]+$")
    last = given.order_by(Length("serial").desc(), "-serial").values_list("serial", flat=True).first()
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:04d}"


class Certified:
    """What a certificate says today, and how it stops."""

    @property
    def area_id(self) -> str:
        return self.association.area_id

    @property
    def standing(self) -> str:
        """valid, ended, revoked or coming."""
        today = timezone.localdate()
        if self.revoked_on and self.revoked_on <= today:
            return "revoked"
        if self.lasts(today):
            return "valid"
        return "coming" if self.first_day > today else "ended"

    def issue(self, day: date | None = None) -> None:
        """Once; a certificate that was issued keeps its number."""
        day = day or timezone.localdate()
        with transaction.atomic():
            serial = next_serial(self.association, day)
            self.refresh_from_db()
            if not self.serial:
                self.serial, self.issued_on = serial, day
                self.save(update_fields=["serial", "issued_on"])

    @transaction.atomic
    def stop(self, last_day: date, because: str, *, revoke: bool = False, successor=None) -> None:
        """Leaving or revoking: both end the membership with its reason. What it looks after is passed on first."""
        row = type(self).objects.select_for_update().get(pk=self.pk)
        if row.last_day and row.last_day <= last_day:
            raise ValueError(_("This membership has ended already."))
        self.hand_over(last_day, because, successor)
        changes = {"ended_because": because[:120]} | ({"revoked_on": timezone.localdate()} if revoke else {})
        self.end(last_day, **changes)

    def open_work(self, last_day: date):
        """Households that would have nobody from the next day on."""
        beyond = Q(period__upper_inf=True) | Q(period__endswith__gt=last_day + timedelta(days=1))
        return self.pairings.filter(beyond)

    def hand_over(self, last_day: date, because: str, successor) -> None:
        """Nothing is silently orphaned: each pairing goes on with the named successor."""
        waiting = list(self.open_work(last_day).select_related("household"))
        if waiting and successor is None:
            raise ValueError(
                _("This member still looks after %(many)d households. Choose who takes over.")
                % {"many": len(waiting)}
            )
        for pairing in waiting:
            pass_on(pairing, last_day, because, successor)


def pass_on(pairing, last_day: date, because: str, successor) -> None:
    from membership.models.pairing_rules import refusals_in_words

    first_day = max(last_day + timedelta(days=1), pairing.first_day + timedelta(days=1))
    until = pairing.period.upper
    pairing.end(last_day, ended_because=because[:120])
    with refusals_in_words():
        type(pairing).objects.create(
            household=pairing.household, kind=pairing.kind, member=successor, why=pairing.why,
            period=DateRange(first_day, until),
        )  # fmt: skip
