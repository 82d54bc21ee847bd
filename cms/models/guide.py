from django.db import models
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.blocks.body import WORDS, PapersBlock, StepsBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage
from cms.models.public import PublicPage
from cms.reach.clock import measures


class LifeEvent(models.TextChoices):
    BIRTH = "birth", _("A child is born")
    SCHOOL = "school", _("Going to school")
    ILLNESS = "illness", _("Illness and disability")
    WORK = "work", _("Finding work")
    AGEING = "ageing", _("Growing old")
    HOUSING = "housing", _("A place to live")
    LOSS = "loss", _("Losing somebody")
    HARDSHIP = "hardship", _("Hard times")


class Group(models.TextChoices):
    FAMILIES = "families", _("families with children")
    ELDERS = "elders", _("elders")
    DISABLED = "disabled", _("people with disabilities")
    CHILDREN = "children", _("children and young people")
    EVERYONE = "everyone", _("everyone")


class GuideIndexPage(IndexPage):
    """All guides, by what happens in life and by whom they are for."""

    subpage_types = ["cms.GuidePage"]
    body_template = "cms/parts/guide_index.html"

    class Meta:
        verbose_name = verbose_name_plural = _("guide list")

    def listed(self, request):
        guides = super().listed(request)
        for name, choices in (("life_event", LifeEvent), ("group", Group)):
            if (wanted := request.GET.get(name)) in choices.values:
                guides = guides.filter(**{name: wanted})
        order = Case(
            *[When(life_event=one, then=place) for place, one in enumerate(LifeEvent.values)], default=len(LifeEvent),
            output_field=models.SmallIntegerField(),
        )  # fmt: skip
        return guides.alias(order=order).order_by("order", "title")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "life_events": LifeEvent.choices, "groups": Group.choices}


class GuidePage(PublicPage):
    """How to get one thing done: for whom, with which papers, where, until when."""

    for_whom = models.TextField(_("for whom"))
    conditions = RichTextField(_("conditions"), blank=True, features=WORDS)
    papers = BlocksField(PapersBlock, verbose_name=_("papers"), blank=True, default=list)
    steps = BlocksField(StepsBlock, verbose_name=_("steps"), blank=True, default=list)
    where = models.ForeignKey(
        "cms.PlacePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="guides",
        verbose_name=_("where"),
    )
    where_words = models.TextField(_("where, in words"), blank=True)
    hours = models.TextField(_("opening hours"), blank=True, help_text=_("Empty: those of the place."))
    days_promised = models.SmallIntegerField(_("working days promised"), null=True, blank=True)
    days_legal = models.SmallIntegerField(_("working days by law"), null=True, blank=True)
    measured_by = models.CharField(
        _("measured by"), max_length=40, blank=True, choices=measures,
        help_text=_("What the house counts of it: the page then shows how long it really took."),
    )  # fmt: skip
    fee = models.CharField(
        _("fee"), max_length=120, blank=True, help_text=_("“Free”, or how much. Empty: not known.")
    )
    result = models.TextField(_("what you get in the end"), blank=True)
    visits = models.SmallIntegerField(_("how many visits"), null=True, blank=True)
    basis = models.TextField(_("law and documents it rests on"), blank=True)
    questions_phone = models.CharField(_("phone for questions"), max_length=40, blank=True)
    complaints_phone = models.CharField(_("phone for complaints"), max_length=40, blank=True)
    policy = models.ForeignKey(
        "cms.PolicyPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="guides",
        verbose_name=_("policy"),
    )
    programme = models.ForeignKey(
        "cms.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="guides",
        verbose_name=_("programme"),
    )
    life_event = models.CharField(_("life event"), max_length=10, choices=LifeEvent.choices, blank=True)
    group = models.CharField(
        _("group of people"), max_length=10, choices=Group.choices, default=Group.EVERYONE
    )

    page_description = _("How to get one thing done: papers, steps, where, how long.")
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("for_whom"), FieldPanel("conditions"), FieldRowPanel(["life_event", "group"]),
             FieldRowPanel(["policy", "programme"])],
            heading=_("For whom"),
        ),
        FieldPanel("papers"),
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel("where"), FieldPanel("where_words"), FieldPanel("hours")], heading=_("Where")),
        MultiFieldPanel(
            [FieldRowPanel(["days_promised", "days_legal"]), FieldPanel("measured_by"), FieldRowPanel(["fee", "visits"]), FieldPanel("result")],
            heading=_("How long, how much, what for"),
        ),
        MultiFieldPanel(
            [FieldPanel("basis"), FieldRowPanel(["questions_phone", "complaints_phone"])],
            heading=_("By which law, and whom to call"),
        ),
        InlinePanel("forms", heading=_("Forms"), label=_("blank form")),
    ]  # fmt: skip
    parent_page_types = ["cms.GuideIndexPage"]
    subpage_types: list[str] = []
    weights = {"for_whom": "B"}
    attached = ["forms"]
    body_template = "cms/parts/guide.html"

    class Meta:
        verbose_name = verbose_name_plural = _("guide")

    @property
    def place(self):
        """Where it is done, if that page is still there for everybody."""
        return self.where if self.where and self.where.live else None

    def get_context(self, request, *args, **kwargs):
        programme = self.programme if self.programme and self.programme.live else None
        return {
            **super().get_context(request, *args, **kwargs),
            "programme": programme,
            "policy": self.policy if self.policy and self.policy.live else None,
            "faqs": list(programme.faqs.filter(live=True, locale=self.locale_id).order_by("title")[:10])
            if programme
            else [],
        }
