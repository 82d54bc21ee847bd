"""A picture drawn anew from its points alone: where, when and with what it was taken stays behind."""

import io
import warnings
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, ImageOps
from pillow_heif import register_heif_opener  # comes with Wagtail

from cms.files import Refused
from cms.files.disguise import one_thing_only

register_heif_opener()
READ = ["JPEG", "PNG", "GIF", "WEBP", "HEIF"]
DRAWINGS = ("PNG", "GIF")
ENDINGS = {"JPEG": "jpg", "PNG": "png"}
SAVED = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
}
MOST_POINTS = 64_000_000
LONGEST_SIDE = 2560
SRGB = ImageCms.createProfile("sRGB")


class Picture(NamedTuple):
    content: bytes
    ending: str


def redrawn(data: bytes) -> Picture:
    """The safe copy, upright, at most LONGEST_SIDE wide or high; of a moving picture its first frame."""
    if b"<svg" in data[:4096].lower():
        raise Refused(
            _("A drawing in SVG form can carry scripts. Please save it as PNG and upload that file.")
        )
    source = _opened(data)
    one_thing_only(data, "picture")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the maker of .pdf files switches it on for the whole process
    try:
        picture = _points(source)
        drawing = source.format in DRAWINGS or picture.mode == "RGBA"
        return _saved(picture, "PNG" if drawing else "JPEG")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as problem:
        raise Refused(
            _("This picture is damaged: it cannot be read to its end. Please save it again and upload it.")
        ) from problem


def _opened(data: bytes) -> Image.Image:
    """Only its head is read: how large it says it is decides whether the rest is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            source = Image.open(io.BytesIO(data), formats=READ)
    except Image.DecompressionBombError as problem:
        raise Refused(_too_many_points()) from problem
    except (OSError, ValueError, SyntaxError) as problem:
        raise Refused(
            _("This is not a picture we can read. Please upload a JPEG, PNG, WebP, GIF or HEIC file.")
        ) from problem
    if source.width * source.height > MOST_POINTS:
        raise Refused(_too_many_points())
    return source


def _too_many_points() -> str:
    said = _(
        "This picture has more than %(most)s million points. Please make it smaller and upload it again."
    )
    return said % {"most": MOST_POINTS // 1_000_000}


def _points(source: Image.Image) -> Image.Image:
    source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at a fraction of its size
    source.seek(0)
    profile = source.info.get("icc_profile")
    picture = ImageOps.exif_transpose(source)
    see_through = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    picture = _in_srgb(picture.convert("RGBA" if see_through else "RGB"), profile)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture.info = {}
    return picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the camera meant them, without the profile that said so."""
    if not profile:
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, own, SRGB, outputMode=picture.mode) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile of grey or ink: the points are close enough


def _saved(picture: Image.Image, kind: str) -> Picture:
    out = io.BytesIO()
    picture.save(out, kind, **SAVED[kind])
    return Picture(out.getvalue(), ENDINGS[kind])
