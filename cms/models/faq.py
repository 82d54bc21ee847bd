from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from cms.blocks.body import WORDS
from cms.models.index import IndexPage, choices_of
from cms.models.public import PublicPage


class FaqIndexPage(IndexPage):
    """Questions people ask, by topic."""

    subpage_types = ["cms.FaqPage"]
    body_template = "cms/parts/faq_index.html"
    per_page = 60

    class Meta:
        verbose_name = verbose_name_plural = _("question list")

    def listed(self, request):
        questions = super().listed(request)
        if topic := request.GET.get("topic", "").replace("\x00", ""):
            questions = questions.filter(topic=topic)
        return questions.order_by("topic", "title")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        questions = FaqPage.objects.child_of(self).live().exclude(topic="").order_by("topic")
        topics = questions.values_list("topic", flat=True).distinct()
        return {**context, "topics": choices_of(self, "topics", lambda: topics)}


class FaqPage(PublicPage):
    """One question and its answer; the hotline says the same."""

    answer = models.TextField(
        _("answer"), validators=[MaxLengthValidator(300)], help_text=_("At most 300 characters.")
    )
    more = RichTextField(_("more"), blank=True, features=WORDS)
    also = models.TextField(
        _("asked in other words"), blank=True, help_text=_("One a line: how people really say it.")
    )
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    programme = models.ForeignKey(
        "cms.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="faqs",
        verbose_name=_("programme"),
    )

    page_description = _("One question people ask; the hotline gives the same answer.")
    content_panels = [
        *PublicPage.content_panels, "answer", "more", "also", FieldRowPanel(["topic", "programme"]),
        InlinePanel("related_links", heading=_("Related questions"), label=_("question"), max_num=3),
    ]  # fmt: skip
    parent_page_types = ["cms.FaqIndexPage"]
    subpage_types: list[str] = []
    weights = {"also": "B", "answer": "B", "topic": "B"}
    body_template = "cms/parts/faq.html"

    class Meta:
        verbose_name = verbose_name_plural = _("question and answer")

    @property
    def related(self) -> list["FaqPage"]:
        return [link.to for link in self.related_links.select_related("to") if link.to.live]

    def get_context(self, request, *args, **kwargs):
        programme, here = self.programme, {"live": True, "locale": self.locale_id}
        return {
            **super().get_context(request, *args, **kwargs),
            "programme": programme if programme and programme.live else None,
            "related": self.related,
            "guides": list(programme.guides.filter(**here).order_by("title")[:10]) if programme else [],
            "policies": list(programme.pages.filter(**here)[:10]) if programme else [],
        }


class RelatedFaq(Orderable):
    page = ParentalKey(FaqPage, on_delete=models.CASCADE, related_name="related_links")
    to = models.ForeignKey(FaqPage, models.CASCADE, related_name="+", verbose_name=_("question"))

    panels = [FieldPanel("to")]
