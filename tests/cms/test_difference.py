"""Two versions of a programme, told apart in words."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility.difference import differences
from cms.eligibility.mutation import mutants
from tests.cms.rule_data import programme, rule, shipped_codes

RURAL = {"kind": "is", "fact": "hukou_kind", "value": "rural"}
AGE = {"kind": "age", "fact": "birth_date", "years": 60}
ROW = {"from": "2020-01-01", "to": None, "value": "960", "period": "year", "per": "person", "source": "law"}


def changed(**more):
    """A rule, and the same with something else in its version."""
    old = rule(AGE, RURAL, amounts=[ROW])
    new = deepcopy(old)
    new["versions"][0].update(more)
    return old, new


def said(old, new, language="en"):
    return [one.text(language) for one in differences(old, new)]


def criteria(*nodes):
    return changed(criteria=rule(*nodes)["versions"][0]["criteria"])


@pytest.mark.parametrize("code", shipped_codes())
def test_nothing_changed_is_nothing_said(code):
    assert differences(programme(code), programme(code)) == []


def test_a_threshold():
    assert said(*criteria({**AGE, "years": 61}, RURAL), "zh") == ["条件 c1：年龄 60 → 61 周岁"]
    assert said(*criteria({**AGE, "years": 61}, RURAL)) == ["Condition c1: age 60 → 61"]
    born = ({"kind": "at_least", "fact": "birth_date", "value": day} for day in ("1933-01-01", "1935-01-01"))
    assert said(*map(rule, born)) == [
        "Condition c1: born on or after 1 January 1933 → born on or after 1 January 1935"
    ]


def test_a_criterion_removed_added_or_moved():
    assert said(*criteria(AGE)) == ["Condition c2 removed: the condition"]
    more = rule(AGE, RURAL, {"kind": "staff", "text": {"zh": "核定", "en": "staff look at it"}})["versions"][
        0
    ]["criteria"]
    assert said(*changed(criteria=more)) == ["Condition c3 added: staff look at it"]
    old, new = criteria(AGE, RURAL)
    new["versions"][0]["criteria"].reverse()
    assert said(old, new) == ["The order of the conditions changed"]


def test_an_amount_from_a_day_on():
    later = {**ROW, "from": "2027-01-01", "value": "1080"}
    found = said(*changed(amounts=[{**ROW, "to": "2026-12-31"}, later]))
    assert found == [
        "Amount from 2027-01-01: new, 1,080 yuan a year",
        "Amount from 2020-01-01 to: none → 2026-12-31",
    ]
    assert (
        said(*changed(amounts=[{**ROW, "to": "2026-12-31"}, later]), "zh")[0]
        == "2027-01-01起的金额：新增，每年1,080元"
    )
    assert said(*changed(amounts=[{**ROW, "value": None}])) == [
        "Amount from 2020-01-01: 960 yuan a year → no sum"
    ]
    assert said(*changed(amounts=[])) == ["Amount from 2020-01-01: removed, 960 yuan a year"]


def test_a_guard_and_a_region():
    assert said(*changed(amounts=[{**ROW, "guard": RURAL, "areas": ["51"]}])) == [
        "Amount from 2020-01-01 areas: none → 51",
        "Amount from 2020-01-01 only for: none → kind of household registration is rural, or counted as rural",
    ]


def test_days_sources_texts_variants_and_interactions():
    old, new = changed(to="2030-12-31", source="other")
    new["sources"] = {
        "law": {"issuer": "办公室", "title": "新办法"},
        "other": {"issuer": "局", "title": "通知"},
    }
    new["summary"] = {"zh": "一句", "en": "a sentence"}
    new["name"] = {**old["name"], "en": "support"}
    new["interactions"] = [{"kind": "higher_of", "programmes": ["TF-D", "TF-C"], "source": "law"}]
    variant = {
        "id": "51",
        "name": {"zh": "四川", "en": "Sichuan"},
        "areas": ["51"],
        "source": "law",
        "criteria": [],
    }
    new["versions"][0]["variants"] = [variant]

    assert said(old, new) == [
        "Variant 51 added: Sichuan", "Version 2020-01-01 to: none → 2030-12-31", "Interaction added: the higher of TF-D, TF-C",
        "Version 2020-01-01 source: law → other", "Source law title: 办法 → 新办法", "Source other added",
        "Name (English): allowance → support", "Summary: none → a sentence",
    ]  # fmt: skip


def test_a_version_added_or_moved():
    old = rule(AGE)
    new = deepcopy(old)
    new["versions"][0]["to"] = "2026-12-31"
    new["versions"].append({**deepcopy(old["versions"][0]), "from": "2027-01-01"})
    assert "New version: from 2027-01-01" in said(old, new)
    moved = deepcopy(old)
    moved["versions"][0]["from"] = "2021-01-01"
    assert said(old, moved) == ["Version 2021-01-01 from: 2020-01-01 → 2021-01-01"]


def test_conditions_come_before_amounts_before_days_before_texts():
    old, new = changed(amounts=[{**ROW, "value": "1", "to": "2030-01-01"}])
    new["versions"][0]["criteria"][0]["years"] = 61
    new["versions"][0]["criteria"][0]["text"] = {"zh": "满", "en": "old enough"}
    weights = [one.weight for one in differences(old, new)]
    assert weights == sorted(weights)
    assert len(set(weights)) == 4


CHANGES = {code: list(mutants(programme(code))) for code in shipped_codes()}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([(code, mutant) for code, all_ in CHANGES.items() for mutant in all_]))
def test_every_small_change_is_said_in_both_languages_and_as_different_things(drawn):
    code, mutant = drawn
    found = differences(programme(code), mutant.data)
    assert found
    for one in found:
        for text in (one.zh, one.en):
            before, arrow, after = text.rpartition(" → ")
            assert not arrow or not before.endswith(f": {after}")
