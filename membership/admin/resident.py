"""Residents in the back office: the list, and the plain form of one person."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.models import register_snippet

from membership.admin.listing import PeopleChooserViewSet, PeopleIndexView, chosen, place_filter
from membership.admin.menu import IN_REGISTER
from membership.admin.resident_form import NewResidentForm, ResidentForm
from membership.models import Resident
from membership.models.resident import Whereabouts
from portal.admin.gated import GatedSnippetViewSet
from portal.duty_policy import let

let(Resident, add="edit register", change="edit register")

YES_NO = [("yes", _("yes")), ("no", _("no"))]


class ResidentFilter(WagtailFilterSet):
    area = place_filter()
    whereabouts = chosen(_("where the person is"), "only_whereabouts", Whereabouts.choices)
    agreed = chosen(_("Agreed to be in the register"), "only_agreed", YES_NO)
    died = chosen(_("Died"), "only_died", YES_NO)

    class Meta:
        model = Resident
        fields: list[str] = []

    def in_place(self, rows, name, area):
        return rows.filter(area__within=area.pk)

    def only_whereabouts(self, rows, name, wanted):
        return rows.filter(whereabouts=wanted)

    def only_agreed(self, rows, name, wanted):
        agreed = rows.agreed()
        return agreed if wanted == "yes" else rows.exclude(pk__in=agreed.values("pk"))

    def only_died(self, rows, name, wanted):
        return rows.filter(died_on__isnull=wanted == "no")


PERSON = MultiFieldPanel(
    [
        FieldRowPanel(["name", "sex"]),
        FieldRowPanel(["born_on", "born_known"]),
        FieldRowPanel(["phone", "whereabouts"]),
        FieldPanel("elsewhere"),
    ],
    heading=_("Person"),
)
MORE = MultiFieldPanel(
    [FieldRowPanel(["nationality", "education"]), FieldRowPanel(["occupation", "remarks"])],
    heading=pgettext_lazy("about a person", "More"),
)


class ResidentViewSet(GatedSnippetViewSet):
    model = Resident
    icon = "user"
    menu_label = _("Residents")
    menu_order = 10
    menu_hook = IN_REGISTER
    index_view_class = PeopleIndexView
    chooser_viewset_class = PeopleChooserViewSet
    filterset_class = ResidentFilter
    list_per_page = 50
    search_fields = ["name"]
    search_backend_name = None
    copy_view_enabled = False
    ordering = ["area_id", "name", "pk"]
    list_display = [
        TitleColumn("name", label=_("full name"), sort_key="name",
                    get_url=lambda row: reverse("register-resident", args=[row.pk])),
        Column("get_sex_display", label=_("sex")),
        Column("born_as_known", label=_("born on"), sort_key="born_on"),
        Column("masked_phone", label=_("phone")),
        Column("area", label=_("area")),
        Column("get_whereabouts_display", label=_("where the person is")),
        Column("agreement", label=_("Agreement")),
    ]  # fmt: skip
    list_export = [column.name for column in list_display]
    export_headings = {column.name: column.label for column in list_display}
    export_filename = "residents"

    def get_edit_handler(self):
        return ObjectList([PERSON, MORE], base_form_class=ResidentForm).bind_to_model(self.model)

    def get_form_class(self, for_update=False):
        if for_update:
            return super().get_form_class(for_update)
        panels = [FieldPanel("area"), FieldPanel("agreed_on"), PERSON, MORE]
        return ObjectList(panels, base_form_class=NewResidentForm).bind_to_model(self.model).get_form_class()


register_snippet(ResidentViewSet)
