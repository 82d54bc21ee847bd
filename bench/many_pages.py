"""Fifty thousand public pages: copies of one of each kind, written straight into the tables with true tree paths."""

from uuid import uuid4

from django.db import connection
from wagtail.models import Page

from cms.models import FaqPage, GuidePage, NewsPage, PolicyPage

SHARES = {NewsPage: 0.8, FaqPage: 0.1, GuidePage: 0.06, PolicyPage: 0.04}
BATCH = 5000
OWN = {"id", "path", "slug", "url_path", "translation_key", "title", "draft_title", "latest_revision_id", "live_revision_id",
       "numchild", "alias_of_id"}  # fmt: skip


def fill(total: int) -> int:
    """Copies until there are about `total` pages; returns how many there are."""
    wanted = total - Page.objects.count()
    for model, share in SHARES.items():
        copy(model, int(wanted * share))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Page.objects.count()


def copy(model: type[Page], number: int) -> None:
    sample = model.objects.live().filter(locale__language_code="zh-hans").first()
    parent = sample.get_parent()
    first = int(parent.get_last_child().path[-Page.steplen :], 36) + 1
    same = {field.attname: getattr(sample.page_ptr, field.attname) for field in Page._meta.concrete_fields}
    same = {name: value for name, value in same.items() if name not in OWN}
    before = Page.objects.order_by("-pk").values_list("pk", flat=True).first()
    pages = (_page(parent, same, sample.title, first + n) for n in range(number))
    Page.objects.bulk_create(pages, batch_size=BATCH)
    _own_rows(model, sample, before)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)


def _page(parent: Page, same: dict, title: str, step: int) -> Page:
    slug = f"copy-{step}"
    return Page(
        **same, path=Page._get_path(parent.path, parent.depth + 1, step), slug=slug, translation_key=uuid4(),
        url_path=f"{parent.url_path}{slug}/", title=f"{title}（{step}）", draft_title=title, numchild=0,
    )  # fmt: skip


def _own_rows(model: type[Page], sample: Page, after: int) -> None:
    """What a page of this kind has in its own table, the same for all copies."""
    quoted = [connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields[1:]]
    columns, table = ", ".join(quoted), connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_ptr_id, {columns}) SELECT page.id, {columns} FROM wagtailcore_page page, {table} one"  # noqa: S608
            " WHERE one.page_ptr_id = %s AND page.id > %s AND page.content_type_id = %s",
            [sample.pk, after, sample.content_type_id],
        )
