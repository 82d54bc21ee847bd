"""The tree of pages: adds what is missing, in one language at a time, and never touches what is there."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page, ReferenceIndex, Revision, Site
from wagtail.signals import page_published

from cms.models import HomePage
from cms.samples.words import LANGUAGES, read

CHECKED = date(2026, 11, 22)
SITE = read("site")
ROOTS = {"zh": "home", "en": "home-en"}


class Tree:
    """Home and everything below it in one language. `twin` is the same in Chinese."""

    def __init__(self, language: str, twin: "Tree | None" = None):
        self.language, self.twin, self.now = language, twin, timezone.now()
        self.locale, _made = Locale.objects.get_or_create(language_code=LANGUAGES[language])
        self.pages: dict[str, Page] = {}
        self.fresh: dict[str, Page] = {}
        self.there = {page.url_path: page for page in Page.objects.filter(locale=self.locale).specific()}

    def words(self, row: dict) -> dict:
        return row[self.language]

    def home(self) -> HomePage:
        told = self.words(SITE["home"])
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        fields = {name: told[name] for name in ("title", "purpose", "welcome")}
        return self._page(HomePage, root, "", ROOTS[self.language], fields)

    def index(self, model, name: str):
        title, introduction = self.words(SITE["indexes"][name])
        fields = {"title": title, "purpose": introduction}
        return self._page(model, self.pages[""], name, name, fields)

    def page(self, model, below: str, slug: str, **fields):
        """A page under the index of this name; under home for an empty one."""
        return self._page(model, self.pages[below], f"{below}/{slug}".strip("/"), slug, fields)

    def _page(self, model, parent, name: str, slug: str, fields: dict):
        page = self.there.get(f"{parent.url_path}{slug}/") or self._new(model, parent, name, slug, fields)
        self.pages[name] = page
        return page

    def _new(self, model, parent, name: str, slug: str, fields: dict):
        fields = self.answerable(fields.setdefault("area_id", "990001")) | {"last_checked": CHECKED} | fields
        page = model(
            locale=self.locale, slug=slug, first_published_at=self.now, last_published_at=self.now, **fields
        )
        if self.twin and (twin := self.twin.pages.get(name)):
            page.translation_key = twin.translation_key
        parent.add_child(instance=page)
        self.fresh[name] = page
        return page

    def settle(self) -> None:
        """Once everything leads to everything: a published revision of each new page, all at one stroke."""
        pages = list(self.fresh.values())
        revisions = Revision.objects.bulk_create(_revision(page) for page in pages)
        for page, revision in zip(pages, revisions, strict=True):
            page.live_revision = page.latest_revision = revision
            page.latest_revision_created_at = revision.created_at
        Page.objects.bulk_update(
            [page.page_ptr for page in pages],
            ["live_revision", "latest_revision", "latest_revision_created_at"],
        )
        for page, revision in zip(pages, revisions, strict=True):
            ReferenceIndex.create_or_update_for_object(page)
            page_published.send(sender=type(page), instance=page, revision=revision)

    def answerable(self, code: str) -> dict:
        """The office that answers for pages about this place: a village's are its township's."""
        office = SITE["office"][code[:9]]
        return {"unit": office[self.language], "unit_phone": office["phone"]}


def _revision(page: Page) -> Revision:
    return Revision(
        content_object=page, base_content_type=page.get_base_content_type(), content=page.serializable_data(),
        object_str=str(page), created_at=page.last_published_at,
    )  # fmt: skip


def clear_the_welcome_page() -> None:
    """Wagtail starts with a page that says welcome; the association's own home takes its place."""
    plain = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, slug="home", content_type=plain):
        page.delete()


def make_site(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost"
    )
    if site.root_page_id != home.pk:
        site.root_page, site.site_name = home, SITE["home"]["zh"]["title"]
        site.save()
