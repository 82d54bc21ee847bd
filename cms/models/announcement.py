from django.db import models
from django.db.models import Q
from django.utils import timezone


class Announcement(models.Model):
    """One thing that was published, and how far those who asked to hear of it have been told."""

    class Kind(models.TextChoices):
        POLICIES = "policies"
        NEWS = "news"
        DISCLOSURES = "disclosures"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=80, unique=True)
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="+")
    titles = models.JSONField()  # language → title
    published_at = models.DateTimeField()
    found_at = models.DateTimeField(default=timezone.now)
    upto = models.UUIDField(null=True)  # the last subscription that was told
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["policies", "news", "disclosures"]), name="announcement_kind_is_known"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="announcement_open")]

    def __str__(self):
        return f"{self.kind}: {self.key}"

    def title(self, language: str) -> str:
        """In the reader's language if there is one, else as it was published."""
        return self.titles.get(language) or next(iter(self.titles.values()), "")
