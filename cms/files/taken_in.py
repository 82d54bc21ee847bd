"""A scan or photo that lower packages keep: checked as PDF or redrawn as picture. Offered as `registries.safe_copy`."""

from cms.files import pdf, pictures


def safe_copy(data: bytes, ending: str) -> tuple[bytes, str]:
    """The content to keep and its ending; `Refused`, a ValueError, says in a sentence what is wrong."""
    if ending == "pdf":
        pdf.check(data)
        return data, "pdf"
    picture = pictures.redrawn(data)
    return picture.content, picture.ending
