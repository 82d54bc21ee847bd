from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.eligibility.canonical import fingerprint


class KeptRuleQuerySet(models.QuerySet):
    def keep(self, data: Mapping[str, Any], name: str = "") -> str:
        """Remember this text for ever; its fingerprint (`name`, where it is known), by which an answer names it."""
        name = name or fingerprint(data)
        row = KeptRule(hash=name, code=data["code"], data=dict(data))
        self.bulk_create([row], ignore_conflicts=True)
        return name


class KeptRule(models.Model):
    """Every rule text that was ever applied. The table only grows, so an old answer can be given again."""

    hash = models.CharField(max_length=64, primary_key=True)
    code = models.CharField(_("code"), max_length=10)
    data = models.JSONField(_("rule"))
    kept_at = models.DateTimeField(_("kept at"), auto_now_add=True)

    objects = KeptRuleQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at"]
        indexes = [models.Index(fields=["code", "-kept_at"], name="kept_rule_newest")]

    def __str__(self):
        return f"{self.code} {self.hash[:8]}"
