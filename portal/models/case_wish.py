from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CaseWishQuerySet(models.QuerySet):
    def wish(self, *, kind: str, text: str, cause: str, key: str, area=None, about: str = ""):
        """Ask for a case to be opened. Asking twice with the same key asks once."""
        found, _made = self.get_or_create(
            key=key, defaults={"kind": kind, "text": text, "cause": cause, "area": area, "about": about}
        )
        return found

    def open(self):
        return self.filter(case_number="")


class CaseWish(models.Model):
    """A lower package wants a case; the hotline opens it and writes its number here."""

    KINDS = ["enquiry", "help", "complaint", "report", "suggestion", "praise"]

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12)
    text = models.TextField()
    cause = models.CharField(max_length=120)
    about = models.CharField(max_length=120, blank=True)
    area = models.ForeignKey("portal.Area", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    case_number = models.CharField(max_length=20, blank=True)

    objects = CaseWishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish for a case")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["enquiry", "help", "complaint", "report", "suggestion", "praise"]),
                name="case_wish_kind_is_known",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
