"""The page above all pages of one kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.public import PublicPage


class IndexPage(PublicPage):
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*PublicPage.content_panels, "introduction"]
    parent_page_types = ["cms.HomePage"]
    max_count_per_parent = 1

    class Meta:
        abstract = True
