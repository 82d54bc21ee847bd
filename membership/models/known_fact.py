from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet


class Origin(models.TextChoices):
    PAPERS = "papers", _("seen in the papers")
    PERSON = "person", _("told by the person")
    OFFICE = "office", _("told by another office")
    ROLL = "roll", _("taken from a roll")


class KnownFactQuerySet(GatedQuerySet):
    see_act = "see residents"
    code_field = "resident__area_id"

    def newest(self):
        """Of each fact what was learnt last."""
        return self.order_by("resident_id", "fact", "-known_on", "-pk").distinct("resident_id", "fact")


class KnownFact(models.Model):
    """One fact a rule may ask about, which does not follow from the register: what, from where, as of when.

    A correction is a newer row. `births_confirmed` comes from papers only, by staff (DOMAIN, “Where the line is”).
    """

    resident = models.ForeignKey(
        "membership.Resident", models.CASCADE, related_name="known_facts", verbose_name=_("resident")
    )
    fact = models.CharField(_("fact"), max_length=60)
    value = models.JSONField(_("value"))
    origin = models.CharField(_("known from"), max_length=8, choices=Origin.choices)
    known_on = models.DateField(_("as of"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = KnownFactQuerySet.as_manager()

    class Meta:
        ordering = ["resident", "fact", "-known_on", "-pk"]
        verbose_name = _("known fact")
        verbose_name_plural = _("known facts")
        constraints = [
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="known_fact_origin_is_known"),
            models.CheckConstraint(
                condition=~Q(fact="births_confirmed") | Q(origin="papers", by__isnull=False),
                name="births_confirmed_from_papers_by_staff",
                violation_error_message=_("This is recorded only by staff who saw the papers."),
            ),
        ]

    def __str__(self):
        return f"{self.fact} ({self.known_on})"

    def age_in_days(self, day: date | None = None) -> int:
        return ((day or timezone.localdate()) - self.known_on).days
