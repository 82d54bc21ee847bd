from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CaseEvent(models.Model):
    """One thing that happened to a case. The table only grows."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("registered")
        ACCEPTED = "accepted", _("accepted")
        ASSIGNED = "assigned", _("assigned")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")
        RATED = "rated", _("rated")
        NOTE = "note", _("internal note")

    case = models.ForeignKey("hotline.Case", models.PROTECT, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("case event")

    def __str__(self):
        return f"{self.case_id} {self.kind}"

    @property
    def public(self) -> bool:
        return self.kind != self.Kind.NOTE


class CaseAccused(models.Model):
    """A person or unit a case is about. Neither sees or handles it."""

    case = models.ForeignKey("hotline.Case", models.PROTECT, related_name="accused")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member of staff"),
    )
    unit = models.ForeignKey(
        "portal.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    name = models.CharField(_("name as told"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("person or unit the case is about")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(unit__isnull=False) | ~Q(name=""),
                name="accused_is_somebody",
            )
        ]

    def __str__(self):
        return self.name or str(self.user or self.unit)
