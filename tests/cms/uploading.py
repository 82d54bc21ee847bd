"""Files sent to the back office's real addresses, as its forms send them, and what came of it."""

import io

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.models import Collection, UploadedFile

WORDS = "村民在卫生室门口签到"


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def root() -> int:
    return Collection.get_first_root_node().pk


def add_picture(client, name, content, description=WORDS):
    sent = {
        "title": "",
        "description": description,
        "file": file(name, content),
        "collection": root(),
        "tags": "",
    }
    return client.post(reverse("wagtailimages:add"), sent)


def add_many(client, name, content, address="wagtailimages:add_multiple"):
    sent = {"title": "x", "files[]": file(name, content), "collection": root()}
    return client.post(reverse(address), sent, headers={"X-Requested-With": "XMLHttpRequest"})


def choose_picture(client, name, content, description=WORDS):
    prefix = "image-chooser-upload-"
    sent = {
        "title": "",
        "description": description,
        "file": file(name, content),
        "collection": root(),
        "tags": "",
    }
    return client.post(
        reverse("wagtailimages_chooser:create"), {prefix + key: value for key, value in sent.items()}
    )


def add_paper(client, name, content):
    sent = {"title": "x", "file": file(name, content), "collection": root(), "tags": ""}
    return client.post(reverse("wagtaildocs:add"), sent)


def choose_paper(client, name, content):
    prefix = "document-chooser-upload-"
    sent = {"title": "x", "file": file(name, content), "collection": root(), "tags": ""}
    return client.post(
        reverse("wagtaildocs_chooser:create"), {prefix + key: value for key, value in sent.items()}
    )


def add_many_papers(client, name, content):
    return add_many(client, name, content, "wagtaildocs:add_multiple")


def stored() -> set[str]:
    """Every file in the storage."""

    def below(folder):
        folders, files = default_storage.listdir(folder)
        yield from (f"{folder}/{name}" for name in files)
        for each in folders:
            yield from below(f"{folder}/{each}")

    return set(below("."))


def said(answer) -> str:
    if "json" in answer["Content-Type"]:
        return " ".join(str(each) for each in answer.json().values())
    return answer.content.decode()


def opened(name: str) -> Pillow.Image:
    with default_storage.open(name) as held:
        picture = Pillow.open(io.BytesIO(held.read()))
    picture.load()
    return picture


def refused(client, add, case, language):
    name, content, words = case
    answer = add(client, name, content)
    assert answer.status_code == 200
    wanted = words if isinstance(words, str) else words[language == "en"]
    assert wanted in said(answer), said(answer)
    for model in (Image, Document, Rendition, UploadedFile):
        assert not model.objects.exists()
    assert stored() == set(), "nothing is left"
