from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.eligibility.canonical import fingerprint


class KeptRuleQuerySet(models.QuerySet):
    def keep(self, data: Mapping[str, Any], name: str = "") -> str:
        """Remember this text for ever; its fingerprint, by which an answer names it."""
        name = name or fingerprint(data)
        row = KeptRule(hash=name, code=data["code"], data=dict(data))
        self.bulk_create([row], ignore_conflicts=True)
        return name


class KeptRule(models.Model):
    """A rule's text as it was once applied, under its hash. Only grows: every answer finds its rule here."""

    hash = models.CharField(_("fingerprint"), max_length=64, primary_key=True)
    code = models.CharField(_("programme"), max_length=10)
    data = models.JSONField(_("rule"))
    kept_at = models.DateTimeField(_("kept at"), default=timezone.now)

    objects = KeptRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept rule")
        verbose_name_plural = _("kept rules")

    def __str__(self):
        return f"{self.code} {self.hash[:12]}"
