from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.models.periods import Dated, DatedQuerySet, has_days, once_at_a_time, since
from portal.models.same import SameNumber, SameText  # noqa: F401  (migrations look for them here)
from portal.roles import MAY_APPOINT, Role


class DutyQuerySet(DatedQuerySet):
    see_act = "edit duties"


class Duty(Dated):
    """A user holds a role in an area for a time. All rights follow from this row."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="duties", verbose_name=_("user")
    )
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="duties", verbose_name=_("area"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["area", "role"]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        constraints = [
            has_days("duty_has_days"),
            once_at_a_time(
                "duty_held_once_at_a_time", "user", texts=("area", "role"),
                says=_("This person holds this duty there already on some of these days. Change the days."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.area}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        """One at a time per person: two overlapping rows at once would wait for each other for ever."""
        type(self.user).objects.select_for_update().get(pk=self.user_id)
        super().save(*args, **kwargs)

    def hold(self, first_day, last_day=None):
        """From the first day to the last one, which counts; without a last day while it lasts."""
        self.period = since(first_day, last_day)

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
