"""Reports for whoever writes pages: about their own, on the screen and as a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Revision

from cms.editing import checks, due, gaps
from cms.models import PageLink, PolicyPage
from portal import page_gate
from portal.admin.gated import HarmlessExport


@dataclass
class Row:
    """One line: about which page, what there is to say, by when."""

    page: Any
    what: str
    day: date | None = None

    def __post_init__(self):
        self.pk, self.title = self.page.pk, self.page.get_admin_display_title()
        self.unit = getattr(self.page, "unit", "")
        self.owner = str(self.page.owner or "")
        self.place = str(getattr(self.page, "area", None) or "")


def column(name: str, label) -> Column:
    return Column(name, label=label, accessor=name)


PAGE = TitleColumn(
    "title", label=gettext_lazy("Page"), get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.pk])
)
WHAT, DAY = column("what", gettext_lazy("Matter")), column("day", gettext_lazy("Day"))
UNIT, OWNER = column("unit", gettext_lazy("Responsible office")), column("owner", gettext_lazy("Written by"))
PLACE = column("place", gettext_lazy("Place"))


class DeskReport(HarmlessExport, ReportView):
    """Rows of the user's own pages; `rows` finds them."""

    columns = [PAGE, WHAT, DAY, UNIT, OWNER]
    list_export = ["title", "what", "day", "place", "unit", "owner"]
    export_headings = {
        "title": gettext_lazy("Page"), "what": gettext_lazy("Matter"), "day": gettext_lazy("Day"),
        "place": gettext_lazy("Place"), "unit": gettext_lazy("Responsible office"), "owner": gettext_lazy("Written by"),
    }  # fmt: skip
    is_searchable = False
    slug = ""
    header_icon = "doc-empty-inverse"

    @classmethod
    def address(cls, results=False):
        return f"page-report-{cls.slug}" + ("-results" if results else "")

    def setup(self, *args, **kwargs):
        super().setup(*args, **kwargs)
        self.index_url_name, self.index_results_url_name = self.address(), self.address(results=True)
        self.export_filename = f"{self.slug}-{timezone.localdate()}"

    def get_queryset(self):
        return list(self.rows())

    def mine(self, **where):
        pages = page_gate.own(self.request.user).filter(depth__gt=1, **where).select_related("owner")
        found = list(pages.order_by("path").specific())
        prefetch_related_objects([page for page in found if hasattr(page, "area_id")], "area")
        prefetch_related_objects([page for page in found if hasattr(page, "picture_id")], "picture")
        return found


class ReviewDue(DeskReport):
    slug, page_title = "review", gettext_lazy("Pages to look at again")

    def rows(self):
        days = dict(due.due_pages(self.request.user))
        for page in sorted(self.mine(pk__in=days), key=lambda page: days[page.pk]):
            late = days[page.pk] <= timezone.localdate()
            yield Row(
                page,
                _("Due to be looked at again.") if late else _("Soon to be looked at again."),
                days[page.pk],
            )


class Words(DeskReport):
    slug, page_title = "words", gettext_lazy("What pages lack or say badly")

    def rows(self):
        pages = self.mine(live=True)
        look = checks.looker()
        for page in pages:
            for sentence in (*gaps.of_page(page), *(one.sentence for one in look(page))):
                yield Row(page, sentence)


class Links(DeskReport):
    slug, page_title = "links", gettext_lazy("Links that lead nowhere, or outside")

    def rows(self):
        mine = page_gate.own(self.request.user).values("pk")
        links = PageLink.objects.filter(page__in=mine).exclude(state=PageLink.State.GOOD)
        for link in links.select_related("page__owner").order_by("state", "page__path"):
            day = timezone.localdate(link.checked_at)
            yield Row(link.page, f"{link.address} ({link.get_state_display()})", day)


class Calendar(DeskReport):
    slug, page_title = "calendar", gettext_lazy("What appears and ends, day by day")
    columns = [DAY, PAGE, WHAT, UNIT, OWNER]

    def rows(self):
        return sorted([*self.appearing(), *self.leaving(), *self.in_force()], key=lambda row: row.day)

    def appearing(self):
        waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        days = {int(key): day for key, day in waiting.values_list("object_id", "approved_go_live_at")}
        for page in self.mine(pk__in=days):
            yield Row(page, _("Appears on the site."), timezone.localdate(days[page.pk]))

    def leaving(self):
        for page in self.mine(live=True, expire_at__gt=timezone.now()):
            yield Row(page, _("Leaves the site."), timezone.localdate(page.expire_at))

    def in_force(self):
        today, mine = timezone.localdate(), page_gate.own(self.request.user).values("pk")
        policies = PolicyPage.objects.live().filter(pk__in=mine).select_related("owner", "area")
        for page in policies.filter(in_force_from__gt=today):
            yield Row(page, _("Comes into force."), page.in_force_from)
        for page in policies.filter(in_force_until__gte=today):
            yield Row(page, _("Is in force for the last time."), page.in_force_until)


class Translations(DeskReport):
    slug, page_title = "translations", gettext_lazy("English pages behind their Chinese ones")

    def rows(self):
        for page in due.twins_behind(self.request.user).select_related("owner"):
            yield Row(page, _("The Chinese page was published later."), timezone.localdate(page.before))


REPORTS = [ReviewDue, Words, Links, Calendar, Translations]
