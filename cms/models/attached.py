"""Papers to take along from a page: the decree itself, the form to fill in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class Attached(Orderable):
    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("document")
    )
    title = models.CharField(_("what it is"), max_length=160, blank=True)

    panels = ["document", "title"]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.title or self.document.title


class PolicyDocument(Attached):
    page = ParentalKey("cms.PolicyPage", on_delete=models.CASCADE, related_name="documents")


class GuideForm(Attached):
    page = ParentalKey("cms.GuidePage", on_delete=models.CASCADE, related_name="forms")
