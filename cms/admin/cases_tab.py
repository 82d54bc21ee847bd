"""The tab “Cases” of a programme's form: how many are red as last saved, and the ways to them."""

from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel

from cms.admin.draft import whole_rule
from cms.eligibility.cases import is_red


class CasesPanel(HelpPanel):
    def __init__(self, **kwargs):
        super().__init__(template="cms/desk/cases_tab.html", **kwargs)

    def clone_kwargs(self):
        kwargs = super().clone_kwargs()
        del kwargs["template"], kwargs["content"]
        return kwargs

    class BoundPanel(HelpPanel.BoundPanel):
        @cached_property
        def count(self) -> int:
            return len(self.instance.cases.all()) if self.instance.pk else 0

        @cached_property
        def red(self) -> int:
            rules, _problems = whole_rule(self.instance)
            return sum(is_red(rules, case.as_data()) for case in self.instance.cases.all()) if rules else 0
