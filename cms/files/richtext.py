"""Rich text carries words, links and pictures, never a script: what else is posted is refused with a sentence.

The editor's own JSON cannot say a script; a forged or pasted one is cut down to what it may say, and marked.
Nothing dangerous is stored even by a field that does not look for the mark.
"""

import json
import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField
from wagtail.whitelist import check_url

MARK = "<!-- refused -->"
CODE = re.compile(r"<\s*/?\s*(script|iframe|object|embed|svg|style|img|link|meta)\b|<\?php", re.IGNORECASE)
SCRIPT = re.compile(r"<\s*(script|style)\b.*?(<\s*/\s*\1\s*>|$)", re.IGNORECASE | re.DOTALL)
SHAPES = (ValueError, KeyError, TypeError, AttributeError, IndexError)


def without_script(html: str) -> None:
    if MARK in html:
        raise ValidationError(
            _(
                "This text carries program code or a link that runs one. We took it out; "
                "please look whether the words are still right and save again."
            ),
            code="script",
        )


class WrittenArea(DraftailRichTextArea):
    """Wagtail's editor, which does not stumble over what it did not write itself."""

    def value_from_datadict(self, data, files, name):
        posted = data.get(name)
        if posted is None:
            return None
        try:
            html = self.converter.to_database_format(posted)
            return html + MARK if any(map(_runs, _said(json.loads(posted)))) else html
        except SHAPES:
            return self._only_words(posted) + MARK

    def _only_words(self, html: str) -> str:
        try:
            return self.converter.to_database_format(
                self.converter.from_database_format(SCRIPT.sub("", html))
            )
        except SHAPES:
            return ""


def _said(content: dict) -> Iterator[str]:
    """Every text, and every address of a link or picture, in the editor's JSON."""
    yield from (block["text"] for block in content["blocks"])
    for entity in content["entityMap"].values():
        yield from (str(value) for value in entity["data"].values())


def _runs(text: str) -> bool:
    return bool(CODE.search(text)) or ("\n" not in text and " " not in text and check_url(text) is None)


class WrittenText(CharField):
    default_validators = (without_script,)


register_form_field_override(RichTextField, override={"form_class": WrittenText})


class WrittenBlock(RichTextBlock):
    """A block of rich text that refuses what is marked."""

    def __init__(self, *args, validators=(), **kwargs):
        super().__init__(*args, validators=[*validators, without_script], **kwargs)


DECONSTRUCT_ALIASES = {WrittenBlock: "wagtail.blocks.RichTextBlock"}  # in migrations it is Wagtail's own
