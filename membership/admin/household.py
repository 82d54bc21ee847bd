"""Households in the back office: the list, and the plain form of one home."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.models import register_snippet

from membership.admin.household_form import HouseholdForm
from membership.admin.listing import PeopleChooserViewSet, PeopleIndexView, chosen, place_filter
from membership.admin.menu import IN_REGISTER
from membership.models import Household
from membership.models.household import HouseholdKind
from portal import gate
from portal.admin.gated import GatedSnippetViewSet
from portal.duty_policy import let

let(Household, change="edit register")


class HouseholdFilter(WagtailFilterSet):
    area = place_filter()
    kind = chosen(_("kind"), "of_kind", HouseholdKind.choices)
    ended = chosen(_("Standing"), "only_standing", [("yes", _("yes")), ("no", _("no"))])

    class Meta:
        model = Household
        fields: list[str] = []

    def in_place(self, rows, name, area):
        return rows.filter(area__within=area.pk)

    def of_kind(self, rows, name, wanted):
        return rows.filter(kinds__contains=[wanted])

    def only_standing(self, rows, name, wanted):
        return rows.filter(ended_on__isnull=wanted == "yes")


class HouseholdIndexView(PeopleIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().with_head().with_size()

    @cached_property
    def add_url(self):
        return reverse("register-household-new") if gate.may(self.request.user, "edit register") else None


class HouseholdViewSet(GatedSnippetViewSet):
    model = Household
    icon = "home"
    menu_label = _("Households")
    menu_order = 20
    menu_hook = IN_REGISTER
    index_view_class = HouseholdIndexView
    chooser_viewset_class = PeopleChooserViewSet
    filterset_class = HouseholdFilter
    list_per_page = 50
    search_fields = ["address"]
    search_backend_name = None
    copy_view_enabled = False
    ordering = ["area_id", "pk"]
    list_display = [
        TitleColumn("__str__", label=_("head of household"),
                    get_url=lambda row: reverse("register-household", args=[row.pk])),
        Column("people_now", label=_("People")),
        Column("area", label=_("area")),
        Column("address", label=_("home address")),
        Column("kinds_shown", label=_("kinds")),
        Column("masked_phone", label=_("phone")),
        DateColumn("checked_on", label=_("last checked on"), sort_key="checked_on"),
    ]  # fmt: skip
    list_export = [column.name for column in list_display]
    export_headings = {column.name: column.label for column in list_display}
    export_filename = "households"

    def get_edit_handler(self):
        panels = [
            MultiFieldPanel([FieldRowPanel(["address", "phone"]), FieldPanel("kinds"), FieldPanel("needs"),
                             FieldPanel("remarks")], heading=_("Address and kinds")),
            MultiFieldPanel([FieldRowPanel(["wishes_sex", "wishes_language"]),
                             FieldRowPanel(["latitude", "longitude"])], heading=_("For whoever looks after it")),
        ]  # fmt: skip
        return ObjectList(panels, base_form_class=HouseholdForm).bind_to_model(self.model)


register_snippet(HouseholdViewSet)
