"""Two lists nobody edits: what left the house, and who did what."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from portal.admin.gated import GatedModelViewSet
from portal.models import AuditEntry, Outbox


class ReadOnlyViewSet(GatedModelViewSet):
    form_fields: list[str] = []
    copy_view_enabled = inspect_view_enabled = False
    add_to_admin_menu = True
    search_backend_name = None
    list_per_page = 50


class OutboxViewSet(ReadOnlyViewSet):
    """Outgoing texts: numbers masked, words only where they are not somebody's own."""

    model = Outbox
    name = url_prefix = "texts"
    menu_name = "outgoing-texts"
    menu_label = _("Outgoing texts")
    menu_order = 130
    icon = "mail"
    ordering = "-pk"
    list_filter = ["state", "channel", "purpose"]
    list_display = [
        DateColumn("made_at", label=_("When"), sort_key="made_at"),
        Column("masked_to", label=_("to")),
        Column("shown_text", label=_("Text")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("segments", label=_("segments")),
        Column("error_code", label=_("error")),
    ]


class AuditViewSet(ReadOnlyViewSet):
    """Who revealed, read or changed what."""

    model = AuditEntry
    name = url_prefix = "audit"
    menu_name = "audit-log"
    menu_label = _("Audit log")
    menu_order = 140
    icon = "history"
    ordering = "-pk"
    list_filter = ["action", "model"]
    list_display = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("actor", label=_("By whom")),
        Column("action", label=_("What")),
        Column("model", label=_("Kind of thing")),
        Column("area_code", label=_("Area")),
        Column("reason", label=_("Why")),
    ]
