"""What the content package adds to the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

import cms.admin.answers
import cms.admin.hooks
import cms.admin.register_diff  # noqa: F401  (what a draft changes)
from cms.models import Programme
from portal.admin.gated import GatedSnippetViewSet
from portal.duty_policy import let

let(Programme, add="edit rules", change="edit rules", publish="approve content")


class ProgrammeViewSet(GatedSnippetViewSet):
    model = Programme
    icon = "list-ul"
    menu_label = _("Programmes")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["code", "title", "live"]
    search_fields = ["code", "name"]
    copy_view_enabled = False


register_snippet(ProgrammeViewSet)
