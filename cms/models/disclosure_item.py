from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.open import periods
from portal import workdays
from portal.gate import GatedQuerySet, may
from portal.reading import english
from portal.workdays import Days

CHANNELS = {
    "board": _("notice board"),
    "web": _("this website"),
    "meeting": _("villagers' meeting"),
    "loudspeaker": _("loudspeaker"),
    "leaflet": _("leaflet to each household"),
    "group": _("village chat group"),
}


class DisclosureItemQuerySet(GatedQuerySet):
    see_act = "see disclosures"

    def where_may(self, user, act):
        return self if may(user, act) else self.none()

    def in_force(self, day: date):
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gt=day))


class DisclosureItem(ClusterableModel):
    """One thing that has to be told: what, by whom, how often, how soon, on which basis."""

    class Group(models.TextChoices):
        MONEY = "money", _("money of the village")
        DECISIONS = "decisions", _("decisions")
        PROJECTS = "projects", _("projects and purchases")
        LAND = "land", _("land and houses")
        SUBSIDIES = "subsidies", _("subsidies and aid")
        FAMILIES = "families", _("support for families")
        PEOPLE = "people", _("who is who, and how they work")

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once, whenever it happens")
        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every quarter")
        HALF_YEARLY = "half_yearly", _("every half-year")
        YEARLY = "yearly", _("every year")
        ONCE = "once", _("once, and when it changes")

    class Publisher(models.TextChoices):
        COMMITTEE = "committee", _("villagers' committee")
        COLLECTIVE = "collective", _("village economic collective")
        SUPERVISION = "supervision", _("village supervision committee")
        TOWNSHIP = "township", _("township")
        ASSOCIATION = "association", _("family-support association")

    class Level(models.TextChoices):
        VILLAGE = "village", _("village")
        TOWNSHIP = "township", _("township")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    group = models.CharField(_("subject"), max_length=12, choices=Group.choices)
    title_zh = models.CharField(_("name, Chinese"), max_length=60)
    title_en = models.CharField(_("name, English"), max_length=120)
    content_zh = models.TextField(_("what must be told, Chinese"))
    content_en = models.TextField(_("what must be told, English"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=12, choices=Publisher.choices)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.VILLAGE)
    channels = models.JSONField(_("ways"), default=list)
    rhythm = models.CharField(_("rhythm"), max_length=12, choices=Rhythm.choices)
    expected = models.BooleanField(
        _("counted on the board"), default=True, help_text=_("Without the tick it may be published, but is never late.")
    )  # fmt: skip
    within_days = models.PositiveSmallIntegerField(
        _("days to publish"), help_text=_("Counted after the last day of the period, or after it happened.")
    )
    counting = models.CharField(
        _("days are"), max_length=8, default="natural",
        choices=[("natural", _("calendar days")), ("working", _("working days"))],
    )  # fmt: skip
    notice_days = models.PositiveSmallIntegerField(_("days on the board"), default=0)
    answer_days = models.PositiveSmallIntegerField(_("days to answer an objection"), default=10)
    is_money = models.BooleanField(_("is about money"), default=False)
    lists_people = models.BooleanField(_("lists people"), default=False)
    layout = models.JSONField(_("tables and checks"), default=dict, blank=True)
    area_prefix = models.CharField(
        _("only in"), max_length=15, blank=True, help_text=_("First digits of an area's code. Empty: everywhere.")
    )  # fmt: skip
    valid_from = models.DateField(_("counted from"))
    valid_to = models.DateField(_("until"), null=True, blank=True, help_text=_("The day after the last."))

    objects = DisclosureItemQuerySet.as_manager()

    class Meta:
        ordering = ["group", "code"]
        verbose_name = _("item to publish")
        verbose_name_plural = _("items to publish")
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=["at_once", "monthly", "quarterly", "half_yearly", "yearly", "once"]),
                name="disclosure_item_rhythm_is_known",
            ),
            models.CheckConstraint(
                condition=Q(counting__in=["natural", "working"]), name="disclosure_item_days_are_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="disclosure_item_has_days",
            ),
        ]

    def __str__(self):
        return self.title_en if english() and self.title_en else self.title_zh

    @property
    def content(self) -> str:
        return self.content_en if english() and self.content_en else self.content_zh

    @property
    def channel_names(self) -> list[str]:
        return [str(CHANNELS.get(one, one)) for one in self.channels]

    @property
    def periodic(self) -> bool:
        return self.rhythm in periods.MONTHS

    def due(self, period_end: date) -> tuple[date | None, str]:
        """The last day to publish a period, and the rule that made it.

        Working days of a year nobody has announced give no day, and the rule says why.
        """
        last = period_end - timedelta(days=1)
        rule = f"{self.within_days} {self.counting} days after {last}"
        try:
            return workdays.add(last, self.within_days, Days(self.counting)), rule
        except workdays.NotAnnounced as unknown:
            return None, f"{rule}: the holidays of {unknown.year} are not announced"

    def basis_on(self, day: date, area_code: str = ""):
        """The bases that held on this day in this place; takes prefetched rows."""
        return [row for row in self.bases.all() if row.holds(day, area_code)]


class DisclosureBasis(models.Model):
    """A law or notice an item rests on, with its dates and places. What was not read says so."""

    item = ParentalKey(DisclosureItem, on_delete=models.CASCADE, related_name="bases", verbose_name=_("item"))
    law = models.CharField(_("law or notice"), max_length=120)
    article = models.CharField(_("article"), max_length=40, blank=True)
    words = models.TextField(_("wording"), blank=True)
    verified = models.BooleanField(
        _("read in its text"), default=False, help_text=_("Only if somebody here has read this wording in the source.")
    )  # fmt: skip
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day."))
    area_prefix = models.CharField(_("only in"), max_length=15, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    source = models.CharField(_("where this was read"), max_length=200, blank=True)

    class Meta:
        ordering = ["in_force_from", "pk"]
        verbose_name = _("basis")
        verbose_name_plural = _("bases")

    def __str__(self):
        return f"{self.law} {self.article}".strip()

    def holds(self, day: date, area_code: str = "") -> bool:
        in_time = self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)
        return in_time and area_code.startswith(self.area_prefix)
