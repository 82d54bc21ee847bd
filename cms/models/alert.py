from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.addresses import check_address
from cms.models.public import concerned
from portal.gate import GatedQuerySet

URGENT_FIRST = ["danger", "warning", "info"]


class AlertQuerySet(GatedQuerySet):
    see_act = "edit content"

    def not_over(self, now: datetime | None = None):
        return self.exclude(ends_at__lte=now or timezone.now())

    def showing(self, now: datetime | None = None):
        now = now or timezone.now()
        return self.not_over(now).filter(starts_at__lte=now)

    def by_urgency(self):
        levels = Case(*[When(level=one, then=place) for place, one in enumerate(URGENT_FIRST)])
        return self.alias(urgency=levels).order_by("urgency", "-starts_at")

    def concerning(self, code: str):
        return self.filter(concerned(code))


class Alert(models.Model):
    """One sentence on top of pages while it matters: a flood, a closed office, a changed number."""

    class Level(models.TextChoices):
        INFO = "info", _("good to know")
        WARNING = "warning", _("take care")
        DANGER = "danger", _("danger")

    level = models.CharField(_("how urgent"), max_length=10, choices=Level.choices, default=Level.INFO)
    words_zh = models.CharField(_("words (Chinese)"), max_length=200)
    words_en = models.CharField(_("words (English)"), max_length=300, blank=True)
    link = models.CharField(
        _("more about it at"), max_length=300, blank=True, help_text=_("Such as /news/… or https://…")
    )
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="+", verbose_name=_("for whom"))
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now)
    ends_at = models.DateTimeField(_("shown until"), null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")), name="alert_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.words

    def clean(self):
        try:
            check_address(self.link)
        except ValidationError as problem:
            raise ValidationError({"link": problem}) from problem

    @property
    def showing(self) -> bool:
        now = timezone.now()
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)

    @property
    def words(self) -> str:
        return (self.words_en if get_language() == "en" else "") or self.words_zh
