"""Rich text carries words, links and pictures, never a script: what else is posted is refused with a sentence."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

MARK = "<!-- refused -->"  # left by cms.files.draftail where it took something out


def without_script(html: str) -> None:
    """A validator for rich text."""
    if MARK in html:
        raise ValidationError(
            _(
                "This text carries program code, or a link that runs some. Such a link is already gone; "
                "please take out the code and save again."
            ),
            code="script",
        )


class WrittenBlock(RichTextBlock):
    """A block of rich text that refuses what is marked."""

    def __init__(self, *args, validators=(), **kwargs):
        super().__init__(*args, validators=[*validators, without_script], **kwargs)


DECONSTRUCT_ALIASES = {WrittenBlock: "wagtail.blocks.RichTextBlock"}  # in migrations it is Wagtail's own
