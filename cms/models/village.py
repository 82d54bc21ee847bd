from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from cms.blocks.body import WORDS, PeopleBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage
from cms.models.public import PublicPage
from portal.models import Level


class VillageIndexPage(IndexPage):
    """Every village, township by township."""

    subpage_types = ["cms.VillagePage"]
    body_template = "cms/parts/village_index.html"


class VillagePage(PublicPage):
    """A village: who is who, its rules, its notice board. `area` says which."""

    introduction = models.TextField(_("introduction"), blank=True)
    people = BlocksField(PeopleBlock, verbose_name=_("who is who"), blank=True, default=list)
    charter = RichTextField(_("village charter"), blank=True, features=WORDS)
    rules = RichTextField(_("village rules"), blank=True, features=WORDS)

    content_panels = [*PublicPage.content_panels, "introduction", "people", "charter", "rules"]
    parent_page_types = ["cms.VillageIndexPage"]
    subpage_types = ["cms.NewsPage", "cms.PlacePage", "cms.PlainPage"]
    body_template = "cms/parts/village.html"

    def clean(self):
        super().clean()
        if len(self.area_id or "") != Level.VILLAGE:
            raise ValidationError({"area": _("Choose the village this page is about.")})
        twin = (
            VillagePage.objects.filter(area=self.area_id, locale=self.locale_id).exclude(pk=self.pk).first()
        )
        if twin:
            raise ValidationError(
                {"area": _("“%(title)s” is the page of this place already.") % {"title": twin.title}}
            )
