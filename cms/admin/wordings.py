"""The list of wordings public texts do without."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models import Wording
from portal.admin.gated import GatedSnippetViewSet


class WordingViewSet(GatedSnippetViewSet):
    model = Wording
    icon = "warning"
    menu_label = _("Wordings")
    menu_order = 212
    add_to_admin_menu = True
    list_display = ["__str__", "get_level_display", "reason", "better"]
    list_filter = ["level"]
    list_export = ["words", "level", "reason", "better", "unless"]
    export_filename = "wordings"
    search_fields = ["words", "reason", "better"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [FieldPanel(name) for name in ["words", "level", "reason", "better", "unless"]]
