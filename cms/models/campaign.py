from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import PageManager

from cms.blocks.body import BodyBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage
from cms.models.public import PublicPage, PublicQuerySet
from cms.pictures import pictures


class CampaignQuerySet(PublicQuerySet):
    def running(self, day: date | None = None):
        day = day or timezone.localdate()
        return self.live().filter(starts__lte=day).exclude(ends__lt=day)

    def newest(self):
        return self.live().order_by("-starts", "-pk")


class CampaignIndexPage(IndexPage):
    """What is going on, what comes, what was."""

    subpage_types = ["cms.CampaignPage"]
    body_template = "cms/parts/campaign_index.html"
    per_page = 15

    class Meta:
        verbose_name = verbose_name_plural = _("campaign list")

    def listed(self, request):
        return super().listed(request).newest().prefetch_related(pictures())


class CampaignPage(PublicPage):
    summary = models.TextField(_("in short"), help_text=_("One or two sentences."))
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"), null=True, blank=True)
    body = BlocksField(BodyBlock, verbose_name=_("text"), blank=True, default=list)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )

    objects = PageManager.from_queryset(CampaignQuerySet)()

    page_description = _("Something that runs for some time: an enrolment, a week of health checks.")
    content_panels = [
        *PublicPage.content_panels,
        "summary",
        FieldRowPanel(["starts", "ends"]),
        "picture",
        "body",
    ]
    parent_page_types = ["cms.CampaignIndexPage"]
    subpage_types: list[str] = []
    weights = {"summary": "B"}
    body_template = "cms/parts/campaign.html"

    class Meta:
        verbose_name = verbose_name_plural = _("campaign")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=models.F("starts")), name="campaign_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]  # fmt: skip

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("It cannot end before it begins.")})

    @property
    def running(self) -> bool:
        today = timezone.localdate()
        return self.starts <= today and not self.over

    @property
    def over(self) -> bool:
        return self.ends is not None and self.ends < timezone.localdate()
