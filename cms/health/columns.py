"""The columns of the site: each index page, what it holds and when something was last published in it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.health.findings import Line
from cms.models import (
    CampaignIndexPage,
    Disclosure,
    FaqIndexPage,
    GuideIndexPage,
    NewsIndexPage,
    PlaceIndexPage,
    PolicyIndexPage,
    VillageIndexPage,
    VillagePage,
)  # fmt: skip

TWO_WEEKS, SIX_MONTHS, A_YEAR = timedelta(days=14), timedelta(days=183), timedelta(days=365)
NEWS = (NewsIndexPage,)
NOTICES = (PolicyIndexPage,)
OTHERS = (GuideIndexPage, FaqIndexPage, CampaignIndexPage, PlaceIndexPage, VillageIndexPage)


@dataclass(frozen=True)
class Column:
    """A part of the site that is meant to be kept up."""

    page: Page
    newest: date | None
    count: int
    lasts: timedelta

    @property
    def line(self) -> Line:
        """From which day it is stale; an empty one has none."""
        day = self.newest + self.lasts + timedelta(days=1) if self.newest else None
        return Line(self.page.title, reverse("wagtailadmin_explore", args=[self.page.pk]), day)


def of(kinds, lasts: timedelta) -> list[Column]:
    """In both languages: an English column nobody writes for is a column."""
    found = []
    for kind in kinds:
        below = Page.objects.live().filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
        told = below.order_by().values("depth").annotate(newest=Max("last_published_at"), many=Count("pk"))
        rows = kind.objects.live().annotate(
            newest=Subquery(told.values("newest")), many=Subquery(told.values("many"))
        )
        found += [Column(page, _day(page.newest), page.many or 0, lasts) for page in rows.order_by("path")]
    return found


def _day(at) -> date | None:
    return timezone.localdate(at) if at else None


def village_boards() -> list[Column]:
    """Each village's notice board: a year without anything on it is stale."""
    newest = Disclosure.objects.filter(area=OuterRef("area"), state="published").order_by("-published_at")
    rows = (
        VillagePage.objects.live()
        .filter(alias_of=None)
        .annotate(newest=Subquery(newest.values("published_at")[:1]))
    )
    return [Column(page, _day(page.newest), int(bool(page.newest)), A_YEAR) for page in rows.order_by("path")]


def everything_newest() -> date | None:
    """The last day anything at all was published: what the front page shows comes from there."""
    pages = Page.objects.live().aggregate(at=Max("last_published_at"))["at"]
    shown = Disclosure.objects.filter(Q(state="published")).aggregate(at=Max("published_at"))["at"]
    return _day(max(filter(None, [pages, shown]), default=None))
