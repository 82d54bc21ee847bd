"""Reads a .pdf's words back, glyph by glyph, through the tables its fonts carry for copying."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


def streams(pdf: bytes) -> list[str]:
    opened = []
    for raw in STREAM.findall(pdf):
        try:
            opened.append(zlib.decompress(raw).decode("latin-1"))
        except zlib.error:
            continue
    return opened


def words_of(pdf: bytes) -> str:
    """All words, once through each font's table: what another font wrote shows as gaps."""
    opened = streams(pdf)
    tables = [
        {
            glyph: bytes.fromhex(text).decode("utf-16-be")
            for glyph, text in re.findall(r"<(\w{4})> <(\w+)>", each)
        }
        for each in opened
        if "beginbfchar" in each
    ]
    drawn = [re.findall(r"\[(.*?)\] ?TJ", each, re.S) for each in opened if " Tf" in each]
    glyphs = [
        re.findall(r"\w{4}", "".join(re.findall(r"<(\w+)>", line))) for lines in drawn for line in lines
    ]
    return "\n".join(
        "".join(table.get(glyph.lower(), "□") for glyph in line) for table in tables for line in glyphs
    )
