from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet

WEEK = timedelta(days=7)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


class MutualGroupQuerySet(GatedQuerySet):
    see_act = "see pairings"

    def standing(self):
        return self.filter(ended_on=None)


class MutualGroup(models.Model):
    """Neighbours who look in on each other's households by turns."""

    area = models.ForeignKey(
        "portal.Area", models.PROTECT, related_name="mutual_groups", verbose_name=_("area")
    )
    name = models.CharField(_("name"), max_length=60)
    households = models.ManyToManyField(
        "membership.Household", related_name="mutual_groups", blank=True, verbose_name=_("households")
    )
    members = models.ManyToManyField(
        "membership.Membership",
        related_name="mutual_groups",
        blank=True,
        verbose_name=_("members who take turns"),
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = MutualGroupQuerySet.as_manager()

    class Meta:
        ordering = ["area_id", "name"]
        verbose_name = _("mutual-help group")
        verbose_name_plural = _("mutual-help groups")
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="mutual_group_name_once")]

    def __str__(self):
        return self.name

    @transaction.atomic
    def deal(self, first: date, weeks: int) -> int:
        """Give the next weeks to the members one after another; weeks that somebody has are left."""
        turn_takers = list(self.members.order_by("pk"))
        if not turn_takers:
            return 0
        before = self.turns.filter(week__lt=monday(first)).order_by("-week").first()
        keys = [one.pk for one in turn_takers]
        start = keys.index(before.member_id) + 1 if before and before.member_id in keys else 0
        dealt = [
            MutualTurn(
                group=self, week=monday(first) + WEEK * at, member=turn_takers[(start + at) % len(keys)]
            )
            for at in range(weeks)
        ]
        return len(MutualTurn.objects.bulk_create(dealt, ignore_conflicts=True))

    @transaction.atomic
    def swap(self, one: date, other: date) -> None:
        """Two weeks change hands."""
        turns = {turn.week: turn for turn in self.turns.select_for_update().filter(week__in=[one, other])}
        if len(turns) != 2:
            raise ValueError(_("Choose two different weeks that somebody has."))
        first, second = turns[one], turns[other]
        first.member_id, second.member_id = second.member_id, first.member_id
        MutualTurn.objects.bulk_update([first, second], ["member"])


class MutualTurnQuerySet(GatedQuerySet):
    see_act = "see pairings"
    code_field = "group__area_id"

    def coming(self, day: date):
        return self.filter(week__gte=monday(day))


class MutualTurn(models.Model):
    """Whose week it is in a mutual-help group; a week begins on its Monday."""

    group = models.ForeignKey(
        MutualGroup, models.CASCADE, related_name="turns", verbose_name=_("mutual-help group")
    )
    week = models.DateField(_("week from"))
    member = models.ForeignKey(
        "membership.Membership", models.PROTECT, related_name="turns", verbose_name=_("whose turn")
    )

    objects = MutualTurnQuerySet.as_manager()

    class Meta:
        ordering = ["group", "week"]
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        constraints = [
            models.UniqueConstraint(fields=["group", "week"], name="mutual_turn_of_a_week_once"),
            models.CheckConstraint(condition=Q(week__week_day=2), name="mutual_turn_begins_on_monday"),
        ]

    def __str__(self):
        return f"{self.week}: {self.member}"
