"""Editors see what was searched in vain and answer it at one click; and find pages by any part of a title."""

from datetime import date

import pytest

from cms.models import PromotedAnswer, SearchMiss, Synonym
from portal.roles import Role
from tests import loaded_pages
from tests.cms.small_site import a_policy, small_site
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_of_all(client, settings):
    settings.DEMO = True
    client.force_login(person(Role.EDITOR, "安禾县"))
    loaded_pages.once("teaching", lambda: a_policy(small_site().policies, title="独生子女父母光荣证"))


def test_a_search_in_vain_becomes_a_synonym_or_an_answer_at_one_click(client, editor_of_all):
    SearchMiss.objects.create(query="寿星钱", language="zh", last_day=date(2026, 11, 25))
    listed = client.get("/admin/search-misses/").content.decode()
    for address in ("/admin/synonyms/new/?words_zh=", "/admin/promoted-answers/new/?asked="):
        assert address in listed
        assert "寿星钱" in client.get(f"{address}寿星钱").content.decode()
    client.post("/admin/synonyms/new/", {"words_zh": "寿星钱\n光荣证", "words_en": ""})
    assert Synonym.objects.count() == 1
    assert "光荣证" in client.get("/search/?q=寿星钱").content.decode()


def test_one_word_alone_means_the_same_as_nothing(client, editor_of_all):
    answer = client.post("/admin/synonyms/new/", {"words_zh": "光荣证", "words_en": ""})
    assert answer.status_code == 200
    assert not Synonym.objects.exists()


def test_a_promoted_answer_leads_somewhere(client, editor_of_all):
    form = {
        "asked": "火车票",
        "says_zh": "请到车站办理。",
        "says_en": "",
        "page": "",
        "address": "javascript:alert(1)",
    }
    assert client.post("/admin/promoted-answers/new/", form).status_code == 200
    client.post("/admin/promoted-answers/new/", form | {"address": "/about/"})
    assert PromotedAnswer.objects.get().link == "/about/"


def test_editors_find_chinese_by_any_part_of_a_title(client, editor_of_all):
    for words in ("光荣", "子女父母", "獨生", "父"):
        for address in ("/admin/pages/search/?q=", "/admin/choose-page/search/?q=", "/admin/pages/?q="):
            assert "独生子女父母光荣证" in client.get(f"{address}{words}").content.decode(), (address, words)
    for odd in ("'", "%00", " ", "%", '"'):
        assert client.get(f"/admin/pages/search/?q={odd}").status_code == 200


def test_what_strangers_searched_for_calculates_in_no_spreadsheet(db, client, settings):
    settings.DEMO = True
    SearchMiss.objects.note("=cmd|'/c calc'!a0", "zh")
    client.force_login(person(Role.EDITOR, "安禾县"))
    answer = client.get("/admin/search-misses/?export=csv")
    assert "\n'=cmd|" in b"".join(answer.streaming_content).decode()
