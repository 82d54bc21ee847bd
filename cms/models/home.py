from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.blocks.body import TasksBlock
from cms.blocks.field import BlocksField
from cms.models.campaign import CampaignPage
from cms.models.news import NewsPage
from cms.models.public import PublicPage
from cms.models.village import VillagePage
from portal.remembered import remembered


class HomePage(PublicPage):
    """Where a resident starts: what can be asked, done and read."""

    welcome = models.TextField(_("welcome"), help_text=_("One or two sentences."))
    tasks = BlocksField(
        TasksBlock, verbose_name=_("most asked"), blank=True, default=list,
        help_text=_("At most three: what most people come for."),
    )  # fmt: skip

    content_panels = [*PublicPage.content_panels, "welcome", "tasks"]
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "cms.PolicyIndexPage", "cms.GuideIndexPage", "cms.NewsIndexPage", "cms.FaqIndexPage",
        "cms.CampaignIndexPage", "cms.VillageIndexPage", "cms.PlaceIndexPage", "cms.PlainPage",
    ]  # fmt: skip
    body_template = "cms/parts/home.html"

    class Meta:
        verbose_name = verbose_name_plural = _("home page")

    def get_context(self, request, *args, **kwargs):
        from cms import today
        from cms.models.disclosure import Disclosure

        here = {"live": True, "locale": self.locale_id}
        return {
            **super().get_context(request, *args, **kwargs),
            "open_now": today.open_now(self.locale_id, 6),
            "campaigns": CampaignPage.objects.running().filter(**here).order_by("ends", "-starts")[:3],
            "news": NewsPage.objects.filter(**here).newest().defer_streamfields()[:4],
            "villages": remembered(("villages", self.locale_id), lambda: list(self.villages())),
            "disclosures": Disclosure.objects.newest_of_each_item()[:4],
            "events": today.coming_events(self.area_id or "", 3),
        }

    def villages(self):
        return (
            VillagePage.objects.live()
            .filter(locale=self.locale_id)
            .order_by("area")
            .defer_streamfields()[:12]
        )
