from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet, recused_rows


class AuditQuerySet(GatedQuerySet):
    see_act, code_field = "see audit", "area_code"

    def about(self, obj):
        return self.filter(model=obj._meta.label_lower, row=str(obj.pk))

    def visible_to(self, user):
        return super().visible_to(user).exclude(row__in=recused_rows(user))


class AuditEntry(models.Model):
    """One thing somebody did. The table only grows."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    action = models.CharField(_("action"), max_length=40)
    model = models.CharField(_("kind of thing"), max_length=60)
    row = models.CharField(_("row"), max_length=64)
    area_code = models.CharField(_("area"), max_length=15, blank=True)
    details = models.JSONField(_("details"), default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        indexes = [models.Index(fields=["model", "row"], name="audit_by_row")]

    @property
    def reason(self) -> str:
        return self.details.get("reason", "")

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.model} {self.row}"
