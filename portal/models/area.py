from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet

models.CharField.register_lookup(Length)

PATH = r"^[0-9]{6}([0-9]{3}){0,3}$"


class Level(models.IntegerChoices):
    """How deep an area lies; the value is the length of its code."""

    COUNTY = 6, _("county")
    TOWNSHIP = 9, _("township")
    VILLAGE = 12, _("village")
    GROUP = 15, _("group")


class AreaQuerySet(GatedQuerySet):
    see_act = "see areas"
    code_field = "code"

    def within(self, code: str):
        """This place and everything below it."""
        return self.filter(code__within=code)

    def standing(self):
        return self.filter(ended_on=None)


class Area(models.Model):
    """A county, township, village or group. Its statistical code is its path."""

    code = models.CharField(
        _("code"), primary_key=True, max_length=15, validators=[RegexValidator(PATH)],
        help_text=_("6 digits for a county, 9 township, 12 village, 15 group."),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=PATH), name="area_code_is_a_path"),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(ended_on__isnull=False), name="area_successor_means_ended"
            ),
            models.CheckConstraint(condition=~Q(successor=F("code")), name="area_not_its_own_successor"),
        ]

    def __str__(self):
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def level(self) -> Level:
        return Level(len(self.code))

    @property
    def level_name(self) -> str:
        return str(self.level.label)

    @property
    def parent_code(self) -> str | None:
        return self.code[:-3] if len(self.code) > Level.COUNTY else None

    def path(self) -> list[str]:
        """The codes from the county down to here."""
        return [self.code[:length] for length in Level.values if length <= len(self.code)]
