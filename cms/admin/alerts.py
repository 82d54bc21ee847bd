"""Alerts: one sentence on top of pages, for a place and a time."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.models import Alert
from portal.admin.gated import GatedSnippetViewSet


class AlertViewSet(GatedSnippetViewSet):
    model = Alert
    icon = "warning"
    menu_label = _("Alerts")
    menu_order = 212
    add_to_admin_menu = True
    list_display = [Column("words_zh", label=_("words (Chinese)")), "level", "area", "starts_at", "ends_at"]
    list_filter = ["level"]
    search_fields = ["words_zh", "words_en"]
    search_backend_name = None
    copy_view_enabled = False
    form_fields = ["level", "words_zh", "words_en", "link", "area", "starts_at", "ends_at"]
