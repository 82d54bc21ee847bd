"""Areas in the back office: the tree by code."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from portal.admin.gated import GatedModelViewSet
from portal.models import Area


class AreaEditView(generic.EditView):
    """The code is the area's path and its key; it is given once."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        form.fields["code"].disabled = True
        return form


class AreaViewSet(GatedModelViewSet):
    model = Area
    name = "areas"
    icon = "site"
    menu_order = 700
    add_to_admin_menu = True
    list_display = ["name", "name_en", Column("code"), Column("level_name", label=_("level")), "ended_on"]
    list_export = ["code", "name", "name_en", "ended_on", "successor_id"]
    export_filename = "areas"
    list_per_page = 50
    ordering = ["code"]
    search_fields = ["code", "name", "name_en"]
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_fields = ["code", "name", "name_en", "level_name", "ended_on", "successor"]
    copy_view_enabled = False
    edit_view_class = AreaEditView
    panels = [FieldPanel(name) for name in ["code", "name", "name_en", "ended_on", "successor"]]
