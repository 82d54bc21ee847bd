"""What open affairs add to the back office; cms/wagtail_hooks.py imports it."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from cms.admin import open_board, open_draft, open_look, open_objections
from cms.models import Disclosure, DisclosureFile, DisclosureItem, Objection
from portal import gate
from portal.admin.gated import GatedModelViewSet
from portal.duty_policy import let

let(Disclosure)
let(DisclosureFile)
let(DisclosureItem, add="edit catalogue", change="edit catalogue")
let(Objection)


class ItemViewSet(GatedModelViewSet):
    """The catalogue: what has to be told, how often, how soon, on which basis."""

    model = DisclosureItem
    name = url_prefix = "items-to-publish"
    menu_name = "items-to-publish"
    menu_label = _("Items to publish")
    menu_order = 217
    icon = "list-ul"
    add_to_admin_menu = True
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ["code", "title_zh", "title_en"]
    list_filter = ["group", "rhythm", "publisher"]
    list_per_page = 50
    list_display = [
        "title_zh",
        Column("get_group_display", label=_("Subject")),
        Column("get_rhythm_display", label=_("Rhythm")),
        Column("within_days", label=_("Days")),
        Column("get_publisher_display", label=_("Publisher")),
    ]

    def get_edit_handler(self):
        panels = [
            MultiFieldPanel([FieldRowPanel(["title_zh", "title_en"]), FieldRowPanel(["code", "group"]),
                             FieldRowPanel(["content_zh", "content_en"])], heading=_("What")),
            MultiFieldPanel([FieldRowPanel(["publisher", "level"]), FieldRowPanel(["rhythm", "expected"]),
                             FieldRowPanel(["within_days", "counting"]), FieldRowPanel(["notice_days", "answer_days"]),
                             FieldRowPanel(["valid_from", "valid_to"]), "area_prefix", "channels"],
                            heading=_("Who, when, how")),
            FieldRowPanel(["is_money", "lists_people"]),
            FieldPanel("layout"),
            InlinePanel("bases", heading=_("Bases")),
        ]  # fmt: skip
        return ObjectList(panels).bind_to_model(self.model)


class ForWhoSees(MenuItem):
    def is_shown(self, request):
        return gate.may(request.user, "see disclosures")


@hooks.register("register_admin_viewset")
def viewsets():
    return [open_board.DisclosureViewSet(), open_objections.ObjectionViewSet(), ItemViewSet()]


@hooks.register("register_admin_menu_item")
def menu():
    return ForWhoSees(
        _("Village affairs"), reverse("open-calendar"), name="open", icon_name="doc-full", order=115
    )


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("open/", open_board.calendar, name="open-calendar"),
        path("open/new/", open_draft.begin, name="open-begin"),
        path("open/draft/<int:pk>/", open_draft.edit, name="open-draft"),
        path("open/draft/<int:pk>/table/", open_draft.upload, name="open-upload"),
        path("open/draft/<int:pk>/table/empty/", open_draft.empty_workbook, name="open-empty"),
        path("open/draft/<int:pk>/table/<int:staged>/", open_draft.staged, name="open-staged"),
        path("open/draft/<int:pk>/file/", open_draft.add_file, name="open-file"),
        path("open/file/<int:pk>/out/", open_draft.remove_file, name="open-file-out"),
        path("open/<int:pk>/", open_look.look, name="open-look"),
        path("open/<int:pk>/<slug:deed>/", open_look.act, name="open-act"),
        path("objection/<uuid:pk>/", open_objections.show, name="objection"),
        path("objection/<uuid:pk>/answer/", open_objections.answer, name="objection-answer"),
        path("objection/<uuid:pk>/publish/", open_objections.publish, name="objection-publish"),
        path("objection/<uuid:pk>/reveal/", open_objections.reveal, name="objection-reveal"),
    ]
