from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.models.periods import Dated, DatedQuerySet, has_days, once_at_a_time

CONTACTS = 2  # of a special family: the township's and the village's


class CoverageKind(models.TextChoices):
    DOCTOR = "doctor", _("family doctor")
    GREEN_CHANNEL = "green", _("green channel of a hospital")


class CoverageQuerySet(DatedQuerySet):
    see_act = "see pairings"
    code_field = "household__area_id"


class Coverage(Dated):
    """A special family has its family doctor, or its way in at a hospital, for a time."""

    household = models.ForeignKey(
        "membership.Household", models.PROTECT, related_name="coverages", verbose_name=_("household")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=CoverageKind.choices)
    name = models.CharField(_("doctor or hospital"), max_length=80)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        ordering = ["household", "kind", "period"]
        verbose_name = _("full coverage")
        verbose_name_plural = _("full coverages")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CoverageKind.values), name="coverage_kind_is_known"),
            has_days("coverage_has_days"),
            once_at_a_time(
                "coverage_of_a_kind_once_at_a_time", "household", texts=("kind",),
                says=_("This household has one already on some of these days. End that first."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.household}: {self.get_kind_display()}"


def special_families(households, day):
    """Each with `contacts`, `has_doctor` and `has_green`: the three full coverages."""
    on_day = Coverage.objects.on(day).filter(household=OuterRef("pk"))
    return (
        households.standing()
        .filter(kinds__contains=["special"])
        .annotate(
            contacts=Count(
                "pairings",
                filter=Q(pairings__kind="two_posts", pairings__period__contains=day),
                distinct=True,
            ),
            has_doctor=Exists(on_day.filter(kind=CoverageKind.DOCTOR)),
            has_green=Exists(on_day.filter(kind=CoverageKind.GREEN_CHANNEL)),
        )
    )


def not_covered(households, day):
    return special_families(households, day).filter(
        Q(contacts__lt=CONTACTS) | Q(has_doctor=False) | Q(has_green=False)
    )
