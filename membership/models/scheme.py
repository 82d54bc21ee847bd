from decimal import Decimal

from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet, places, reach


class SchemeQuerySet(GatedQuerySet):
    see_act = "evaluate"

    def visible_to(self, user):
        """A county's scheme is read by everybody who works with associations in it."""
        codes = {code[:6] for code in places(user, "see associations")}
        return self.all() if "" in codes else self.filter(area_id__in=codes)


class Scheme(models.Model):
    """What associations are evaluated by in one year: a list of items, each of which must pass."""

    area = models.ForeignKey(
        "portal.Area", models.PROTECT, related_name="evaluation_schemes", verbose_name=_("county")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    percent = models.PositiveSmallIntegerField(
        _("spot check in percent"), default=20, validators=[MaxValueValidator(100)]
    )
    least = models.PositiveSmallIntegerField(_("spot check of at least"), default=1)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("copied from"),
    )  # fmt: skip

    objects = SchemeQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name"]
        verbose_name = _("evaluation scheme")
        verbose_name_plural = _("evaluation schemes")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "name"], name="scheme_once_a_year",
                violation_error_message=_("This year has a scheme of this name already."),
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="scheme_percent_is_one"),
        ]  # fmt: skip

    def __str__(self):
        name = self.name_en if self.name_en and get_language() == "en" else self.name
        return f"{self.year} {name}"

    @transaction.atomic
    def copy(self, year: int) -> "Scheme":
        """Next year's, with the same items, not yet opened."""
        items = list(self.items.all())
        new = Scheme.objects.create(
            area=self.area, year=year, name=self.name, name_en=self.name_en, percent=self.percent,
            least=self.least, copied_from=self,
        )  # fmt: skip
        for item in items:
            item.pk, item.scheme, item._state.adding = None, new, True
        SchemeItem.objects.bulk_create(items)
        return new


class SchemeItemQuerySet(GatedQuerySet):
    see_act = "evaluate"
    code_field = "scheme__area_id"

    def visible_to(self, user):
        return self.filter(reach(user, self.see_act, self.code_field))

    def where_may(self, user, act: str):
        """Once a scheme is opened its items stay as they are."""
        return super().where_may(user, act).filter(scheme__opened_on=None)


class SchemeItem(models.Model):
    """One rule, and what shows that it is kept. A figure of the register may show it by itself."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items", verbose_name=_("scheme"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    title = models.CharField(_("item of the scheme"), max_length=60)
    title_en = models.CharField(_("item in English"), max_length=80, blank=True)
    rule = models.CharField(_("rule to keep"), max_length=300)
    evidence = models.CharField(_("evidence needed"), max_length=200, blank=True)
    check_name = models.CharField(_("figure from the register"), max_length=40, blank=True)
    at_least = models.DecimalField(
        _("the least that passes"), max_digits=9, decimal_places=2, default=Decimal(0)
    )

    objects = SchemeItemQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "order", "pk"]
        verbose_name = _("item of a scheme")
        verbose_name_plural = _("items of a scheme")

    def __str__(self):
        return self.title_en if self.title_en and get_language() == "en" else self.title
