"""Papers and pictures of a disclosure: taken in as safe copies, with the fingerprint of what is kept."""

from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from cms.files import Refused, papers, pictures
from cms.models import Disclosure, DisclosureFile
from cms.models.disclosure_state import shown_changed

PAPERS = {"pdf", "docx", "xlsx", "txt"}
MOST_PICTURE, MOST_PAPER = 12_000_000, 10_000_000


def add(row: Disclosure, upload, kind: str, title: str, by, **told) -> DisclosureFile:
    """File one upload. What cannot be taken raises `Refused` with a sentence."""
    data = upload.read()
    if kind == "document":
        return _paper(row, data, upload.name, title, by, told)
    return _picture(row, data, kind, title, by, told)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _paper(row, data, name, title, by, told) -> DisclosureFile:
    ending = _ending(name)
    if ending not in PAPERS:
        raise Refused(
            _("Documents are .pdf, .docx, .xlsx or .txt. Save it as one of these and send it again.")
        )
    if len(data) > MOST_PAPER:
        raise Refused(_("The document is larger than 10 MB. Make it smaller and send it again."))
    papers.check(data, ending)
    mark = sha256(data).hexdigest()
    if found := row.files.filter(sha256=mark, kind="document").first():
        return found
    file = DisclosureFile(disclosure=row, kind="document", title=title, sha256=mark, by=by, **told)
    file.document.save(f"{mark[:20]}.{ending}", ContentFile(data), save=False)
    file.save()
    return file


@transaction.atomic
def _picture(row, data, kind, title, by, told) -> DisclosureFile:
    if len(data) > MOST_PICTURE:
        raise Refused(_("The picture is larger than 12 MB. Make it smaller and send it again."))
    safe = pictures.redrawn(data)
    mark = sha256(safe.content).hexdigest()
    if found := row.files.filter(sha256=mark, kind=kind).first():
        return found
    content = ImageFile(BytesIO(safe.content), name=f"{mark[:20]}.{safe.ending}")
    image = get_image_model().objects.create(title=title, description=title, file=content)
    file = DisclosureFile.objects.create(
        disclosure=row, kind=kind, title=title, image=image, sha256=mark, by=by, **told
    )
    shown_changed.send(Disclosure, instance=row)
    return file
