"""A case beside the rule: green when all it expects comes out, and red in words."""

import pytest

from cms.eligibility import Rules
from cms.eligibility.cases import is_red, name_of, run
from tests.cms.rule_data import case, cases_of, programme, rule, shipped_codes

AGE = {"kind": "age", "fact": "birth_date", "years": 60}
ROW = {"from": "2020-01-01", "to": None, "value": "1080", "period": "year", "per": "person", "source": "law"}
PAYING = Rules.from_json(rule(AGE, amounts=[ROW]))
OLD, YOUNG = {"birth_date": "1950-01-01"}, {"birth_date": "1990-01-01"}


@pytest.mark.parametrize("code", shipped_codes())
def test_every_shipped_case_is_green(code):
    rules = Rules.from_json(programme(code))
    red = {
        name_of(one): [differs.en for differs in run(rules, one)]
        for one in cases_of(code)
        if is_red(rules, one)
    }
    assert red == {}


def test_a_difference_says_what_was_expected_and_what_the_rule_says():
    (differs,) = run(PAYING, case(OLD, amount="960.00", period="year", per="person"))

    assert (
        differs.en == "expected yes, 960.00 per person a year; the rule says yes, 1,080.00 per person a year"
    )
    assert differs.zh == "应为符合，每人每年960.00元；规则得出符合，每人每年1,080.00元"
    assert differs.text("zh") == differs.zh


@pytest.mark.parametrize(
    ("expects", "key"),
    [
        (case(OLD, "no"), "verdict"),
        (case(OLD, amount="1080", period="month"), "amount"),
        (case({}, "unknown", missing_any=["sex"]), "missing_any"),
        (case({}, "unknown", missing=["birth_date", "sex"]), "missing"),
        (case(YOUNG, "no", opens_on="2050-01-02"), "opens_on"),
        (case(YOUNG, "no", opens_on=None), "opens_on"),
        (case({}, "unknown", next_question=None), "next_question"),
        (case(OLD, on="tomorrow"), "case"),
        (case({"birth_date": "long ago"}), "case"),
    ],
)
def test_each_expectation_is_compared(expects, key):
    (differs,) = run(PAYING, expects)
    assert differs.key == key
    assert is_red(PAYING, expects)


@pytest.mark.parametrize(
    "expects",
    [
        case(OLD, amount="1080", period="year", per="person"),
        case(OLD),
        case({}, "unknown", missing=["birth_date"], missing_any=["birth_date", "sex"], next_question="birth"),
        case(YOUNG, "no", opens_on="2050-01-01", next_question=None),
        case({}, "not_in_force", on="2019-12-31"),
    ],
)
def test_what_is_left_out_is_not_compared(expects):
    assert run(PAYING, expects) == []


def test_a_case_is_called_by_its_name_then_its_id():
    assert name_of({"name": "六十岁", "id": "7"}) == "六十岁"
    assert name_of({"id": "JF-1", "note": "sixty"}) == "JF-1"
