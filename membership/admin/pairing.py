"""Pairings in the back office: the list with its filters, and the addresses of their pages."""

import django_filters
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from membership.admin import coverage, mutual_page, pairing_page, suggesting
from membership.admin.listing import chosen, place_filter
from membership.admin.menu import IN_REGISTER, entry
from membership.models import Coverage, MutualGroup, MutualTurn, Pairing, PairingRun, PairingSuggestion
from membership.models.pairing import PairingKind
from portal.admin.records import ReadOnlyViewSet
from portal.duty_policy import let
from portal.templatetags.portal import day

for model in (Coverage, MutualGroup, MutualTurn, Pairing, PairingRun, PairingSuggestion):
    let(model)


class PairingFilter(WagtailFilterSet):
    area = place_filter()
    kind = chosen(_("kind"), "of_kind", PairingKind.choices)
    overdue = chosen(_("Overdue"), "only_overdue", [("yes", _("yes")), ("no", _("no"))])
    lasting = chosen(_("Lasting"), "only_lasting", [("yes", _("yes")), ("no", _("no"))])
    helper = django_filters.CharFilter(label=_("Helper"), method="of_helper")

    class Meta:
        model = Pairing
        fields: list[str] = []

    def in_place(self, rows, name, area):
        return rows.filter(household__area_id__within=area.pk)

    def of_kind(self, rows, name, wanted):
        return rows.filter(kind=wanted)

    def only_overdue(self, rows, name, wanted):
        late = Pairing.objects.overdue(timezone.localdate()).order_by().values("pk")
        return rows.filter(pk__in=late) if wanted == "yes" else rows.exclude(pk__in=late)

    def only_lasting(self, rows, name, wanted):
        now = Pairing.objects.current().values("pk")
        return rows.filter(pk__in=now) if wanted == "yes" else rows.exclude(pk__in=now)

    def of_helper(self, rows, name, words):
        return rows.helped_by(words)


class PairingIndex(ReadOnlyViewSet.index_view_class):
    def get_queryset(self):
        rows = super().get_queryset().with_due().with_heads()
        return rows.select_related("household__area", "member__resident", "cadre")


def day_column(name: str, label) -> Column:
    """A day as it is written; “just now” would hide that something is due."""
    return Column(name, label=label, accessor=lambda row: day(getattr(row, name)))


class PairingViewSet(ReadOnlyViewSet):
    model = Pairing
    name = url_prefix = "pairings"
    menu_name = "pairings"
    menu_label = _("Pairings")
    menu_hook = IN_REGISTER
    menu_order = 60
    icon = "link"
    add_to_admin_menu = False
    index_view_class = PairingIndex
    filterset_class = PairingFilter
    ordering = ["household__area_id", "pk"]
    list_display = [
        TitleColumn("household_name", label=_("household"), get_url=lambda row: reverse("pairing", args=[row.pk])),
        Column("helper", label=_("Helper")),
        Column("get_kind_display", label=_("kind")),
        Column("area", label=_("area")),
        day_column("first_day", label=_("First day of the pairing")),
        day_column("last_day", label=_("Last day")),
        day_column("next_due", label=_("Next due")),
    ]  # fmt: skip
    list_export = [column.name for column in list_display]
    export_headings = {column.name: column.label for column in list_display}
    export_filename = "pairings"


@hooks.register("register_admin_viewset")
def viewsets():
    return [PairingViewSet()]


entry(_("Pairings"), "pairings:index", act="see pairings", icon="link", order=60)
entry(_("Who is looked after"), "pairing-coverage", act="see pairings", icon="success", order=62)
entry(_("Mutual-help groups"), "mutual-groups", act="see pairings", icon="group", order=64)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("pairs/coverage/", coverage.show, name="pairing-coverage"),
        path("pairs/coverage/rows/", coverage.behind, name="pairing-rows"),
        path("pairs/search/", suggesting.search, name="pairing-searches"),
        path("pairs/search/<int:pk>/", suggesting.show, name="pairing-search"),
        path("pairs/search/<int:pk>/<slug:deed>/", suggesting.act, name="pairing-search-deed"),
        path("pairs/suggestion/<int:pk>/<slug:deed>/", suggesting.decide, name="pairing-suggestion"),
        path("pairs/new/<int:pk>/", pairing_page.new, name="pairing-begin"),
        path("pairs/new/<int:pk>/<slug:deed>/", pairing_page.new, name="pairing-new"),
        path("pairs/mutual/", mutual_page.groups, name="mutual-groups"),
        path("pairs/mutual/<int:pk>/", mutual_page.show, name="mutual-group"),
        path("pairs/mutual/<int:pk>/<slug:deed>/", mutual_page.act, name="mutual-deed"),
        path("pairs/<int:pk>/", pairing_page.show, name="pairing"),
        path("pairs/<int:pk>/agreement/", pairing_page.agreement, name="pairing-agreement"),
        path("pairs/<int:pk>/<slug:deed>/", pairing_page.act, name="pairing-deed"),
    ]
