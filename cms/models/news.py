from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager

from cms.blocks.body import BodyBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage
from cms.models.public import PublicPage, PublicQuerySet


class NewsQuerySet(PublicQuerySet):
    def newest(self):
        return self.live().order_by("-day", "-pk")


class NewsIndexPage(IndexPage):
    """What happened, the newest first."""

    subpage_types = ["cms.NewsPage"]
    body_template = "cms/parts/news_index.html"


class NewsPage(PublicPage):
    day = models.DateField(_("day"), default=timezone.localdate)
    summary = models.TextField(_("in short"), help_text=_("One or two sentences."))
    body = BlocksField(BodyBlock, verbose_name=_("text"), blank=True, default=list)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [*PublicPage.content_panels, "day", "summary", "picture", "body"]
    parent_page_types = ["cms.NewsIndexPage", "cms.VillagePage"]
    subpage_types: list[str] = []
    weights = {"summary": "B"}
    body_template = "cms/parts/news.html"

    class Meta:
        indexes = [models.Index(fields=["-day"], name="news_newest")]
