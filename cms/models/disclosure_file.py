from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet


class DisclosureFileQuerySet(GatedQuerySet):
    see_act = "see disclosures"
    code_field = "disclosure__area_id"


class DisclosureFile(models.Model):
    """A paper or picture that belongs to a disclosure, or the photo that shows it on the board."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        PHOTO = "photo", _("photo")
        POSTED = "posted", _("photo of the board")

    disclosure = models.ForeignKey("cms.Disclosure", models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("what it shows"), max_length=160)
    document = models.FileField(_("file"), upload_to="open", max_length=200, blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    day = models.DateField(_("day"), default=timezone.localdate)
    place = models.CharField(_("where it was posted"), max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    objects = DisclosureFileQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("file of a disclosure")
        verbose_name_plural = _("files of disclosures")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["document", "photo", "posted"]), name="disclosure_file_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind="document") & ~Q(document="") & Q(image=None))
                | (~Q(kind="document") & Q(document="") & Q(image__isnull=False)),
                name="disclosure_file_is_a_paper_or_a_picture",
            ),
        ]

    def __str__(self):
        return self.title
