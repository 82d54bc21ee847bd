"""Files as people upload them, and as nobody should: each made here, byte by byte or by the real program."""

import io
import struct
import zipfile
import zlib

import openpyxl
from PIL import Image
from pillow_heif import from_pillow

PLACE = {1: "N", 2: (31.0, 14.0, 8.25), 3: "E", 4: (121.0, 28.0, 4.5)}
OWNER = "张三的手机"
SCRIPT = b"<script>alert(1)</script>"


def photo(kind: str = "JPEG", size=(640, 480), **saved) -> bytes:
    """A phone's picture lying on its side: red above, blue below once it is turned upright."""
    width, height = size
    upright = Image.new("RGB", (height, width), "blue")
    upright.paste("red", (0, 0, height, width // 2))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = 6, OWNER, OWNER
    exif.get_ifd(0x8825).update(PLACE)
    out = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, kind, exif=exif, **saved)
    return out.getvalue()


def heic() -> bytes:
    out = io.BytesIO()
    from_pillow(Image.new("RGB", (64, 48), "green")).save(out, quality=50)
    return out.getvalue()


def moving() -> bytes:
    first, second = Image.new("P", (40, 40), 1), Image.new("P", (40, 40), 2)
    out = io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=[second], duration=100)
    return out.getvalue()


def see_through(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(out, kind)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few kB that says it is 30,000 points wide and high."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 3751 * 1000, 9))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def pdf(*objects: bytes, start: bytes = b"") -> bytes:
    """One page that says nothing, and these objects beside it."""
    body = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R" + start + b">> endobj\n"
    body += (
        b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R>> endobj\n"
    )
    return body + b"\n".join(objects) + b"\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def packed(objects: bytes, extra: bytes = b"") -> bytes:
    squeezed = zlib.compress(objects)
    head = b"9 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode" + extra + b"/Length %d>>" % len(squeezed)
    return head + b"\nstream\n" + squeezed + b"\nendstream endobj"


JAVASCRIPT = b"7 0 obj <</S/JavaScript/JS(app.alert(1))>> endobj"


def spreadsheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["户主", "金额"])
    book.active.append(["王某", 120])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def letter(**parts: bytes) -> bytes:
    """The smallest .docx that Word opens, and these parts in it (two underscores for a slash)."""
    kinds = b"http://schemas.openxmlformats.org/package/2006/content-types"
    words = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    whole = {
        "[Content_Types].xml": b'<Types xmlns="' + kinds + b'"/>',
        "word/document.xml": b'<w:document xmlns:w="' + words + b'"><w:body/></w:document>',
    } | {name.replace("__", "/"): body for name, body in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in whole.items():
            archive.writestr(name, body)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("run.exe", b"MZ")
    return out.getvalue()


def with_part(spread: bytes, name: str, body: bytes) -> bytes:
    out = io.BytesIO(spread)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, body)
    return out.getvalue()


def gif_that_is_a_script() -> bytes:
    """`GIF89a/*…*/=1;alert(1)`: the width reads as the start of a comment."""
    picture = moving()
    return picture[:6] + b"/*" + picture[8:] + b"*/=1;alert(1)//"
