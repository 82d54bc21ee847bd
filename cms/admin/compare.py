"""Two revisions of a programme compared: Wagtail's table of fields."""

from wagtail.snippets.views.snippets import RevisionsCompareView


class InWordsView(RevisionsCompareView):
    pass
