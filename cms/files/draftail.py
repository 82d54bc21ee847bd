"""Wagtail's editor of rich text, which does not stumble over what it did not write itself.

Its own JSON cannot say a script. A forged or pasted one is cut down to what it may say, and marked:
nothing dangerous is stored even by a field that does not look for the mark.
"""

import json
import re

from django.forms import CharField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.fields import RichTextField
from wagtail.whitelist import check_url

from cms.files.richtext import MARK, without_script

CODE = re.compile(r"<\s*/?\s*(script|iframe|object|embed|svg|style|img|link|meta)\b|<\?php", re.IGNORECASE)
SCRIPT = re.compile(r"<\s*(script|style)\b.*?(<\s*/\s*\1\s*>|$)", re.IGNORECASE | re.DOTALL)
SHAPES = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


class WrittenArea(DraftailRichTextArea):
    def value_from_datadict(self, data, files, name):
        posted = data.get(name)
        if posted is None:
            return None
        try:
            html = self.converter.to_database_format(posted)
            return html + MARK if _runs(json.loads(posted)) else html
        except SHAPES:
            return self._only_words(posted) + MARK

    def _only_words(self, html: str) -> str:
        try:
            return self.converter.to_database_format(
                self.converter.from_database_format(SCRIPT.sub("", html))
            )
        except SHAPES:
            return ""


def _runs(content: dict) -> bool:
    """Is there a script in a text of the editor's JSON, or behind one of its links?"""
    texts = [block["text"] for block in content["blocks"]]
    data = [entity["data"] for entity in content["entityMap"].values()]
    addresses = [str(one[key]) for one in data for key in ("url", "href", "src") if one.get(key)]
    return any(map(CODE.search, texts)) or any(check_url(address) is None for address in addresses)


class WrittenText(CharField):
    default_validators = (without_script,)


register_form_field_override(RichTextField, override={"form_class": WrittenText})
