from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeptRule(models.Model):
    """A rule's text as it was once applied, under its hash. Only grows: every answer finds its rule here."""

    hash = models.CharField(_("fingerprint"), max_length=64, primary_key=True)
    code = models.CharField(_("programme"), max_length=10)
    data = models.JSONField(_("rule"))
    kept_at = models.DateTimeField(_("kept at"), default=timezone.now)

    class Meta:
        verbose_name = _("kept rule")
        verbose_name_plural = _("kept rules")

    def __str__(self):
        return f"{self.code} {self.hash[:12]}"
