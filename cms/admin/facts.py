"""The editor of facts: what a rule may ask about, and how it is asked."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column

from cms.admin.four_eyes import FourEyesActionView, FourEyesCreateView, FourEyesEditView
from cms.models import Fact
from portal.admin.gated import GatedSnippetViewSet


def both(name: str) -> FieldRowPanel:
    return FieldRowPanel([f"{name}_zh", f"{name}_en"])


PANELS = [
    MultiFieldPanel(
        [FieldRowPanel(["key", "type"]), FieldRowPanel(["about", "direction"]), both("label"), both("help")],
        heading=_("What it is"),
    ),
    FieldPanel("values", help_text=_("Only for “one of some values”.")),
    MultiFieldPanel(
        [both("web"), both("sms"), both("voice")],
        heading=_("How it is asked"),
        help_text=_("Empty: the question that comes with Linli, or the name of the fact."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(["sensitivity", "cost"]),
            "staff_only",
            FieldRowPanel(["freshness_days", "register_source"]),
        ],
        heading=_("How to treat it"),
    ),
    PublishingPanel(),
]


class FactViewSet(GatedSnippetViewSet):
    model = Fact
    icon = "help"
    menu_label = _("Facts")
    menu_order = 211
    add_to_admin_menu = True
    list_display = [
        "key",
        Column("__str__", label=_("name")),
        Column("get_type_display", label=_("kind of answer")),
        "sensitivity",
        "live",
    ]
    list_filter = ["type", "about", "staff_only"]
    search_fields = ["key", "label_zh", "label_en"]
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    add_view_class = FourEyesCreateView
    edit_view_class = FourEyesEditView
    workflow_action_view_class = FourEyesActionView

    def get_edit_handler(self):
        return ObjectList(PANELS).bind_to_model(self.model)
