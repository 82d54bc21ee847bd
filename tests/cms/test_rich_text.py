"""Somebody posts a script where words belong: in a field, in a block, as the editor's JSON or as bare HTML."""

import json
import re

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from cms.files.richtext import WrittenBlock
from cms.models import FaqIndexPage, FaqPage, NewsIndexPage, NewsPage
from portal.roles import Role
from tests.people import person

pytestmark = pytest.mark.django_db
WORDS = "先到村里开证明。8:30开门。"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.DEMO = True
    user = person(Role.EDITOR, "安禾县")
    client.force_login(user)
    return user


def written(*texts: str, url: str = "") -> str:
    """The editor's JSON: paragraphs, the first of them a link if there is an address."""
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}} if url else {}
    paragraphs = [
        {"key": f"k{n}", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
         "entityRanges": [{"offset": 0, "length": len(text), "key": 0}] if url and not n else [], "data": {}}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return json.dumps({"blocks": paragraphs, "entityMap": link})


def in_a_field(client, words: str):
    parent = Site.objects.get().root_page.add_child(instance=FaqIndexPage(title="问答", slug="faq"))
    sent = {"title": "怎么办", "slug": "how", "answer": "见下", "more": words, "related_links": inline_formset([]),
            "last_checked": "2026-11-25", "check_every": "6"}  # fmt: skip
    return client.post(
        reverse("wagtailadmin_pages:add", args=["cms", "faqpage", parent.pk]), nested_form_data(sent)
    )


def in_a_block(client, words: str):
    parent = Site.objects.get().root_page.add_child(instance=NewsIndexPage(title="消息", slug="news"))
    sent = {"title": "消息", "slug": "one", "day": "2026-11-25", "summary": "一句话", "last_checked": "2026-11-25",
            "check_every": "6", "body": streamfield([("words", words)]), "picture": ""}  # fmt: skip
    return client.post(
        reverse("wagtailadmin_pages:add", args=["cms", "newspage", parent.pk]), nested_form_data(sent)
    )


PLACES = pytest.mark.parametrize("place", [in_a_field, in_a_block])


@PLACES
@pytest.mark.parametrize(
    "words", [rich_text(f"<p>{WORDS}</p>"), written(WORDS), written(WORDS, url="tel:09907110029")]
)
def test_words_and_links_are_stored(client, place, words):
    assert place(client, words).status_code == 302
    page = FaqPage.objects.first() or NewsPage.objects.get()
    assert WORDS in getattr(page, "more", "") + str(getattr(page, "body", ""))


SCRIPTS = {
    "typed as text": written(WORDS, "<script>alert(1)</script>"),
    "behind a link": written(WORDS, url="javascript:alert(1)"),
    "behind a link with a tab in it": written(WORDS, url="jav\tascript:alert(1)"),
    "as a data address": written(WORDS, url="data:text/html,<script>alert(1)</script>"),
    "bare HTML": f"<p>{WORDS}</p><script>alert(1)</script>",
    "bare HTML with a handler": f"<p>{WORDS}</p><img src=x onerror=alert(1)>",
    "JSON of another shape": json.dumps({"blocks": WORDS}),
    "no JSON": f"{{{WORDS}",
}


@PLACES
@pytest.mark.parametrize("how", SCRIPTS)
def test_a_script_is_refused_with_a_sentence_and_nothing_is_stored(client, place, how):
    pages = Page.objects.count() + 1  # the index
    answer = place(client, SCRIPTS[how])
    body = re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), answer.content.decode())
    assert answer.status_code == 200
    assert "带有程序代码" in body
    assert Page.objects.count() == pages
    if how != "JSON of another shape":
        assert "先到村里" in body, "what was typed is still there"


def test_the_sentence_is_english_for_whoever_works_in_english(client, editor):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "en"})
    assert "carries program code" in in_a_field(client, SCRIPTS["bare HTML"]).content.decode()


def every_block(block):
    yield block
    for child in [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]:
        if child is not None:
            yield from every_block(child)


def test_no_page_takes_bare_html_and_every_block_of_rich_text_refuses_scripts():
    streams = [
        field for model in apps.get_models() for field in model._meta.fields if isinstance(field, StreamField)
    ]
    assert streams
    for stream in streams:
        for block in every_block(stream.stream_block):
            assert not isinstance(block, blocks.RawHTMLBlock), stream
            assert isinstance(block, WrittenBlock) or not isinstance(block, blocks.RichTextBlock), stream
