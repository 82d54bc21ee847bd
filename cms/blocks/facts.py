"""The values a fact can have, each with its name."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.build import both, struct, text


class ValuesBlock(blocks.StreamBlock):
    def __init__(self, local_blocks=None, **options):
        word = text(
            _("Word in the rule"), required=True, most=40, help_text=_("Small letters, such as rural.")
        )
        value = struct(
            "ValueBlock",
            [("value", word), *both("label", _("Name (Chinese)"), _("Name (English)"))],
            label=_("Value"),
            label_format="{value}: {label_zh}",
        )
        super().__init__(local_blocks or [("value", value)], **options)

    class Meta:
        collapsed = True
