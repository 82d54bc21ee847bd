"""A scan or photo somebody uploads: kept only as the safe copy that `portal.registries.safe_copy` makes."""

from hashlib import sha256
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from portal import registries

MOST_BYTES = 8_000_000


def safe(upload) -> ContentFile:
    """Named by its content: files are called after people."""
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 8 MB. Take a smaller photo or scan it in grey."))
    copy = next((make for _name, make in registries.safe_copy), None)
    if copy is None:
        raise ValidationError(registries.safe_copy.empty)
    ending = PurePath(upload.name).suffix.lower().removeprefix(".")
    try:
        content, ending = copy(upload.read(), ending)
    except ValueError as problem:
        raise ValidationError(str(problem)) from problem
    return ContentFile(content, name=f"{sha256(content).hexdigest()[:16]}.{ending}")
