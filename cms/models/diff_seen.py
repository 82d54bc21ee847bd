from django.conf import settings
from django.db import models
from django.utils import timezone


class DiffSeen(models.Model):
    """Somebody has seen what a draft would change for the people in the register."""

    revision = models.ForeignKey("wagtailcore.Revision", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "user"], name="diff_seen_once")]

    def __str__(self):
        return f"{self.revision_id}"
