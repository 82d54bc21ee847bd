from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.blocks import AmountsBlock, CriteriaBlock, VariantsBlock
from cms.blocks.amounts import PER, PERIODS
from cms.blocks.field import BlocksField
from cms.rule_data import version_as_data, version_fields_of
from portal.models.same import SameNumber

STREAMS = ("criteria", "amounts", "variants")
PLAIN = ("valid_from", "valid_to", "source", "each", "pays_by", "period", "per", "amount_rule")


class Days(Func):
    """From the first day to the last, both counted; an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, first, last):
        super().__init__(F(first), F(last), Value("[]"))


class RuleVersion(models.Model):
    """The rule from one day to another. When it is published is another matter."""

    programme = ParentalKey("cms.Programme", on_delete=models.CASCADE, related_name="rule_versions")
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(
        _("in force to"), null=True, blank=True, help_text=_("This day counts. Empty while it lasts.")
    )
    source = models.CharField(
        _("source"), max_length=40, blank=True,
        help_text=_("The short name of a source, as on the tab “Sources”."),
    )  # fmt: skip
    each = models.CharField(
        _("judged for"),
        max_length=10,
        blank=True,
        choices=[("", pgettext_lazy("whose fact", "the person")), ("children", _("each child"))],
    )
    pays_by = models.CharField(
        _("paid by a table"), max_length=20, blank=True,
        choices=[("", _("no, as the amounts say")), ("childcare", _("the childcare subsidy’s years"))],
    )  # fmt: skip
    period = models.CharField(_("the table’s sum is paid"), max_length=10, blank=True, choices=PERIODS)
    per = models.CharField(_("the table’s sum is for"), max_length=10, blank=True, choices=PER)
    amount_rule = models.CharField(
        _("if several amounts fit"), max_length=10, blank=True,
        choices=[("first", _("the first in the list")), ("highest", _("the highest")), ("sum", _("their sum"))],
    )  # fmt: skip
    criteria = BlocksField(CriteriaBlock, verbose_name=_("conditions"), blank=True, default=list)
    amounts = BlocksField(AmountsBlock, verbose_name=_("amounts"), blank=True, default=list)
    variants = BlocksField(VariantsBlock, verbose_name=_("regional variants"), blank=True, default=list)

    panels = [
        MultiFieldPanel(
            [FieldRowPanel(["valid_from", "valid_to"]), "source"],
            heading=_("From when to when"),
            help_text=_(
                "The days of the law. On which day this text is published is another matter: it is set under “Status”, the ⓘ at the top."
            ),
        ),
        FieldPanel("criteria", help_text=_("All of these have to hold.")),
        FieldPanel("amounts", help_text=_("Row by row through time. A day without a row: “ask the office”.")),
        MultiFieldPanel(
            [FieldRowPanel(["each", "amount_rule"]), FieldRowPanel(["pays_by", "period", "per"])],
            heading=_("How it is counted"),
            classname="collapsed",
        ),
        FieldPanel("variants", classname="collapsed"),
    ]

    class Meta:
        ordering = ["valid_from"]
        verbose_name = _("rule version")
        verbose_name_plural = _("rule versions")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="rule_version_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first. Choose a later day."),
            ),
            models.CheckConstraint(
                condition=Q(pays_by="") | (~Q(period="") & ~Q(per="")),
                name="rule_version_paid_by_a_table_says_how",
                violation_error_message=_("Say how often and for whom the table’s sum is paid."),
            ),
            ExclusionConstraint(
                name="rule_versions_never_overlap",
                expressions=[
                    (SameNumber("programme"), RangeOperators.OVERLAPS),
                    (Days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.valid_from} – {self.valid_to or ''}"

    def get_constraints(self):
        """Rows of one form are compared with each other by the programme, not with what they replace."""
        found = super().get_constraints()
        return [
            (model, [one for one in rows if not isinstance(one, ExclusionConstraint)])
            for model, rows in found
        ]

    def as_data(self, types: dict[str, str]) -> dict:
        fields = {name: getattr(self, name) for name in PLAIN}
        for name in STREAMS:
            stream = getattr(self, name)
            fields[name] = stream.stream_block.get_prep_value(stream)
        return version_as_data(fields, types)

    @classmethod
    def from_data(cls, data: dict) -> "RuleVersion":
        version = cls(**version_fields_of(data))
        version.clean_fields(exclude=["programme", *STREAMS])  # dates as dates
        return version
