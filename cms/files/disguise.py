"""A file that is two things at once: one to whoever checks it, another to whoever opens it."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from cms.files import Refused

MARKUP = re.compile(rb"<\s*script|<!doctype html|<\s*html|<\s*iframe|<\?php|javascript:", re.IGNORECASE)
# A picture whose first bytes read as a comment or an assignment to a script engine.
SCRIPT = re.compile(rb"GIF8[79]a(/\*|=[\x20-\x7e])")


def one_thing_only(data: bytes, kind: str) -> None:
    """Refuse a file with a second nature beside the `kind` it was read as: picture, pdf, office or text."""
    if kind != "office" and (MARKUP.search(data) or SCRIPT.match(data)):
        raise Refused(
            _(
                "This file hides a web page or a script. Please save it again in the program it comes from "
                "and upload the new file."
            )
        )
    archive = kind != "office" and zipfile.is_zipfile(io.BytesIO(data))
    paper = kind != "pdf" and b"%PDF-" in data[:1024]
    if archive or paper:
        raise Refused(
            _(
                "This file is two files in one. Please upload only the one that people should read, "
                "saved again in the program it comes from."
            )
        )
