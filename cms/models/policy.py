from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from cms.blocks.body import WORDS, BodyBlock
from cms.blocks.field import BlocksField
from cms.models.index import IndexPage
from cms.models.public import PublicPage, PublicQuerySet


class PolicyQuerySet(PublicQuerySet):
    def in_force(self, day: date | None = None):
        day = day or timezone.localdate()
        return self.live().filter(in_force_from__lte=day).exclude(in_force_until__lt=day)

    def coming(self, day: date | None = None):
        return self.live().filter(in_force_from__gt=day or timezone.localdate())

    def ended(self, day: date | None = None):
        return self.live().filter(in_force_until__lt=day or timezone.localdate())


class PolicyIndexPage(IndexPage):
    """All policies, those in force first."""

    subpage_types = ["cms.PolicyPage"]
    body_template = "cms/parts/policy_index.html"

    def get_context(self, request, *args, **kwargs):
        policies = PolicyPage.objects.child_of(self).live()
        in_force = policies.in_force().order_by("title")
        context = super().get_context(request, *args, **kwargs)
        return {**context, "policies": in_force, "ended": policies.exclude(pk__in=in_force)}


class PolicyPage(PublicPage):
    """A policy residents may rely on: in plain words, with the rule itself and its sources."""

    reference = models.CharField(_("document number"), max_length=80, blank=True)
    issuer = models.CharField(_("issued by"), max_length=120)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    plain_words = models.TextField(
        _("in plain words"), help_text=_("Two or three sentences a resident can act on.")
    )
    body = RichTextField(_("more"), blank=True, features=WORDS)
    text = BlocksField(BodyBlock, verbose_name=_("full text"), blank=True, default=list)
    ask = models.TextField(
        _("who may ask whom"), blank=True, help_text=_("Which office explains it, and to whom it must.")
    )
    topic = models.CharField(
        _("topic"), max_length=40, blank=True, help_text=_("Such as “families” or “elders”.")
    )
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    programme = models.ForeignKey(
        "cms.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pages",
        verbose_name=_("programme"),
    )

    objects = PageManager.from_queryset(PolicyQuerySet)()

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("plain_words"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [FieldRowPanel(["reference", "issuer"]), FieldRowPanel(["in_force_from", "in_force_until"]),
             FieldPanel("replaces"), FieldPanel("topic")],
            heading=_("Who, when and by which document"),
        ),
        FieldPanel("body"),
        FieldPanel("ask"),
        FieldPanel("text"),
        InlinePanel("documents", heading=_("Attachments"), label=_("attachment")),
    ]  # fmt: skip
    parent_page_types = ["cms.PolicyIndexPage"]
    subpage_types: list[str] = []
    weights = {"reference": "A", "plain_words": "B", "topic": "B"}
    attached = ["documents"]
    body_template = "cms/parts/policy.html"
    print_template = "cms/policy_print.html"

    class Meta:
        indexes = [models.Index(fields=["in_force_from", "in_force_until"], name="policy_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=models.F("in_force_from")),
                name="policy_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]  # fmt: skip

    def clean(self):
        super().clean()
        if self.in_force_from and self.in_force_until and self.in_force_until < self.in_force_from:
            raise ValidationError({"in_force_until": _("It cannot end before it begins.")})
        if self.pk and self.replaces_id == self.pk:
            raise ValidationError({"replaces": _("A policy cannot replace itself. Choose the older one.")})

    def get_context(self, request, *args, **kwargs):
        from cms.rule_text import RuleText

        context = super().get_context(request, *args, **kwargs)
        if self.programme and self.programme.live and (rules := self.programme.readable):
            language = "en" if self.in_english else "zh"
            context["rule"] = RuleText(rules, language, timezone.localdate())
        return context
