from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """A verdict somebody was told: the rule's hash, the facts used, the words sent. Only grows."""

    at = models.DateTimeField(auto_now_add=True)
    inbound = models.ForeignKey("hotline.Inbound", models.PROTECT, related_name="answers")
    programme = models.CharField(max_length=10)
    verdict = models.JSONField()
    facts = models.JSONField()
    rule = models.CharField(max_length=64)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("answer given")
        verbose_name_plural = _("answers given")

    def __str__(self):
        return f"{self.programme}: {self.verdict.get('verdict')}"
