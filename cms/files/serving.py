"""Pictures handed out so that no browser runs what is in them; documents: `portal.views.document`."""

from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

KINDS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
         ".avif": "image/avif"}  # fmt: skip
INERT = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
A_YEAR = "public, max-age=31536000, immutable"


@login_not_required
def picture(request, name: str):
    """A rendition, which never changes under its name. What was uploaded itself is for editors only."""
    path, kind = PurePosixPath("images", name), KINDS.get(PurePosixPath(name).suffix)
    if kind is None or path.is_absolute() or ".." in path.parts or not default_storage.exists(str(path)):
        raise Http404
    file = default_storage.open(str(path))
    return FileResponse(file, content_type=kind, headers={**INERT, "Cache-Control": A_YEAR})
