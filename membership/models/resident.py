from datetime import date, timedelta

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.names import initials, pinyin
from portal import masks
from portal.gate import GatedQuerySet


class Sex(models.TextChoices):
    FEMALE = "F", _("female")
    MALE = "M", _("male")


class Exactness(models.TextChoices):
    """How much of a birth date is known: rolls often give the month only."""

    DAY = "day", _("the day")
    MONTH = "month", _("the month only")
    YEAR = "year", _("the year only")


class Whereabouts(models.TextChoices):
    HERE = "here", _("lives here")
    AWAY = "away", _("away for work")
    MOVED_IN = "moved_in", _("moved in from elsewhere")


class ResidentQuerySet(GatedQuerySet):
    see_act = "see residents"

    def visible_to(self, user):
        """Residents of one's places; who was merged into another is seen there."""
        return super().visible_to(user).filter(merged_into=None)

    def standing(self):
        return self.filter(merged_into=None, died_on=None)

    def agreed(self):
        """Who agreed to be in the register and has not taken it back."""
        return self.filter(agreed_on__isnull=False).filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__lt=F("agreed_on"))
        )

    def found_by(self, words: str):
        """By part of the name, pinyin or its initials, or the last digits of a phone (four or more)."""
        words = words.strip().lower().replace(" ", "")
        if not words:
            return self.none()
        if words.isdigit():
            return self.filter(phone__endswith=words) if len(words) >= 4 else self.none()
        return self.filter(
            Q(name__contains=words) | Q(pinyin__startswith=words) | Q(initials__startswith=words)
        )


class Resident(models.Model):
    """A person the register knows, with no more about them than a service needs."""

    name = models.CharField(_("full name"), max_length=60)
    pinyin = models.CharField(_("pinyin"), max_length=160, blank=True, editable=False)
    initials = models.CharField(_("initials"), max_length=30, blank=True, editable=False)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    born_known = models.CharField(
        _("known of the birth date"), max_length=5, choices=Exactness.choices, default=Exactness.DAY
    )
    phone = models.CharField(
        _("phone"), max_length=16, blank=True, db_index=True, validators=[RegexValidator(r"^\+[0-9]{6,15}$")]
    )
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="residents", verbose_name=_("area"))
    whereabouts = models.CharField(
        _("where the person is"), max_length=8, choices=Whereabouts.choices, default=Whereabouts.HERE
    )
    elsewhere = models.CharField(_("place and contact elsewhere, as agreed"), max_length=120, blank=True)
    nationality = models.CharField(_("nationality"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=20, blank=True)
    occupation = models.CharField(_("occupation"), max_length=60, blank=True)
    remarks = models.CharField(_("remarks"), max_length=200, blank=True)
    died_on = models.DateField(_("died on"), null=True, blank=True)
    agreed_on = models.DateField(_("agreed to be in the register on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("took the agreement back on"), null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="resident",
        verbose_name=_("signs in as"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ResidentQuerySet.as_manager()
    TOLD_APART_BY = [("born_as_known", _("born on")), ("area", _("area"))]

    class Meta:
        ordering = ["area_id", "name", "pk"]
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        indexes = [
            models.Index(fields=["initials"], name="resident_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["pinyin"], name="resident_pinyin", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["name", "born_on"], name="resident_name_and_birth"),
            models.Index(fields=["area", "name", "id"], name="resident_by_place"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["", *Sex.values]), name="resident_sex_is_known"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="resident_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on")),
                name="resident_dies_after_birth",
                violation_error_message=_(
                    "The day of death lies before the day of birth. Correct one of them."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pinyin, self.initials = pinyin(self.name), initials(self.name)
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "pinyin", "initials"} if "name" in fields else fields
        super().save(*args, **kwargs)

    @property
    def masked_phone(self) -> str:
        return masks.phone(self.phone)

    @property
    def born_as_known(self) -> str:
        """No more of the date than is known: 1966-03-02, 1966-03 or 1966."""
        length = {Exactness.DAY: 10, Exactness.MONTH: 7, Exactness.YEAR: 4}[Exactness(self.born_known)]
        return self.born_on.isoformat()[:length] if self.born_on else ""

    @property
    def agrees(self) -> bool:
        """To be in the register, today."""
        return bool(self.agreed_on and not (self.withdrawn_on and self.withdrawn_on >= self.agreed_on))

    @property
    def agreement(self) -> str:
        if self.agrees:
            return self.agreed_on.isoformat()
        return str(_("withdrawn") if self.withdrawn_on else _("not asked yet"))

    def agree(self, day: date) -> None:
        self.change(agreed_on=day, withdrawn_on=None)

    def withdraw(self, day: date) -> None:
        """What was kept by agreement only, a contact elsewhere, is emptied."""
        self.change(withdrawn_on=day, elsewhere="")

    def is_at(self, whereabouts: str, elsewhere: str) -> None:
        self.change(whereabouts=whereabouts, elsewhere="" if whereabouts == Whereabouts.HERE else elsewhere)

    @transaction.atomic
    def die(self, day: date) -> None:
        """Whoever died lives nowhere any more, from the next day on."""
        self.change(died_on=day)
        for place in self.places.current().select_related("household"):
            place.end(day)
            place.household.touch()

    def move_to(self, area, into=None, relation: str = "") -> None:
        """Out of the old home, and into one of the new place if it is known already. In one transaction."""
        today = timezone.localdate()
        for place in self.places.current().select_related("household"):
            place.end(today - timedelta(days=1))
            place.household.touch()
        self.change(area=area)
        if into:
            into.take_in(self, relation, today)

    def change(self, **fields) -> None:
        """Write these fields, once all of it is right."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.version += 1
        self.full_clean()
        self.save(update_fields=[*fields, "version", "changed_at"])

    def age_on(self, day: date) -> int | None:
        """Whole years; None while the year of birth is unknown. A birthday of 29 February falls on 1 March."""
        if not self.born_on:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    @property
    def household(self):
        """The one the person lives in today."""
        place = self.places.current().select_related("household").first()
        return place and place.household
