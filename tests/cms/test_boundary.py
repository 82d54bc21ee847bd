"""Cases at the edges of a rule, made for an editor to tick."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules
from cms.eligibility.boundary import boundary_cases
from cms.eligibility.cases import is_red, run
from cms.eligibility.mutation import mutants
from cms.eligibility.rules import problems_of
from tests.cms.rule_data import case, cases_of, programme, rule, shipped_codes

AGE = {"kind": "age", "fact": "birth_date", "years": 60}
HERE = {"kind": "is", "fact": "alive", "value": True}
SIXTY = {"birth_date": "1950-06-01"}


def made(criteria, facts, on="2026-01-15", **more):
    rules = Rules.from_json(rule(*criteria, **more))
    return {one["names"]["en"]: one for one in boundary_cases(rules, [case(facts, on=on)])}


def answers(cases, *words):
    return [next(one for name, one in cases.items() if word in name)["verdict"] for word in words]


def test_an_age_is_hit_the_day_before_on_the_day_and_the_day_after():
    cases = made([AGE], SIXTY)

    assert answers(cases, "one day before 60", "60 on the day", "one day past 60") == ["no", "yes", "yes"]
    edge = cases["date of birth: one day before 60"]
    assert (edge["facts"]["birth_date"], edge["opens_on"]) == ("1966-01-16", "2026-01-16")
    assert edge["name"] == "出生日期：差一天满60周岁"


@pytest.mark.parametrize(
    ("mode", "edge"), [("calendar_year", "1966-12-31"), ("month", "1966-01-31"), ("birthday", "1966-01-15")]
)
def test_the_edge_of_an_age_is_where_its_counting_puts_it(mode, edge):
    assert made([{**AGE, "mode": mode}], SIXTY)["date of birth: 60 on the day"]["facts"]["birth_date"] == edge


@pytest.mark.parametrize(
    ("criterion", "facts", "words", "verdicts"),
    [
        ({"kind": "below", "fact": "residence_months", "value": 12}, {"residence_months": 3},
         ["one below: 11", "at 12", "one above: 13"], ["yes", "no", "no"]),
        ({"kind": "below", "fact": "income_per_head", "than": "local_standard", "times": "1.5"},
         {"income_per_head": "100", "local_standard": "800"}, ["one below: 1199", "at 1200", "one above: 1201"], ["yes", "no", "no"]),
        ({"kind": "is", "fact": "marital_status", "value": "married"}, {"marital_status": "married"},
         ["divorced", "widowed", "unknown"], ["no", "no", "unknown"]),
        ({"kind": "is", "fact": "hukou_here", "value": True}, {"hukou_here": True}, ["here: no", "unknown"], ["no", "unknown"]),
        ({"kind": "holds", "programme": "TF-D"}, {"receiving": []}, ["receives TF-D"], ["yes"]),
        ({"kind": "count", "where": HERE, "at_least": 1, "at_most": 2}, {"children": [{"alive": True}]},
         ["no child", "2 such", "3 such", "children unknown"], ["no", "yes", "no", "unknown"]),
    ],
)  # fmt: skip
def test_every_kind_of_edge(criterion, facts, words, verdicts):
    assert answers(made([criterion], facts), *words) == verdicts


def test_the_spouse_and_each_child_are_moved_by_themselves():
    cases = made(
        [{"kind": "age", "fact": "spouse.birth_date", "years": 49}, {"kind": "exists", "where": HERE}],
        {"spouse": {"birth_date": "1950-01-01"}, "children": [{"alive": True}, {"alive": False}]},
    )
    assert cases["spouse's date of birth: one day before 49"]["facts"]["spouse"]["birth_date"] == "1977-01-16"
    assert cases["child 1, whether the child is alive: no"]["facts"]["children"] == [
        {"alive": False},
        {"alive": False},
    ]
    assert "child 2, whether the child is alive: yes" in cases


def test_the_days_of_versions_and_amounts_keep_everybodys_age():
    paid = {"value": "600", "period": "year", "per": "person", "source": "law"}
    rows = [
        {**paid, "from": "2020-01-01", "to": "2021-12-31"},
        {**paid, "value": "960", "from": "2022-01-01", "to": None},
    ]
    cases = made([AGE], {"birth_date": "1965-01-01"}, amounts=rows)

    by_day = {one["on"]: one for one in cases.values() if one["on"] != "2026-01-15"}
    assert {on: (one["verdict"], one["amount"]) for on, one in by_day.items()} == {
        "2019-12-31": ("not_in_force", None), "2020-01-01": ("yes", "600"), "2021-12-31": ("yes", "600"), "2022-01-01": ("yes", "960"),
    }  # fmt: skip
    assert by_day["2020-01-01"]["facts"]["birth_date"] == "1959-01-01"


def test_none_is_made_twice_none_stands_there_already_and_nobody_is_born_tomorrow():
    rules = Rules.from_json(rule(AGE, {"kind": "at_least", "fact": "birth_date", "value": "2026-01-15"}))
    base = case(SIXTY, on="2026-01-15")
    first = boundary_cases(rules, [base, base])
    assert len({str(one["facts"]) + one["on"] for one in first}) == len(first)
    assert boundary_cases(rules, [base], first) == []
    assert not any(one["facts"].get("birth_date", "") > one["on"] for one in first)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([(code, one) for code in shipped_codes() for one in cases_of(code)]))
def test_every_case_made_is_green_and_leaves_its_base_as_it_was(drawn):
    code, base = drawn
    rules, before = Rules.from_json(programme(code)), str(base)
    cases = boundary_cases(rules, [base])
    assert cases
    assert [run(rules, one) for one in cases] == [[]] * len(cases)
    assert all(one["names"]["zh"] and one["names"]["en"] and one["generated"] for one in cases)
    assert str(base) == before


@pytest.mark.parametrize("code", ["JF", "TF-D", "YE"])
def test_they_notice_more_changes_of_the_rule_than_their_base_alone(code):
    data, base = programme(code), next(one for one in cases_of(code) if one["verdict"] == "yes")
    made = boundary_cases(Rules.from_json(data), [base])
    changed = [Rules.from_json(one.data) for one in mutants(data) if not list(problems_of(one.data))]
    alone, together = (
        sum(any(is_red(one, case) for case in cases) for one in changed) for cases in ([base], [base, *made])
    )
    assert together > 1.3 * alone
