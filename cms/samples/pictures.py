"""Pictures the project drew itself: SVG by hand, rendered once to WebP, free for everybody (CC0)."""

from functools import cache

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from cms.samples.words import HERE, read

FOLDER = HERE / "pictures"


@cache
def told() -> dict[str, dict]:
    return read("pictures")


def image(name: str, language: str):
    """The picture of this name with its description in this language, stored on first use."""
    model, said = get_image_model(), told()[name][language]
    found = model.objects.filter(title=said).first()
    if found:
        return found
    file = ContentFile((FOLDER / f"{name}.webp").read_bytes(), f"{name}-{language}.webp")
    return model.objects.create(title=said, description=said, file=file)
