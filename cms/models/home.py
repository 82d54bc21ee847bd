from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.blocks.body import TasksBlock
from cms.blocks.field import BlocksField
from cms.models.public import PublicPage


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

    def policies(self):
        from cms.models.policy import PolicyPage

        return PolicyPage.objects.live().descendant_of(self).order_by("title")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "policies": self.policies()[:6]}
