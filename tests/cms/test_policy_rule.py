"""A policy page shows the very rule the hotline applies: every programme there is, in both languages."""

import json
import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from cms.eligibility import Rules
from cms.eligibility.facts import PROGRAMMES
from cms.eligibility.words import default_text
from cms.rule_text import RuleText, unit
from tests import loaded_pages
from tests.portal.reading import Page

FILES = sorted(
    path.name for path in PROGRAMMES.glob("*.json") if path.name not in ("facts.json", "questions.json")
)
DAY = date(2026, 11, 24)


def rules_in(name: str) -> Rules:
    return Rules.from_json(json.loads((PROGRAMMES / name).read_text(encoding="utf-8")))


def shown(rules: Rules, language: str, on: date = DAY) -> Page:
    with translation.override("en" if language == "en" else "zh-hans"):
        html = render_to_string("cms/policy_rule.html", {"rule": RuleText(rules, language, on)})
    return Page(f"<html>{html}</html>")


def flat(text: str) -> str:
    return " ".join(text.split()).lower()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_condition_and_sum_of_every_programme_is_on_its_page(name, language):
    rules = rules_in(name)
    page = shown(rules, language)
    text = flat(page.text)
    for version in rules.versions:
        for node in version.criteria:
            if said := node.get("text", {}).get(language):
                assert flat(said) in text, node["id"]
        for row in version.amounts:
            if row["value"] is not None:
                assert f"{float(row['value']):,.2f}".removesuffix(".00") in text
    ids = [attrs["id"] for _tag, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert "none" not in re.findall(r"[a-z]+", text) or language == "en"
    if language == "zh":
        assert not page.english() - {"alive"}
    else:
        assert not re.findall(r"[\u4e00-\u9fff]+", page.text)


@pytest.mark.parametrize("name", FILES)
def test_every_criterion_has_words_even_where_its_editor_wrote_none(name):
    rules = rules_in(name)
    for version in rules.versions:
        for node in version.criteria:
            bare = {key: value for key, value in node.items() if key != "text"}
            for language in ("zh", "en"):
                prefix = "children." if version.each else ""
                assert default_text(bare, rules.facts, language, prefix=prefix) or node["kind"] == "note"


@pytest.mark.parametrize("name", FILES)
def test_other_days_other_regions_and_other_programmes_are_there_too(name):
    rules = rules_in(name)
    rule, page = RuleText(rules, "zh", DAY), shown(rules, "zh")
    assert len(rule.other_versions) == len(rules.versions) - 1
    assert ("别的时候的规定" in page.text) == (len(rules.versions) > 1)
    for version in rules.versions:
        for variant in version.data.get("variants", ()):
            if version is rule.version:
                assert flat(variant["name"]["zh"]) in flat(page.text)
    for row in rules.data.get("interactions", ()):
        if row.get("text"):
            assert flat(row["text"]["zh"]) in flat(page.text)


def test_an_unfound_sum_is_never_nought():
    rules = rules_in("JF.json")
    data = json.loads(json.dumps(dict(rules.data)))
    data["versions"][0]["amounts"] = [
        {
            "from": "2024-01-01",
            "to": None,
            "value": None,
            "period": "day",
            "per": "household",
            "source": "fund",
        }
    ]
    data["notes"] = {"zh": [], "en": []}
    text = shown(Rules.from_json(data), "zh").text
    assert "没有确切" in text
    assert "元" not in text


def test_sums_say_for_whom_and_how_often():
    assert unit("day", "household", "zh") == "每户每天"
    assert unit("once", "couple", "en") == "per couple once"
    assert unit(None, None, "zh") == ""


def test_parts_of_a_condition_say_how_they_go_together():
    text = shown(rules_in("JF.json"), "zh").text
    for said in ("具体怎么算", "以下有一项就行", "以下都要符合"):
        assert said in text


@pytest.mark.django_db
def test_the_published_pages_say_since_when_and_how_sure(client, programmes):
    loaded_pages.pages()
    ended = client.get("/policies/sf/")
    if ended.status_code == 200:
        assert "到2021年8月19日为止" in ended.content.decode()
    sure = client.get("/policies/jf/").content.decode()
    assert "看过文件原文或政府网页" in sure
    assert Page(client.get("/policies/jf/?print=page").content.decode()).headings[0] == 1
