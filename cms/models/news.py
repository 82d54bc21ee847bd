from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager

from cms.blocks.body import BodyBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage, area_asked, areas_of, choices_of
from cms.models.public import PublicPage, PublicQuerySet
from cms.pictures import pictures


class NewsQuerySet(PublicQuerySet):
    def newest(self):
        return self.live().order_by("-day", "-pk")


class NewsIndexPage(IndexPage):
    """What happened, the newest first."""

    subpage_types = ["cms.NewsPage"]
    body_template = "cms/parts/news_index.html"
    per_page = 15

    class Meta:
        verbose_name = verbose_name_plural = _("news list")

    def listed(self, request):
        news = super().listed(request)
        if area := area_asked(request):
            news = news.in_area(area)
        return news.newest().prefetch_related(pictures())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "areas": choices_of(self, "areas", lambda: areas_of(NewsPage.objects.child_of(self).live())),
        }


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

    page_description = _("What happened or is announced: day, a sentence or two, a picture.")
    content_panels = [*PublicPage.content_panels, "day", "summary", "picture", "body"]
    parent_page_types = ["cms.NewsIndexPage", "cms.VillagePage"]
    subpage_types: list[str] = []
    weights = {"summary": "B"}
    body_template = "cms/parts/news.html"

    class Meta:
        verbose_name = verbose_name_plural = _("news")
        indexes = [models.Index(fields=["-day"], name="news_newest")]
