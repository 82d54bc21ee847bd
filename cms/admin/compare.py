"""Two revisions of a programme compared: in words, and below that Wagtail's table of fields."""

from wagtail.snippets.views.snippets import RevisionsCompareView

from cms.eligibility.difference import differences
from portal.reading import language


class InWordsView(RevisionsCompareView):
    template_name = "cms/compare.html"

    def _get_comparison(self, revision_a, revision_b):
        """Of the fields; what Wagtail can say of versions and their blocks is said better in words."""
        return [one for one in super()._get_comparison(revision_a, revision_b) if one.is_field]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        changes = differences(context["revision_a"].rule, context["revision_b"].rule)
        return context | {"changes": [change.text(language()) for change in changes]}
