"""A rule in fields and blocks, its canonical JSON, and what the database promises about both."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from cms.eligibility import Rules
from cms.eligibility.canonical import fingerprint
from cms.management.commands.load_programmes import shipped, shipped_cases, shipped_facts
from cms.models import Fact, KeptRule, Programme, RuleCase, RuleVersion
from tests import loaded_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def text(zh, en="x"):
    return {"zh": zh, "en": en}


def rule(code="X", *versions, **more):
    """A small programme's JSON."""
    return {"code": code, "name": text("样例"), "versions": list(versions) or [version()], **more}


def version(first="2020-01-01", last=None, criteria=None):
    return {"from": first, "to": last, "criteria": [born()] if criteria is None else criteria, "amounts": []}


def born(key="X-1", **more):
    return {
        "id": key, "kind": "at_least", "fact": "birth_date", "value": "1960-01-01", "text": text("够"),
        "not_met": text("不够"), **more,
    }  # fmt: skip


@pytest.mark.parametrize("data", shipped(), ids=lambda data: data["code"])
def test_every_shipped_programme_survives_the_way_through_fields_and_blocks(data, programmes):
    assert Programme.from_data(data).as_data() == data
    assert Programme.objects.get(code=data["code"]).as_data() == data
    revision = Programme.objects.get(code=data["code"]).latest_revision
    assert revision.as_object().as_data() == data


@pytest.mark.parametrize("row", shipped_facts(), ids=lambda row: row["key"])
def test_every_shipped_fact_survives(row):
    usual = {"sensitivity": 0, "staff_only": False, "cost": 1}
    assert usual | Fact().fill(row).as_data() == usual | row


@pytest.mark.parametrize("code", [data["code"] for data in shipped()])
def test_every_shipped_case_survives(code, programmes):
    rows = shipped_cases(code)
    kept = [case.as_data() for case in Programme.objects.get(code=code).cases.all()]
    assert len(kept) == len(rows)
    for row, case in zip(rows, kept, strict=True):
        assert {key: case[key] for key in row if key in case} == {key: row[key] for key in row if key in case}


def test_what_is_applied_carries_the_definitions_of_its_facts(programmes):
    jf = Programme.objects.get(code="JF")
    assert {fact["key"] for fact in jf.rule["facts"]} >= {"birth_date", "children.alive", "staff_decision"}
    assert jf.as_rules == Rules.from_json(jf.rule)
    assert [one.code for one in Programme.objects.rules()] == [data["code"] for data in shipped()]


def test_every_text_ever_applied_is_kept_and_cannot_be_changed(programmes):
    jf = Programme.objects.get(code="JF")
    first = fingerprint(jf.rule)
    jf.summary_en = "Other words."
    jf.save_revision().publish()
    jf.refresh_from_db()
    assert fingerprint(jf.rule) != first
    assert KeptRule.objects.get(pk=first).data["code"] == "JF"
    assert KeptRule.objects.get(pk=fingerprint(jf.rule)).data == jf.rule
    with pytest.raises(IntegrityError, match="cms_keptrule_only_grows"), transaction.atomic():
        KeptRule.objects.filter(pk=first).update(code="other")
    with pytest.raises(IntegrityError, match="cms_keptrule_only_grows"), transaction.atomic():
        KeptRule.objects.filter(pk=first).delete()


def test_a_draft_is_not_kept_as_applied(programmes):
    jf = Programme.objects.get(code="JF")
    before = KeptRule.objects.count()
    jf.summary_en = "Only a thought."
    draft = jf.save_revision()
    assert draft.content["rule"]["summary"]["en"] == "Only a thought."
    assert Programme.objects.get(code="JF").rule["summary"]["en"] != "Only a thought."
    assert KeptRule.objects.count() == before


def test_the_database_refuses_versions_that_overlap(programmes):
    jf = Programme.objects.get(code="JF")
    RuleVersion.objects.create(programme=jf, valid_from=date(2030, 1, 1))
    with pytest.raises(IntegrityError, match="rule_versions_never_overlap"):
        connection.check_constraints()
    connection.needs_rollback = True


def test_the_database_refuses_a_version_that_ends_before_it_begins(programmes):
    jf = Programme.objects.get(code="JF")
    with pytest.raises(IntegrityError, match="rule_version_ends_after_it_starts"), transaction.atomic():
        RuleVersion.objects.create(programme=jf, valid_from=date(2000, 1, 1), valid_to=date(1999, 1, 1))


def test_a_version_may_be_split_in_one_save(programmes):
    jf = Programme.objects.get(code="JF")
    data = jf.as_data()
    old, new = {**data["versions"][0], "to": "2026-12-31"}, {**data["versions"][0], "from": "2027-01-01"}
    jf.fill({**data, "versions": [old, new]})
    jf.full_clean()
    jf.save()
    connection.check_constraints()
    assert [one.valid_from.year for one in Programme.objects.get(code="JF").rule_versions.all()] == [
        2004,
        2027,
    ]


