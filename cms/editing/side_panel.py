"""Beside the page being written: what keeps it from being published, what is missing, what is worth a look."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from cms.editing import checks, gaps


class WordsSidePanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Look over the words")
        icon_name = "warning"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context):
            return super().get_context_data(parent_context) | {"count": self.panel.count}

    name = "words"
    title = _("Words")
    template_name = "cms/desk/words_panel.html"
    order = 250

    @cached_property
    def problems(self):
        return checks.of_page(self.object)

    @cached_property
    def gaps(self):
        return gaps.of_page(self.object)

    @property
    def count(self):
        return len(self.problems) + len(self.gaps)

    def get_context_data(self, parent_context):
        refused = [one.sentence for one in self.problems if one.refuse]
        worth = [one.sentence for one in self.problems if not one.refuse]
        return super().get_context_data(parent_context) | {
            "refused": refused,
            "gaps": self.gaps,
            "worth": worth,
        }
