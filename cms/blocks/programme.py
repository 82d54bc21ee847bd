"""Where the rule is written, and how programmes bear on each other."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from cms.blocks import choices
from cms.blocks.build import areas, both, source, struct, text
from cms.blocks.choices import WordBlock, WordsBlock

CONFIDENCE = [
    ("H", _("high: the document itself or a government page was read")),
    ("M", _("medium: one government page or a report")),
    ("L", _("low: an old text, a copy, hearsay; amounts are not shown")),
]
KINDS = [
    ("higher_of", _("the higher one is paid")),
    ("excludes", _("only one of them can be had")),
    ("needs", _("the other one is needed first")),
]


def paper():
    return struct(
        "SourceBlock",
        [
            ("key", text(_("Short name"), required=True, most=40, help_text=_("Conditions and amounts name their source by it, such as “state”."))),
            ("issuer", text(_("Issued by"))),
            ("document", text(_("Document number"))),
            ("article", text(_("Article"))),
            ("date", text(_("Date"), most=10, help_text=_("2023-09-28, or only the year."))),
            ("title", text(_("Title"))),
            ("link", text(_("Address on the web"))),
            ("confidence", WordBlock(choices=CONFIDENCE, label=_("How sure"), required=False)),
        ],
        label=_("Source"), icon="doc-full", label_format="{key}: {issuer} {document}",
        layout=BlockGroup(children=["key", "issuer", "title", "document", "article", "date", "link", "confidence"]),
    )  # fmt: skip


def interaction():
    return struct(
        "InteractionBlock",
        [
            ("kind", WordBlock(choices=KINDS, label=_("What holds"))),
            ("programmes", WordsBlock(choices=choices.programmes, label=_("Together with"))),
            *both("text", _("Said to the person (Chinese)"), _("Said to the person (English)")),
            ("source", source()),
            ("areas", areas()),
        ],
        label=_("Together with others"), icon="link", label_format="{kind}: {programmes}",
    )  # fmt: skip


class SourcesBlock(blocks.StreamBlock):
    def __init__(self, local_blocks=None, **options):
        super().__init__(local_blocks or [("source", paper())], **options)

    class Meta:
        collapsed = True


class InteractionsBlock(blocks.StreamBlock):
    def __init__(self, local_blocks=None, **options):
        super().__init__(local_blocks or [("interaction", interaction())], **options)

    class Meta:
        collapsed = True
