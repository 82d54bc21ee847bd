"""What editors teach search: words that mean the same, promoted answers, and what was searched in vain."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView

from cms.models import PromotedAnswer, SearchMiss, Synonym
from portal.admin.gated import GatedModelViewSet
from portal.admin.records import ReadOnlyViewSet
from portal.duty_policy import let

let(Synonym, add="edit content", change="edit content", delete="edit content")
let(PromotedAnswer, add="edit content", change="edit content", delete="edit content")
let(SearchMiss, delete="edit content")


class FilledCreateView(CreateView):
    """A new row, with the words that were searched in vain filled in already."""

    def get_initial(self):
        names = set(self.get_form_class().base_fields)
        return {
            **super().get_initial(),
            **{name: text[:40] for name, text in self.request.GET.items() if name in names},
        }


class ForSearch(GatedModelViewSet):
    add_to_admin_menu = True
    copy_view_enabled = inspect_view_enabled = False
    search_backend_name = None
    add_view_class = FilledCreateView


class SynonymViewSet(ForSearch):
    model = Synonym
    name = url_prefix = "synonyms"
    menu_name = "synonyms"
    menu_label = _("Words that mean the same")
    menu_order = 216
    icon = "list-ul"
    list_display = [TitleColumn("words_zh", label=_("words that mean the same"), accessor=str,
                                get_url=lambda row: reverse("synonyms:edit", args=[row.pk]))]  # fmt: skip
    search_fields = ["words_zh", "words_en"]
    form_fields = ["words_zh", "words_en"]


class PromotedAnswerViewSet(ForSearch):
    model = PromotedAnswer
    name = url_prefix = "promoted-answers"
    menu_name = "promoted-answers"
    menu_label = _("Promoted answers")
    menu_order = 217
    icon = "pick"
    list_display = [
        TitleColumn("says_zh", label=_("sentence (Chinese)"), get_url=lambda row: reverse("promoted-answers:edit", args=[row.pk])),
        Column("asked", label=_("for these words"), accessor=lambda row: "、".join(row.asked.split())),
    ]  # fmt: skip
    search_fields = ["asked", "says_zh", "says_en"]
    panels = [
        FieldPanel("asked"),
        FieldRowPanel(["says_zh", "says_en"]),
        FieldPanel("page"),
        FieldPanel("address"),
    ]


def teach(row: SearchMiss, name: str, field: str) -> str:
    words = "words_en" if name == "synonyms" and row.language == "en" else field
    return f"{reverse(f'{name}:add')}?{urlencode({words: row.query})}"


class SearchMissViewSet(ReadOnlyViewSet):
    """Searches that found nothing. Each can be answered at one click."""

    model = SearchMiss
    name = url_prefix = "search-misses"
    menu_name = "search-misses"
    menu_label = _("Searches without a hit")
    menu_order = 218
    icon = "search"
    ordering = ["-count", "-last_day"]
    list_filter = ["language", "last_day"]
    list_export = ["query", "language", "count", "last_day"]
    export_filename = "searches-without-a-hit"
    list_display = [
        Column("query", label=_("searched for")),
        Column("count", label=_("how often"), sort_key="count"),
        DateColumn("last_day", label=_("last on"), sort_key="last_day"),
        TitleColumn("synonym", label="", accessor=lambda row: _("It means the same as …"), get_url=lambda row: teach(row, "synonyms", "words_zh")),
        TitleColumn("promote", label="", accessor=lambda row: _("Answer it"), get_url=lambda row: teach(row, "promoted-answers", "asked")),
    ]  # fmt: skip


@hooks.register("register_admin_viewset")
def viewsets():
    return [SynonymViewSet(), PromotedAnswerViewSet(), SearchMissViewSet()]
