"""A document looked at by what is in it: the ending of its name only says what to look for."""

import re

from django.utils.translation import gettext as _

from cms.files import Refused, office, pdf
from cms.files.disguise import one_thing_only

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def check(data: bytes, ending: str) -> None:
    """Quietly, or refused. Endings other than these are refused before by WAGTAILDOCS_EXTENSIONS."""
    if ending == "pdf":
        pdf.check(data)
    elif ending in office.MAIN:
        office.check(data, ending)
    else:
        _check_text(data)


def _check_text(data: bytes) -> None:
    one_thing_only(data, "text")
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return
    raise Refused(_("This is no plain text. Please save it as text or CSV in UTF-8 and upload the new file."))
