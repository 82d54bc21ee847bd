"""Letters and spreadsheets of Word, Excel and WPS: whole, without macros, fetching nothing from elsewhere."""

import io
import re
import zipfile
import zlib

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

from cms.files import Refused
from cms.files.disguise import one_thing_only

MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MACROS = re.compile(r"vbaProject|macrosheets|activeX|vbaData", re.IGNORECASE)
FETCHED = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument")
LARGEST_UNPACKED = 100_000_000
MOST_PARTS = 5000


def check(data: bytes, ending: str) -> None:
    one_thing_only(data, "office")
    try:
        if not data.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts, ending)
        if ending == "xlsx":
            openpyxl.load_workbook(io.BytesIO(data), read_only=True).close()
    except (zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, KeyError, ValueError, OSError,
            TypeError, AttributeError, EOFError, NotImplementedError, RuntimeError) as problem:  # fmt: skip
        if isinstance(problem, Refused):
            raise
        raise Refused(_damaged() % {"ending": ending}) from problem


def _damaged() -> str:
    return _("This .%(ending)s file is damaged. Please open it, save it again and upload the new file.")


def _check_parts(parts: zipfile.ZipFile, ending: str) -> None:
    names = parts.namelist()
    if len(names) > MOST_PARTS or sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
        raise Refused(_("This file unpacks to far more than it seems. Please upload a smaller one."))
    if MAIN[ending] not in names or parts.testzip():
        raise Refused(_damaged() % {"ending": ending})
    kinds = parts.read("[Content_Types].xml")
    for part in (kinds, parts.read(MAIN[ending])):
        fromstring(part, forbid_dtd=True)
    if any(map(MACROS.search, names)) or b"macroEnabled" in kinds:
        raise Refused(
            _("This file carries macros, small programs. Please save it without macros and upload that file.")
        )
    if any(_fetches(parts.read(name)) for name in names if name.endswith(".rels")):
        raise Refused(
            _(
                "This file fetches parts from elsewhere when it is opened. Please save it as PDF and upload that."
            )
        )


def _fetches(relations: bytes) -> bool:
    said = [each.attrib for each in fromstring(relations, forbid_dtd=True)]
    return any(one.get("TargetMode") == "External" and one.get("Type", "").endswith(FETCHED) for one in said)
