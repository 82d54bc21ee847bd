"""The words of a page, by how much they say about it."""

from django.db import models
from django.utils.html import strip_tags
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

OF_THE_HOUSE = {field.name for field in Page._meta.concrete_fields} | {
    "purpose",
    "area",
    "unit_phone",
    "page_ptr",
}


def of(page) -> list[tuple[str, str]]:
    fields = [field for field in page._meta.concrete_fields if field.name not in OF_THE_HOUSE]
    rows = [row for name in page.attached for row in getattr(page, name).all()]
    found = [
        ("A", page.title),
        ("B", page.purpose),
        *((page.weights.get(field.name, "C"), _said(page, field)) for field in fields),
        *(("C", str(row)) for row in rows),
    ]
    return [(weight, text) for weight, text in found if text]


def _said(page, field) -> str:
    value = getattr(page, field.attname, None)
    if not value:
        return ""
    if isinstance(field, StreamField):
        return " ".join(str(part) for part in value.stream_block.get_searchable_content(value))
    if isinstance(field, RichTextField):
        return strip_tags(value.replace(">", "> "))
    if field.choices:
        return str(getattr(page, f"get_{field.name}_display")())
    return value if isinstance(field, models.CharField | models.TextField) else ""
