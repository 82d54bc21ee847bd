from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet

from portal import print

PLAIN = ["h3", "bold", "ol", "ul", "link", "document-link"]


class HomePage(Page):
    """Where a resident starts: what can be asked, done and read."""

    welcome = models.TextField(_("welcome"), help_text=_("One or two sentences."))

    content_panels = [*Page.content_panels, "welcome"]
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.PolicyIndexPage"]

    def policies(self):
        return PolicyPage.objects.live().descendant_of(self).order_by("title")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "policies": self.policies()[:6]}


class PolicyIndexPage(Page):
    """All policies, those in force first."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.PolicyPage"]

    def get_context(self, request, *args, **kwargs):
        policies = PolicyPage.objects.child_of(self).live()
        in_force = policies.in_force().order_by("title")
        context = super().get_context(request, *args, **kwargs)
        return {**context, "policies": in_force, "ended": policies.exclude(pk__in=in_force)}


class PolicyQuerySet(PageQuerySet):
    def in_force(self, day=None):
        day = day or timezone.localdate()
        return self.live().filter(in_force_from__lte=day).exclude(in_force_until__lt=day)


class PolicyPage(Page):
    """A policy residents may rely on: in plain words, with the rule itself and its sources."""

    reference = models.CharField(_("document number"), max_length=80, blank=True)
    issuer = models.CharField(_("issued by"), max_length=120)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    last_checked = models.DateField(_("last checked"))
    plain_words = models.TextField(
        _("in plain words"), help_text=_("Two or three sentences a resident can act on.")
    )
    body = RichTextField(_("more"), blank=True, features=PLAIN)
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
        *Page.content_panels,
        FieldPanel("plain_words"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [FieldPanel("reference"), FieldPanel("issuer"), FieldPanel("in_force_from"),
             FieldPanel("in_force_until"), FieldPanel("last_checked")],
            heading=_("Who, when and by which document"),
        ),
        FieldPanel("body"),
    ]  # fmt: skip
    parent_page_types = ["cms.PolicyIndexPage"]
    subpage_types: list[str] = []

    def serve(self, request, *args, **kwargs):
        if kind := print.wanted(request):
            context = self.get_context(request)
            return print.answer(request, kind, "cms/policy_print.html", context, name=self.slug)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        from cms.rule_text import RuleText

        context = super().get_context(request, *args, **kwargs)
        if self.programme and self.programme.live and (rules := self.programme.readable):
            language = "en" if self.locale.language_code == "en" else "zh"
            context["rule"] = RuleText(rules, language, timezone.localdate())
        return context
