from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet
from portal.models.same import SameNumber, SameText
from portal.roles import MAY_APPOINT, Role


class DutyQuerySet(GatedQuerySet):
    see_act = "edit duties"

    def on(self, day):
        return self.filter(period__contains=day)

    def current(self):
        return self.on(timezone.localdate())


class Duty(models.Model):
    """A user holds a role in an area for a time. All rights follow from this row."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="duties", verbose_name=_("user")
    )
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="duties", verbose_name=_("area"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    period = DateRangeField(_("period"), help_text=_("From the first day until the day after the last."))

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["area", "role"]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        constraints = [
            models.CheckConstraint(
                condition=Q(period__isempty=False) & Q(period__lower_inf=False), name="duty_has_days"
            ),
            ExclusionConstraint(
                name="duty_held_once_at_a_time",
                violation_error_message=_(
                    "This person holds this duty there already on some of these days. Change the days."
                ),
                expressions=[
                    (SameNumber("user"), RangeOperators.OVERLAPS),
                    (SameText("area"), RangeOperators.OVERLAPS),
                    (SameText("role"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.area}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        """One at a time per person: two overlapping rows at once would wait for each other for ever."""
        type(self.user).objects.select_for_update().get(pk=self.user_id)
        super().save(*args, **kwargs)

    @property
    def first_day(self):
        return self.period.lower

    @property
    def last_day(self):
        return self.period.upper and self.period.upper - timedelta(days=1)

    def hold(self, first_day, last_day=None):
        """From the first day to the last one, which counts; without a last day while it lasts."""
        self.period = DateRange(first_day, last_day and last_day + timedelta(days=1))

    def why_not_by(self, user) -> list[str]:
        """Sentences that say why this user may not appoint so; none if they may."""
        if user.is_superuser:
            return []
        if self.user_id == user.pk:
            return [str(_("You cannot give duties to yourself. Ask another manager."))]
        above = [code for code in self.area.path() if code != self.area_id]
        fitting = user.duties.current().filter(area_id__in=self.area.path(), role__in=MAY_APPOINT)
        given = {role for duty in fitting for role in MAY_APPOINT[duty.role]}
        if self.role not in given:
            return [str(_("You may not give this duty there. Choose a place you manage."))]
        if self.role in MAY_APPOINT and not fitting.filter(area_id__in=above).exists():
            return [str(_("Managers are appointed from the level above. Ask the manager there."))]
        return []
