from django.utils.translation import gettext_lazy as _

from cms.blocks.body import BodyBlock
from cms.blocks.field import BlocksField
from cms.models.public import PublicPage


class PlainPage(PublicPage):
    """About us, accessibility, privacy: words without a form of their own."""

    body = BlocksField(BodyBlock, verbose_name=_("text"), blank=True, default=list)

    page_description = _("Words and pictures without a form of their own.")
    content_panels = [*PublicPage.content_panels, "body"]
    parent_page_types = ["cms.HomePage", "cms.VillagePage"]
    subpage_types: list[str] = []
    body_template = "cms/parts/plain.html"

    class Meta:
        verbose_name = verbose_name_plural = _("plain page")
