"""The editors' published questions, as the dialogue reads them; built once per publication."""

from django.db.models import Count, Max

from cms.models import FaqPage
from hotline.matching import Question, Questions

_built: dict[tuple, Questions] = {}


def questions() -> Questions:
    published = FaqPage.objects.live().public()
    stamp = tuple(published.aggregate(Max("last_published_at"), Count("pk"), Max("pk")).values())
    if stamp not in _built:
        _built.clear()
        _built[stamp] = Questions([_question(page) for page in published.select_related("locale")])
    return _built[stamp]


def _question(page: FaqPage) -> Question:
    also = tuple(line.strip() for line in page.also.splitlines() if line.strip())
    return Question(page.title, also, page.answer, "en" if page.in_english else "zh")
