"""The engine: what it must say, and what it must never say."""

import json
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.eligibility import (
    BadAnswer,
    BadRule,
    Rules,
    Why,
    judge,
    judge_fully,
    next_question,
    record_answer,
    say,
)
from cms.eligibility.dates import anniversary, born_at_age
from cms.eligibility.facts import PROGRAMMES, fact
from cms.eligibility.values import both, either, negated
from tests.cms.rule_data import cases_of

RULES = {
    code: Rules.from_json(json.loads((PROGRAMMES / f"{code}.json").read_text()))
    for code in ("YE", "JF", "TF-D", "TF-C")
}
TODAY = date(2026, 11, 24)


def test_kleenes_tables_hold():
    values = [True, False, None]
    for left, right in product(values, values):
        completions = list(product(*([one] if one is not None else [True, False] for one in (left, right))))
        for connect, plain in ((both, all), (either, any)):
            outcomes = {plain(pair) for pair in completions}
            assert connect(left, right) == (outcomes.pop() if len(outcomes) == 1 else None)
    assert [negated(one) for one in values] == [False, True, None]


class TestDays:
    def test_a_leap_day_birthday_falls_on_the_first_of_march(self):
        assert anniversary(date(1964, 2, 29), 60) == date(2024, 2, 29)
        assert anniversary(date(1964, 2, 29), 61) == date(2025, 3, 1)

    @given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(0, 5))
    def test_an_age_and_a_birth_date_agree(self, birth, years_on):
        on = anniversary(birth, years_on)
        span = born_at_age(years_on, on)
        assert span["from"] <= birth.isoformat() <= span["to"] or birth.month == 2

    def test_about_sixty_can_decide(self):
        facts = {"birth_date": {"from": "1950-01-01", "to": "1950-12-31"}}
        assert "birth_date" not in judge(RULES["JF"], facts, TODAY).missing
        young = {"birth_date": {"from": "1980-01-01", "to": "1989-12-31"}}
        assert judge(RULES["JF"], young, TODAY).verdict == "no"

    def test_a_day_before_the_first_amount_never_uses_another_row(self):
        assert judge(RULES["TF-D"], {}, date(2006, 12, 31)).verdict == "not_in_force"

    def test_a_year_without_a_found_amount_states_none(self):
        case = next(case for case in cases_of("TF-D") if case["id"] == "TF-D-own-01")
        verdict = judge(RULES["TF-D"], {**case["facts"], "birth_date": "1965-01-01"}, date(2022, 1, 15))
        assert (verdict.verdict, verdict.amount) == ("yes", None)


class TestRuleChecks:
    def test_overlapping_versions_are_refused_in_a_sentence(self):
        data = deepcopy(RULES["YE"].data)
        data["versions"] = [data["versions"][0], {**data["versions"][0], "from": "2026-01-01"}]
        with pytest.raises(BadRule, match="overlap"):
            Rules.from_json(data)

    def test_an_unknown_fact_and_a_missing_translation_are_named(self):
        data = deepcopy(RULES["JF"].data)
        data["versions"][0]["criteria"][0]["fact"] = "shoe_size"
        del data["versions"][0]["criteria"][1]["text"]["en"]
        with pytest.raises(BadRule) as refused:
            Rules.from_json(data)
        assert "shoe_size" in str(refused.value)
        assert "JF-2" in str(refused.value)


def converse(codes, answers, on=TODAY):
    """Answer by question key until nothing is asked; returns the facts and how many were asked."""
    facts, asked = {}, []
    while question := next_question([RULES[code] for code in codes], facts, on):
        given = answers[question.key]
        value = given.pop(0) if isinstance(given, list) else given
        facts = record_answer(facts, question, value, on)
        asked.append(question.key)
    return facts, asked


class TestAsking:
    def test_one_young_child_settles_in_four_questions_with_this_year_and_the_rest(self):
        facts, asked = converse(
            ["YE"],
            {"young_children": 1, "child_birth": "2024-03-10", "child_place": 0, "child_claimed": False},
        )

        verdict = judge(RULES["YE"], facts, TODAY)

        assert len(asked) == 4
        assert (verdict.amount, verdict.later) == (Decimal(3600), ((2027, Decimal(900)),))
        assert "3600元" in say(verdict, RULES["YE"], "zh")
        assert "2027年900元" in say(verdict, RULES["YE"], "zh")

    def test_the_rural_reward_settles_in_six_questions_up_to_the_township(self):
        facts, asked = converse(
            ["JF"],
            {
                "birth": "1960-05-01",
                "hukou": 0,
                "marital": 0,
                "spouse_hukou": 0,
                "children": 1,
                "ever_had": True,
            },
        )

        assert len(asked) <= 6
        verdict = judge(RULES["JF"], facts, TODAY)
        assert (verdict.verdict, verdict.amount_if_confirmed) == ("staff", Decimal(960))

    def test_what_cannot_change_anything_is_not_asked(self):
        _facts, asked = converse(["JF"], {"birth": "1990-05-01"})
        assert asked == ["birth"]

    def test_nothing_of_sensitivity_three_is_ever_asked(self):
        questions = json.loads((PROGRAMMES / "questions.json").read_text())
        assert all(
            fact(key).sensitivity < 3 and not fact(key).staff_only
            for row in questions
            for key in row["settles"]
        )

    def test_not_knowing_is_an_answer_and_is_not_asked_again(self):
        facts, asked = converse(
            ["YE"],
            {
                "young_children": 1,
                "child_birth": Why.DOES_NOT_KNOW,
                "child_place": Why.DOES_NOT_KNOW,
                "child_claimed": Why.DOES_NOT_KNOW,
            },
        )
        assert len(asked) == len(set(asked))
        assert judge(RULES["YE"], facts, TODAY).verdict == "unknown"

    def test_a_child_not_yet_born_is_refused_in_a_sentence(self):
        facts, _ = {"children": [{"alive": True}], "children_scope": "young"}, None
        asked = next_question([RULES["YE"]], facts, TODAY)
        with pytest.raises(BadAnswer, match="not come yet"):
            record_answer(facts, asked, (TODAY + timedelta(days=1)).isoformat(), TODAY)


def test_it_opens_on_the_first_day_of_any_day_a_rule_counts_years_from():
    text = {"zh": "条件", "en": "a condition"}
    since = {"kind": "exists", "where": {"kind": "age", "fact": "death_date", "years": 3}}
    any_of = {"kind": "any", "of": [since, {"kind": "age", "fact": "birth_date", "years": 60}]}
    version = {"from": "2000-01-01", "to": None, "criteria": [{"id": "A", "text": text, **any_of}]}
    rules = Rules.from_json({"code": "X", "name": text, "versions": [version]})
    facts = {"birth_date": "1968-01-01", "children": [{"alive": False, "death_date": "2024-05-05"}]}
    assert judge_fully(rules, facts, date(2026, 11, 24)).opens_on == date(2027, 5, 5)
