"""The editor of programmes: what people read, the rule in versions, its sources, its neighbours."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column

from cms import checking, register_diff
from cms.admin.cases_tab import CasesPanel
from cms.admin.compare import InWordsView
from cms.admin.four_eyes import (
    FourEyesActionView,
    FourEyesCreateView,
    FourEyesEditView,
    NoDirectPublishing,
    say_list,
)
from cms.models import Programme
from portal.admin.gated import GatedSnippetViewSet


class ProgrammeForm(WagtailAdminModelForm):
    """The rule is looked at with all its rows. A draft may be unfinished; what is sent for approval may not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.looked = False
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True

    def is_valid(self):
        self.instance.rows_follow = True  # the rows are put in after the fields were cleaned
        if not super().is_valid():
            return False
        if not self.looked:
            self.looked = True
            self.put_rows_in()
            for sentence in self.refusals():
                self.add_error(None, sentence)
        return not self.errors

    def put_rows_in(self):
        for formset in self.formsets.values():
            formset.save(commit=False)
        self.instance.rows_follow = False

    def refusals(self):
        if self.is_deferred_validation:
            return list(checking.impossible(self.instance))
        return checking.standing(self.instance).errors


def both(name: str) -> FieldRowPanel:
    return FieldRowPanel([f"{name}_zh", f"{name}_en"])


READ = [
    MultiFieldPanel(
        [FieldRowPanel(["code", "kind"]), both("name"), both("short"), both("summary"), "by_person"],
        heading=gettext_lazy("What it is"),
    ),
    MultiFieldPanel(
        [both("where"), both("channels"), both("authority"), both("papers"), both("time")],
        heading=gettext_lazy("How to get it"),
    ),
    MultiFieldPanel(
        [both("also"), both("notes"), both("no_child")], heading=gettext_lazy("Other words, and good to know")
    ),
]
VERSIONS = [
    HelpPanel(
        content=gettext_lazy(
            "When the law changes, end the old version on its last day and add a new one below. "
            "Old versions stay: somebody may ask for a day in the past."
        )
    ),
    InlinePanel("rule_versions", heading=gettext_lazy("Rule versions"), label=gettext_lazy("version")),
]
SOURCES = [
    HelpPanel(content=gettext_lazy("Every condition and every amount names one of these by its short name.")),
    FieldPanel("sources", heading=gettext_lazy("Sources")),
]
TOGETHER = [FieldPanel("interactions", heading=gettext_lazy("Together with other programmes"))]
CASES = [CasesPanel()]

TABS = [
    (READ, gettext_lazy("What people read")),
    (VERSIONS, gettext_lazy("Rule versions")),
    (SOURCES, gettext_lazy("Sources")),
    (TOGETHER, gettext_lazy("With others")),
    (CASES, pgettext_lazy("of a rule", "Cases")),
]


def edit_handler() -> TabbedInterface:
    tabs = [ObjectList(panels, heading=heading) for panels, heading in TABS if panels]
    tabs.append(ObjectList([PublishingPanel()], heading=gettext_lazy("When it is published")))
    return TabbedInterface(tabs, base_form_class=ProgrammeForm)


class TellsStanding(NoDirectPublishing):
    """After saving: what is still missing before it can be sent, and what is worth a look."""

    def tell(self, thing):
        super().tell(thing)
        standing = checking.standing(thing)
        if standing.errors:
            say_list(
                messages.warning,
                self.request,
                _("Saved. Before it can be sent for approval:"),
                standing.errors,
            )
        if standing.warnings:
            say_list(messages.warning, self.request, _("Worth a look:"), standing.warnings)


class ProgrammeCreateView(TellsStanding, FourEyesCreateView):
    pass


class ProgrammeEditView(TellsStanding, FourEyesEditView):
    def sights(self):
        yield from super().sights()
        yield reverse("rule-cases", args=[self.object.pk]), _("Its cases")
        if register_diff.connected():
            yield reverse("register-diff", args=[self.object.pk]), _("Whom it changes")


class ProgrammeViewSet(GatedSnippetViewSet):
    model = Programme
    icon = "list-ul"
    menu_label = gettext_lazy("Programmes")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["code", "title", Column("get_kind_display", label=gettext_lazy("what it gives")), "live"]
    search_fields = ["code", "name_zh", "name_en"]
    search_backend_name = None
    copy_view_enabled = False
    add_view_class = ProgrammeCreateView
    edit_view_class = ProgrammeEditView
    revisions_compare_view_class = InWordsView
    workflow_action_view_class = FourEyesActionView

    def get_edit_handler(self):
        return edit_handler().bind_to_model(self.model)
