"""What is published and may be told on: policies, news and disclosures of a place, newest first."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.models import Disclosure, NewsPage, PolicyPage
from cms.models.public import concerned
from portal.models import Area, Level

KINDS = {"policies": _("Policies"), "news": _("News"), "disclosures": _("Village affairs made public")}
MOST = 50


@dataclass(frozen=True)
class Thing:
    """One published thing in one language. `key` is the same in every language."""

    kind: str
    key: str
    language: str
    title: str
    summary: str
    address: str  # path on this site
    published: datetime
    updated: datetime
    area: Area

    @property
    def urn(self) -> str:
        """An address for ever: it does not change when the site moves."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"linli:{self.key}:{self.language}").urn


def about(code: str) -> Q:
    """Rows that speak to this place, or to a place within it."""
    return concerned(code) | Q(area__within=code)


def county() -> Area:
    return Area.objects.standing().filter(code__length=Level.COUNTY).order_by("code").first()


def of_pages(model, kind: str, words: str) -> Callable:
    def found(language: str, area: str, most: int) -> Iterator[Thing]:
        rows = model.objects.live().public().filter(locale__language_code=language)
        rows = rows.filter(about(area)) if area else rows
        for page in rows.select_related("area", "locale").order_by("-first_published_at")[:most]:
            yield of_page(page, kind, words)

    return found


def of_page(page, kind: str, words: str) -> Thing:
    told = strip_tags(getattr(page, words) or page.purpose)
    return Thing(
        kind, f"{kind}:{page.translation_key}", page.locale.language_code, page.title, told[:400],
        page.get_url(), page.first_published_at, page.last_published_at or page.first_published_at, page.area or county(),
    )  # fmt: skip


def disclosures(language: str, area: str, most: int) -> Iterator[Thing]:
    rows = Disclosure.objects.published()
    rows = rows.filter(about(area)) if area else rows
    for row in rows.select_related("area").order_by("-published_at")[:most]:
        yield of_disclosure(row, language)


def of_disclosure(row: Disclosure, language: str) -> Thing:
    with override(language):
        address = row.get_absolute_url()
    title = (language == "en" and row.title_en) or row.title
    return Thing(
        "disclosures", f"disclosures:{row.pk}", language, title, strip_tags((language == "en" and row.summary_en) or row.summary)[:400], address,
        row.published_at, row.published_at, row.area,
    )  # fmt: skip


FIND: dict[str, Callable] = {
    "policies": of_pages(PolicyPage, "policies", "plain_words"),
    "news": of_pages(NewsPage, "news", "summary"),
    "disclosures": disclosures,
}


def things(kind: str, language: str, area: str = "", most: int = MOST) -> list[Thing]:
    """The newest of a kind; of one place, with what concerns it from above."""
    return list(FIND[kind](language, area, most))