def wrong(data) -> str:
    with pytest.raises(ValidationError) as problem:
        Programme.from_data(data).full_clean()
    return " ".join(problem.value.messages)


def test_an_overlap_is_refused_with_a_sentence(programmes):
    assert "overlap" in wrong(rule("X", version(), version("2024-01-01")))


def test_wrong_dates_are_refused_with_a_sentence(programmes):
    assert "ends before it begins" in wrong(rule("X", version("2020-01-01", "2019-01-01")))


def test_a_source_nobody_listed_is_refused_by_its_name(programmes):
    assert "“nowhere”" in wrong(rule("X", version(criteria=[born(source="nowhere")])))


def test_a_short_name_given_twice_is_refused(programmes):
    assert "X-1" in wrong(rule("X", version(criteria=[born(), born()])))


def test_a_fact_of_a_child_is_refused_outside_of_one_child(programmes):
    assert "one child" in wrong(rule("X", version(criteria=[{**born(), "fact": "children.birth_date"}])))


def needing(code, *others):
    return rule(code, interactions=[{"kind": "needs", "programmes": list(others)}])


def test_programmes_that_need_each_other_in_a_circle_are_refused(programmes):
    for code, other in (("A", "B"), ("B", "C")):
        Programme.from_data(needing(code, other)).save()
    sentence = wrong(needing("C", "A"))
    assert "B → C → A → B" in sentence


def test_a_fact_in_use_keeps_its_kind_of_answer_and_its_values(programmes):
    fact = Fact.objects.get(key="hukou_kind")
    fact.type = "bool"
    with pytest.raises(ValidationError, match="JF"):
        fact.full_clean()
    fact = Fact.objects.get(key="hukou_kind")
    fact.values = [{"type": "value", "value": {"value": "rural"}}]
    with pytest.raises(ValidationError, match="make a new fact"):
        fact.full_clean()
    fact = Fact.objects.get(key="hukou_kind")
    fact.label_zh, fact.values = (
        "户口种类",
        [{"type": "value", "value": {"value": word}} for word in ("rural", "urban", "none")],
    )
    fact.full_clean()


def test_a_fact_nobody_uses_may_change():
    fact = Fact.objects.create(key="own_boat", type="bool", label_zh="有船", label_en="boat")
    fact.type = "number"
    fact.full_clean()


def test_loading_twice_changes_nothing_and_an_editors_text_stays(programmes, django_user_model, capsys):
    revisions = Programme.objects.get(code="JF").revisions.count()
    call_command("load_programmes")
    assert "JF: unchanged" in capsys.readouterr().out
    assert Programme.objects.get(code="JF").revisions.count() == revisions

    jf = Programme.objects.get(code="JF")
    jf.summary_zh, jf.loaded_hash = "编辑写的。", "an older file"
    jf.save()
    jf.save_revision(user=django_user_model.objects.create_user("editor"))
    call_command("load_programmes")
    assert "JF: kept" in capsys.readouterr().out
    call_command("load_programmes", replace=True)
    assert Programme.objects.get(code="JF").as_data() == next(one for one in shipped() if one["code"] == "JF")


def test_a_case_keeps_what_it_does_not_check():
    line = {
        "id": "X-1",
        "on": "2026-01-01",
        "facts": {"sex": None},
        "verdict": "unknown",
        "missing_any": ["sex"],
    }
    kept = RuleCase.from_data(json.loads(json.dumps(line))).as_data()
    assert not {"missing", "next_question", "opens_on"} & set(kept)
    kept = RuleCase.from_data({**line, "missing": [], "next_question": None, "opens_on": None}).as_data()
    assert (kept["missing"], kept["next_question"], kept["opens_on"]) == ([], None, None)


@pytest.mark.parametrize(
    "broken", [{}, [], {"code": "YE"}, {"code": "YE", "name": text("秘"), "versions": [{"from": "秘"}]}]
)
def test_a_published_rule_that_cannot_be_read_is_left_out_and_takes_no_page_down(
    client, editor, programmes, broken, caplog
):
    loaded_pages.pages()
    Programme.objects.filter(code="YE").update(rule=broken)
    Programme.objects.filter(code="JF").update(last_published_at=timezone.now())

    assert "YE" not in {rules.code for rules in Programme.objects.rules()}
    assert Programme.objects.broken() == ["YE"]
    for address in (
        "/check/",
        "/check/?programme=YE",
        "/policies/ye/",
        "/api/v1/programmes",
        "/admin/check/",
    ):
        assert client.get(address).status_code == 200, address
    said = [record.getMessage() for record in caplog.records if record.name == "cms.models.programme"]
    assert set(said) == {"YE: published, but its rule cannot be read"}
