"""The engine: what it must say, and what it must never say."""

import json
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
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
from cms.eligibility.explain import sentences
from cms.eligibility.facts import PROGRAMMES, fact
from cms.eligibility.values import both, either, negated

RULES = {
    code: Rules.from_json(json.loads((PROGRAMMES / f"{code}.json").read_text()))
    for code in ("YE", "JF", "TF-D", "TF-C")
}
CASES = [
    json.loads(line)
    for path in sorted((PROGRAMMES / "cases").glob("*.jsonl"))
    for line in path.read_text().splitlines()
]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval" / "eligibility_dev.jsonl"
if SHARED.exists():
    CASES += [
        case for line in SHARED.read_text().splitlines() if (case := json.loads(line))["programme"] in RULES
    ]
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_beside_the_rule_comes_out_as_written(case):
    verdict = judge_fully(RULES[case["programme"]], case["facts"], date.fromisoformat(case["on"]))

    assert verdict.verdict == case["verdict"], case["note"]
    assert verdict.amount == (case["amount"] and Decimal(case["amount"]))
    assert (verdict.period, verdict.per) == (case["period"], case["per"])
    if case.get("missing_any"):
        assert set(case["missing_any"]) & set(verdict.missing)
    if "opens_on" in case:
        assert verdict.opens_on == (case["opens_on"] and date.fromisoformat(case["opens_on"]))


def without_one_fact(facts):
    """The same facts, each time with one of them missing."""
    for key in facts:
        yield {name: value for name, value in facts.items() if name != key}
    for key in facts.get("spouse") or {}:
        yield {**facts, "spouse": {name: value for name, value in facts["spouse"].items() if name != key}}
    for number, child in enumerate(facts.get("children") or []):
        for key in child:
            less = deepcopy(facts)
            del less["children"][number][key]
            yield less


SURE = {"yes", "no", "elsewhere", "window_closed", "not_in_force"}


def test_a_missing_fact_never_yields_a_confident_wrong_answer():
    wrong = []
    for case in CASES:
        rules, on = RULES[case["programme"]], date.fromisoformat(case["on"])
        truth = judge(rules, case["facts"], on)
        for less in without_one_fact(case["facts"]):
            said = judge(rules, less, on)
            if said.verdict in SURE and said.verdict != truth.verdict and truth.verdict in SURE:
                wrong.append((case["id"], said.verdict, truth.verdict))
            if said.amount is not None and truth.amount is not None and said.amount != truth.amount:
                wrong.append((case["id"], said.amount, truth.amount))
    assert wrong == []


births = st.dates(date(1930, 1, 1), TODAY).map(date.isoformat)
maybe = lambda values: st.one_of(st.none(), values)  # noqa: E731
child = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": births, "sex": st.sampled_from("fm"), "alive": st.booleans(), "adopted": st.booleans(),
        "death_date": births, "disability_grade": st.integers(0, 4), "disability_card": st.booleans(),
        "nationality": st.sampled_from(["CN", "US"]), "hukou_here": st.booleans(),
        "claimed_years": st.lists(st.integers(2025, 2027), unique=True, max_size=3),
    },
)  # fmt: skip
people = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": births, "sex": st.sampled_from("fm"), "hukou_kind": st.sampled_from(["rural", "urban"]),
        "hukou_here": st.booleans(), "marital_status": st.sampled_from(["single", "married", "divorced", "widowed"]),
        "ever_had_living_child": st.booleans(), "births_confirmed": st.booleans(),
        "spouse": st.fixed_dictionaries({}, optional={"birth_date": births, "hukou_kind": st.sampled_from(["rural", "urban"])}),
        "children": st.lists(child, max_size=3),
    },
)  # fmt: skip


@settings(deadline=None)
@given(people, st.sampled_from(sorted(RULES)), st.dates(date(2004, 1, 1), date(2028, 1, 1)))
def test_adding_a_fact_never_flips_a_verdict(facts, code, on):
    whole = judge(RULES[code], facts, on)
    for less in without_one_fact(facts):
        partial = judge(RULES[code], less, on)
        if partial.verdict in SURE and not partial.missing:
            assert whole.verdict == partial.verdict


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
        case = next(case for case in CASES if case["id"] == "TF-D-own-01")
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


@settings(max_examples=200, deadline=None)
@given(people, st.sampled_from(sorted(RULES)), st.sampled_from(["zh", "en"]))
def test_every_verdict_has_words_that_fit_two_segments(facts, code, language):
    verdict = judge_fully(RULES[code], facts, TODAY)
    text = say(verdict, RULES[code], language)
    assert 0 < len(text) <= (134 if language == "zh" else 268)
    assert all(sentences(verdict, RULES[code], language))
    assert verdict.verdict == "no" or "不能领" not in text
