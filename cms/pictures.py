"""Pictures as pages show them: small files for every screen, read for a whole list at once."""

from django.db.models import Prefetch
from wagtail.images import get_image_model

FORMATS = ("avif", "webp", "jpeg")
CARD = [f"width-400|format-{one}" for one in FORMATS]


def pictures() -> Prefetch:
    """The pictures of a list with what was made of them: two queries, however long it is."""
    return Prefetch("picture", queryset=get_image_model().objects.prefetch_renditions(*CARD))
