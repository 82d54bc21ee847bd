from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from cms.models import Programme
from portal.admin.gated import GatedSnippetViewSet


class ProgrammeViewSet(GatedSnippetViewSet):
    model = Programme
    icon = "list-ul"
    menu_label = _("Programmes")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["code", "title", "live"]
    search_fields = ["code", "name"]
    see_act = change_act = "edit rules"


register_snippet(ProgrammeViewSet)
