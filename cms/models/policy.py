from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from cms.blocks.body import WORDS, BodyBlock
from cms.blocks.field import BlocksField
from cms.day_asked import DayAsked
from cms.models.index import IndexPage, area_asked, areas_of, choices_of
from cms.models.public import PublicPage, PublicQuerySet
from portal.reading import language


class State(models.TextChoices):
    IN_FORCE = "in_force", _("in force")
    COMING = "coming", _("not yet in force")
    ENDED = "ended", _("no longer in force")


class PolicyQuerySet(PublicQuerySet):
    def in_force(self, day: date | None = None):
        day = day or timezone.localdate()
        return self.live().filter(in_force_from__lte=day).exclude(in_force_until__lt=day)

    def coming(self, day: date | None = None):
        return self.live().filter(in_force_from__gt=day or timezone.localdate())

    def ended(self, day: date | None = None):
        return self.live().filter(in_force_until__lt=day or timezone.localdate())

    def in_state(self, state: str, day: date | None = None):
        return getattr(self, State(state).value)(day)

    def valid_first(self, day: date):
        """What holds on that day, then what comes, then what is over."""
        over = Case(
            When(in_force_until__lt=day, then=2), When(in_force_from__gt=day, then=1), default=0,
            output_field=models.SmallIntegerField(),
        )  # fmt: skip
        return self.alias(over=over).order_by("over", "title")


class PolicyIndexPage(IndexPage):
    """All policies, those in force first."""

    subpage_types = ["cms.PolicyPage"]
    body_template = "cms/parts/policy_index.html"

    class Meta:
        verbose_name = verbose_name_plural = _("policy list")

    def listed(self, request):
        day, policies = DayAsked.of(request).on, super().listed(request)
        if (state := request.GET.get("state")) in State.values:
            policies = policies.in_state(state, day)
        if topic := request.GET.get("topic", "").replace("\x00", ""):
            policies = policies.filter(topic=topic)
        if area := area_asked(request):
            policies = policies.in_area(area)
        return policies.valid_first(day)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        asked, all_here = DayAsked.of(request), PolicyPage.objects.child_of(self).live()
        for policy in context["part"]:
            policy.then = policy.state_on(asked.on)
        topics = all_here.exclude(topic="").order_by("topic").values_list("topic", flat=True).distinct()
        areas = choices_of(self, "areas", lambda: areas_of(all_here))
        return {
            **context,
            "asked": asked,
            "states": State.choices,
            "topics": choices_of(self, "topics", lambda: topics),
            "areas": areas,
        }


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

    page_description = _("A document in force: plain words first, then the full text.")
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
        verbose_name = verbose_name_plural = _("policy page")
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

    def state_on(self, day: date) -> State:
        if self.in_force_from > day:
            return State.COMING
        return State.ENDED if self.in_force_until and self.in_force_until < day else State.IN_FORCE

    def rule_on(self, day: date, language: str):
        """The very rule the hotline applies, as of that day; nothing where there is none to read."""
        from cms.rule_text import RuleText

        rules = self.programme.readable if self.programme and self.programme.live else None
        return RuleText(rules, language, day) if rules else None

    def neighbours(self) -> dict:
        """What it replaced and what replaced it, in one question."""
        beside = PolicyPage.objects.live().filter(Q(pk=self.replaces_id) | Q(replaces=self.pk))
        rows = list(beside.order_by("in_force_from").defer_streamfields())
        return {
            "older": next((one for one in rows if one.pk == self.replaces_id), None),
            "newer": [one for one in rows if one.replaces_id == self.pk],
        }

    def get_context(self, request, *args, **kwargs):
        context, asked = super().get_context(request, *args, **kwargs), DayAsked.of(request)
        here = {"live": True, "locale": self.locale_id}
        return {
            **context,
            "asked": asked,
            "state": self.state_on(asked.on),
            "rule": self.rule_on(asked.on, language()),
            **self.neighbours(),
            "guides": list(self.guides.filter(**here).order_by("title")[:10]),
            "faqs": list(self.programme.faqs.filter(**here).order_by("title")[:10]) if self.programme else [],
        }
