"""What a page says, field by field, in the words its editor sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

NOT_READ = {field.name for field in Page._meta.concrete_fields} - {"title", "search_description"} | {
    "page_ptr"
}


@dataclass(frozen=True)
class Said:
    """One text: the field it is typed into, the label over it, whether it is made for a telephone number."""

    field: str
    label: str
    text: str
    phone: bool = False


def of_page(page) -> Iterator[Said]:
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname, None)
        if field.name in NOT_READ or field.choices or not value:
            continue
        label = str(field.verbose_name)
        if isinstance(field, StreamField):
            yield from _stream(field.name, label, value)
        elif isinstance(field, RichTextField):
            yield Said(field.name, label, plain(value))
        elif isinstance(field, models.CharField | models.TextField):
            yield Said(field.name, label, value, "phone" in field.name)


def _stream(name: str, label: str, value) -> Iterator[Said]:
    for number, child in enumerate(value, 1):
        yield from _block(name, f"{label} {number}", child.block.name, child.block, child.value)


def _block(name: str, label: str, key: str, block, value) -> Iterator[Said]:
    if isinstance(block, blocks.StructBlock):
        for inner, child in block.child_blocks.items():
            yield from _block(name, f"{label} · {child.label}", inner, child, value.get(inner))
    elif isinstance(block, blocks.ListBlock):
        for each in value:
            yield from _block(name, label, key, block.child_block, each)
    elif isinstance(value, RichText):
        yield Said(name, label, plain(value.source))
    elif isinstance(value, str) and value and not isinstance(block, blocks.ChoiceBlock):
        yield Said(name, label, value, "phone" in key)


def plain(html: str) -> str:
    """Paragraphs become lines; a telephone link still shows its number."""
    for end in ("</p>", "</li>", "<br/>", "</h3>"):
        html = html.replace(end, f"{end}\n")
    return strip_tags(html).strip()
