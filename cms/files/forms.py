"""The forms of every place where a picture or a document comes in: add, many at once, chooser, edit."""

from hashlib import sha256
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.files import Refused, papers, pictures
from cms.files.described import in_words


class PictureField(WagtailImageField):
    """The upload is overwritten by its safe copy before anybody keeps it, wherever Wagtail keeps it next."""

    def to_python(self, data):
        if isinstance(data, UploadedFile) and data.size:
            self.check_image_file_size(data)
            try:
                picture = pictures.redrawn(data.read())
            except Refused as problem:
                raise ValidationError(str(problem), code="refused") from problem
            _overwrite(data, picture)
        return super().to_python(data)


def _overwrite(upload: UploadedFile, picture: pictures.Picture) -> None:
    """In place, because a large upload is a file that Wagtail moves, and many-at-once keeps the request's own."""
    upload.seek(0)
    upload.truncate()
    upload.write(picture.content)
    upload.flush()
    upload.seek(0)
    upload.size = len(picture.content)
    # Files are called after people: the address says nothing.
    upload.name = f"{sha256(picture.content).hexdigest()[:16]}.{picture.ending}"


class PictureForm(BaseImageForm):
    """Says in words what is seen; who cannot see hears it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(label=file.label, required=file.required, widget=file.widget)
        words = self.fields["description"]
        words.required, words.label = True, _("What the picture shows")
        words.help_text = _("One sentence, for people who cannot see it. Not the name of the file.")
        self.fields["title"].required = False
        self.fields["title"].help_text = _(
            "Only for finding it here. Left empty, it is what the picture shows."
        )

    def clean_description(self):
        words = self.cleaned_data["description"].strip()
        in_words(words)
        return words

    def clean(self):
        said = super().clean()
        said["title"] = said.get("title") or said.get("description", "")
        return said


class PaperForm(BaseDocumentForm):
    """Documents that are what their name says and run nothing."""

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            upload.seek(0)
            ending = PurePath(upload.name).suffix.lower().removeprefix(".")
            if ending not in settings.WAGTAILDOCS_EXTENSIONS:
                return upload  # the document itself says which endings it takes
            try:
                papers.check(upload.read(), ending)
            except Refused as problem:
                raise ValidationError(str(problem), code="refused") from problem
            upload.seek(0)
        return upload
