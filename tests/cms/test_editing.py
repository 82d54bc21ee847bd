"""A policy officer at the edit page of a programme."""

import json
from datetime import date

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.management.commands.load_programmes import shipped
from cms.models import Fact, Programme, RuleVersion
from portal.roles import Role
from tests.cms.posting import posted
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, programmes, settings):
    settings.DEMO = True  # without a second factor
    user = person(Role.EDITOR, "安禾县")
    client.force_login(user)
    return user


def address(thing, view="edit"):
    return reverse(thing.snippet_viewset.get_url_name(view), args=[thing.pk] if thing.pk else [])


def save(client, programme, *, action="", **changes):
    """Press a button of the edit page; what it answers, with the page that follows."""
    sent = posted(programme, **changes) | ({action: "yes"} if action else {})
    return client.post(address(programme), sent, follow=True)


def edited(programme, data):
    """The programme with this text typed into its form: the same rows, other words in them."""
    keys = [version.pk for version in programme.rule_versions.all()]
    programme.fill(data)
    for key, version in zip(keys, programme.rule_versions.all(), strict=False):
        version.pk = key
    return programme


def draft_of(programme):
    return Programme.objects.get(pk=programme.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("code", [data["code"] for data in shipped()])
def test_what_the_page_sends_back_unchanged_changes_nothing(client, editor, code):
    programme = Programme.objects.get(code=code)
    before = programme.as_data()
    answer = save(client, programme)
    assert answer.status_code == 200
    after = draft_of(programme)
    assert after.latest_revision_id != programme.latest_revision_id
    assert after.as_data() == before


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", [Programme, Fact])
def test_every_screen_opens_in_both_languages(client, editor, kind, language):
    UserProfile.objects.create(user=editor, preferred_language=language)
    thing = kind.objects.first()
    views = ["list", "add", "edit", "history", "workflow_history"]
    for view in views:
        name = thing.snippet_viewset.get_url_name(view)
        path = reverse(name, args=[thing.pk]) if view not in {"list", "add"} else reverse(name)
        assert client.get(path).status_code == 200, view


def test_a_new_amount_from_a_day_waits_in_a_draft(client, editor):
    jf = Programme.objects.get(code="JF")
    data = jf.as_data()
    data["versions"][0]["amounts"][-1]["to"] = "2026-12-31"
    data["versions"][0]["amounts"].append(
        {**data["versions"][0]["amounts"][-1], "from": "2027-01-01", "to": None, "value": "1200"}
    )
    save(client, edited(jf, data))
    assert draft_of(jf).as_data() == data
    assert Programme.objects.get(code="JF").as_data() != data, "the published text stays"


def test_a_gap_between_versions_is_told_with_its_days(client, editor):
    jf = Programme.objects.get(code="JF")
    old = jf.rule_versions.first()
    old.valid_to = date(2026, 12, 31)
    jf.rule_versions.add(old, RuleVersion.from_data({**old.as_data({}), "from": "2027-03-01", "to": None}))
    answer = save(client, jf)
    assert "从2027年1月1日到2027年2月28日没有规则生效" in answer.text


def test_an_overlap_is_refused_and_nothing_typed_is_lost(client, editor):
    jf = Programme.objects.get(code="JF")
    jf.rule_versions.add(RuleVersion.from_data({**jf.as_data()["versions"][0], "from": "2027-01-01"}))
    answer = save(client, jf, summary_zh="新的概要。")
    assert "2027-01-01" in answer.text
    assert "新的概要。" in answer.text
    assert len(draft_of(jf).rule_versions.all()) == 1


def test_an_unfinished_draft_is_kept_and_says_what_is_missing(client, editor):
    jf = Programme.objects.get(code="JF")
    data = jf.as_data()
    data["versions"][0]["criteria"].append(
        {"id": "", "kind": "age", "fact": "", "years": None, "source": "nobody"}
    )
    answer = save(client, edited(jf, data))
    assert "nobody" in answer.text
    assert draft_of(jf).as_data()["versions"][0]["criteria"][-1]["source"] == "nobody"


def test_an_unfinished_draft_is_not_sent_for_approval(client, editor):
    jf = Programme.objects.get(code="JF")
    data = jf.as_data()
    data["versions"][0]["criteria"][0]["source"] = "nobody"
    answer = save(client, edited(jf, data), action="action-submit")
    assert "nobody" in answer.text
    assert not jf.workflow_in_progress


def test_a_red_case_keeps_a_rule_from_being_sent(client, editor):
    jf = Programme.objects.get(code="JF")
    jf.fill_cases([{"id": "JF-red", "on": "2026-01-01", "facts": {}, "verdict": "yes"}])
    jf.save()
    answer = save(client, jf, action="action-submit")
    assert "JF-red" in answer.text
    assert not jf.workflow_in_progress


def test_a_new_programme_starts_as_a_draft_that_nobody_applies(client, editor):
    programme = Programme.from_data({"code": "NEU", "name": {"zh": "新政策", "en": "new"}, "versions": []})
    client.post(reverse(Programme.snippet_viewset.get_url_name("add")), posted(programme))
    kept = Programme.objects.get(code="NEU")
    assert not kept.live
    assert "NEU" not in {one.code for one in Programme.objects.rules()}


def test_a_fact_offers_its_values_in_the_blocks_of_a_rule(client, editor):
    page = client.get(address(Programme.objects.get(code="JF"))).text
    assert json.dumps("户口性质: 农业", ensure_ascii=True).strip('"') in page
    assert "children.alive" in page


def test_a_rule_may_ask_for_a_fact_an_editor_made(editor):
    Fact.objects.create(key="owns_boat", type="bool", label_zh="有船", label_en="owns a boat")
    data = next(one for one in shipped() if one["code"] == "JF")
    data = json.loads(json.dumps(data))
    data["versions"][0]["criteria"][0] = {"id": "B", "kind": "is", "fact": "owns_boat", "value": True,
                                          "text": {"zh": "有船", "en": "owns a boat"}}  # fmt: skip
    programme = Programme.objects.get(code="JF").fill(data)
    programme.full_clean()
    assert any(fact["key"] == "owns_boat" for fact in programme.rule["facts"])
