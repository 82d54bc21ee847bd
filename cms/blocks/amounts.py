"""What is paid from when to when, and how a region differs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from cms.blocks.build import areas, both, group, source, struct, text
from cms.blocks.choices import WordBlock
from cms.blocks.criteria import CriteriaBlock, inner

PERIODS = [("year", _("a year")), ("month", _("a month")), ("once", _("once")), ("day", _("a day"))]
PER = [
    ("person", _("for each person")),
    ("couple", _("for the couple")),
    ("child", _("for each child")),
    ("household", _("for the household")),
]


def row():
    return struct(
        "AmountBlock",
        [
            ("value", blocks.DecimalBlock(
                label=_("Amount in yuan"), required=False, min_value=0, max_digits=12, decimal_places=2,
                help_text=_("Not known? Leave it empty: “ask the office” is said, never 0."),
            )),
            ("period", WordBlock(choices=PERIODS, label=_("Paid"))),
            ("per", WordBlock(choices=PER, label=_("For whom"))),
            ("starts", blocks.DateBlock(label=_("First day"), required=False)),
            ("ends", blocks.DateBlock(label=_("Last day"), required=False, help_text=_("This day counts. Empty while it lasts."))),
            ("source", source()),
            ("guard", inner(label=_("Only if"), help_text=_("All of these have to hold for this amount."))),
            ("areas", areas()),
            ("unit", text(_("Currency"), most=3, help_text=_("Empty: yuan."))),
            *both("note", _("Note (Chinese)"), _("Note (English)")),
        ],
        label=_("Amount"), icon="tag", label_format="{starts} – {ends}: {value} {areas}",
        layout=BlockGroup(children=[
            "value", "period", "per", "starts", "ends", "source",
            group(_("Only for some, and notes"), "guard", "areas", "note_zh", "note_en", "unit", closed=True),
        ]),
    )  # fmt: skip


def variant():
    return struct(
        "VariantBlock",
        [
            ("id", text(_("Short name"), required=True, most=30)),
            *both("name", _("Name (Chinese)"), _("Name (English)")),
            ("areas", text(_("In these areas"), required=True, help_text=_("Area codes with commas between. The longest code that fits a place wins."))),
            ("source", source()),
            ("criteria", CriteriaBlock(
                required=False, label=_("Conditions here"),
                help_text=_("A condition with a short name used above replaces that one whole; a new one is added."),
            )),
            ("drop", text(_("Conditions that fall away here"), help_text=_("Their short names, with commas between."))),
        ],
        label=_("Regional variant"), icon="site", label_format="{name_zh} {areas}",
    )  # fmt: skip


class AmountsBlock(blocks.StreamBlock):
    def __init__(self, local_blocks=None, **options):
        super().__init__(local_blocks or [("row", row())], **options)

    class Meta:
        collapsed = True


class VariantsBlock(blocks.StreamBlock):
    def __init__(self, local_blocks=None, **options):
        super().__init__(local_blocks or [("variant", variant())], **options)

    class Meta:
        collapsed = True
