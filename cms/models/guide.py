from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.blocks.body import WORDS, PapersBlock, StepsBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage
from cms.models.public import PublicPage


class LifeEvent(models.TextChoices):
    BIRTH = "birth", _("A child is born")
    SCHOOL = "school", _("Going to school")
    ILLNESS = "illness", _("Illness and disability")
    WORK = "work", _("Work")
    AGEING = "ageing", _("Growing old")
    HOUSING = "housing", _("Home")
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
    fee = models.CharField(
        _("fee"), max_length=120, blank=True, help_text=_("“Free”, or how much. Empty: not known.")
    )
    result = models.TextField(_("what you get in the end"), blank=True)
    visits = models.SmallIntegerField(_("how many visits"), null=True, blank=True)
    basis = models.TextField(_("legal basis"), blank=True)
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
    group = models.CharField(_("for"), max_length=10, choices=Group.choices, default=Group.EVERYONE)

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
            [FieldRowPanel(["days_promised", "days_legal"]), FieldRowPanel(["fee", "visits"]), FieldPanel("result")],
            heading=_("How long, how much, what for"),
        ),
        MultiFieldPanel(
            [FieldPanel("basis"), FieldRowPanel(["questions_phone", "complaints_phone"])],
            heading=_("By which law, and whom to call"),
        ),
        InlinePanel("forms", heading=_("Forms"), label=_("form")),
    ]  # fmt: skip
    parent_page_types = ["cms.GuideIndexPage"]
    subpage_types: list[str] = []
    weights = {"for_whom": "B"}
    attached = ["forms"]
    body_template = "cms/parts/guide.html"
