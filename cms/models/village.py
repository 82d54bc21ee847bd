from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from cms.blocks.body import WORDS, PeopleBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage
from cms.models.public import PublicPage
from portal.models import Area, Level
from portal.remembered import remembered


def _townships() -> dict[str, Area]:
    return {one.pk: one for one in Area.objects.filter(code__length=Level.TOWNSHIP)}


class VillageIndexPage(IndexPage):
    """Every village, township by township."""

    subpage_types = ["cms.VillagePage"]
    body_template = "cms/parts/village_index.html"
    per_page = 400  # the villages of a county on one page, township by township

    class Meta:
        verbose_name = verbose_name_plural = _("village list")

    def listed(self, request):
        return super().listed(request).select_related("area").order_by("area", "title")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        townships = remembered("townships", _townships)
        for village in context["part"]:
            village.township = townships.get(village.area_id[: Level.TOWNSHIP])
        return context


class VillagePage(PublicPage):
    """A village: who is who, its rules, its notice board. `area` says which."""

    introduction = models.TextField(_("introduction"), blank=True)
    people = BlocksField(PeopleBlock, verbose_name=_("who is who"), blank=True, default=list)
    charter = RichTextField(_("village charter"), blank=True, features=WORDS)
    rules = RichTextField(_("village rules"), blank=True, features=WORDS)

    page_description = _("Who is who, telephone numbers, the village's own rules.")
    content_panels = [*PublicPage.content_panels, "introduction", "people", "charter", "rules"]
    parent_page_types = ["cms.VillageIndexPage"]
    subpage_types = ["cms.NewsPage", "cms.PlacePage", "cms.PlainPage"]
    body_template = "cms/parts/village.html"

    class Meta:
        verbose_name = verbose_name_plural = _("village page")

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

    def get_context(self, request, *args, **kwargs):
        from cms import today
        from cms.models.disclosure import Disclosure
        from cms.models.news import NewsPage
        from cms.models.place import PlacePage

        here = {"live": True, "locale": self.locale_id}
        return {
            **super().get_context(request, *args, **kwargs),
            "news": NewsPage.objects.filter(**here).concerning(self.area_id).newest()[:5],
            "places": PlacePage.objects.filter(**here)
            .concerning(self.area_id)
            .order_by("-area", "title")[:5],
            "disclosures": Disclosure.objects.in_area(self.area_id).newest()[:5],
            "late": self.late(),
            "events": today.coming_events(self.area_id, 5),
        }

    def late(self) -> list:
        """What the village should have told by now and has not, the oldest first."""
        from cms.open import board

        return [one for one in board.obligations(self.area_id, areas=[self.area]) if one.state == "late"]
