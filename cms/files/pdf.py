"""A .pdf that is only read: nothing in it runs, starts or sends."""

import re
import zlib

from django.utils.translation import gettext as _

from cms.files import Refused
from cms.files.disguise import one_thing_only

ACTS = re.compile(rb"/(JavaScript|Launch|RichMedia|Rendition|SubmitForm|ImportData|XFA)(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
PACKED = re.compile(rb"<<((?:(?!>>\s*stream).){0,2000}?/ObjStm.{0,2000}?)>>\s*stream\r?\n", re.DOTALL)
LARGEST_PACK = 20_000_000


def check(data: bytes) -> None:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        raise Refused(
            _("This PDF is damaged or is no PDF. Please save it again as PDF and upload the new file.")
        )
    one_thing_only(data, "pdf")
    if re.search(rb"/Encrypt\s+\d", data):
        raise Refused(
            _("This PDF is locked with a password, so nobody can check it. Please upload it unlocked.")
        )
    for part in (data, *_packed(data)):
        if ACTS.search(ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)):
            raise Refused(
                _(
                    "This PDF starts scripts or programs when it is opened. Please print it to a new PDF "
                    "and upload that file."
                )
            )


def _packed(data: bytes) -> list[bytes]:
    """The objects that newer files keep compressed; what cannot be unpacked is not let through."""
    return [_unpacked(found[1], data[found.end() :]) for found in PACKED.finditer(data)]


def _unpacked(described: bytes, rest: bytes) -> bytes:
    filters = re.findall(rb"/(\w+Decode)\b", described)
    if not filters:
        return rest.partition(b"endstream")[0]
    try:
        if filters != [b"FlateDecode"] or b"/DecodeParms" in described:
            raise zlib.error("an unusual packing")
        return zlib.decompressobj().decompress(rest, LARGEST_PACK)
    except zlib.error as problem:
        raise Refused(
            _("Parts of this PDF cannot be checked. Please print it to a new PDF and upload that file.")
        ) from problem
