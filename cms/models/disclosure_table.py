from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.reading import english


class DisclosureTable(models.Model):
    """A table of a disclosure. Columns have kinds; cells are kept as canonical text, people masked."""

    disclosure = models.ForeignKey("cms.Disclosure", models.CASCADE, related_name="tables")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.SlugField(max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title, English"), max_length=120, blank=True)
    columns = models.JSONField(_("columns"), default=list)
    rows = models.JSONField(_("rows"), default=list)
    totals = models.JSONField(_("total"), default=list, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("table")
        verbose_name_plural = _("tables")

    def __str__(self):
        return self.title_en if english() and self.title_en else self.title
