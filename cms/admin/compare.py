"""Two revisions of a programme compared: in words, and below that Wagtail's table of fields."""

from django.utils.translation import get_language
from wagtail.snippets.views.snippets import RevisionsCompareView

from cms.eligibility.difference import differences


class InWordsView(RevisionsCompareView):
    template_name = "cms/compare.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        language = "en" if (get_language() or "").startswith("en") else "zh"
        changes = differences(context["revision_a"].rule, context["revision_b"].rule)
        return context | {"changes": [change.text(language) for change in changes]}
