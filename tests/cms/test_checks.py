"""What is told about a rule without a single case."""

import re
from copy import deepcopy

import pytest

from cms.eligibility import Rules
from cms.eligibility.checks import cycles, findings
from cms.eligibility.wording import number
from tests.cms.rule_data import programme, rule, shipped_codes

RURAL = {"kind": "is", "fact": "hukou_kind", "value": "rural"}
URBAN = {**RURAL, "value": "urban"}
AGE = {"kind": "age", "fact": "birth_date", "years": 60}
HERE = {"kind": "is", "fact": "alive", "value": True}
GRADE = {"kind": "at_least", "fact": "disability_grade", "value": 3}


def row(value, **more):
    return {
        "from": "2020-01-01",
        "to": None,
        "value": value,
        "period": "year",
        "per": "person",
        "source": "law",
        **more,
    }


def said(data):
    found = findings(data)
    assert all(one.zh and one.en and one.level in ("error", "warning") for one in found)
    return [one.en for one in found]


def has(data, words):
    return any(words in one for one in said(data))


@pytest.mark.parametrize("code", shipped_codes())
def test_the_shipped_rules_have_no_errors(code):
    assert [one for one in findings(programme(code)) if one.level == "error"] == []


def test_a_plain_rule_has_nothing_to_find():
    assert said(rule(RURAL, AGE, amounts=[row("960")])) == []


def test_what_the_loader_refuses_is_an_error_in_its_own_words():
    data = rule(RURAL)
    data["versions"] *= 2
    assert has(data, "overlap")
    assert has(rule(RURAL, {**AGE, "id": "c1"}), "two criteria called")
    assert {one.level for one in findings(data)} == {"error"}


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        ({"kind": "one_of", "fact": "hukou_kind", "values": ["rural", "urban"]}, "c1 is always true"),
        ({"kind": "all", "of": [RURAL, URBAN]}, "c1 is never true"),
        ({"kind": "at_least", "fact": "residence_months", "value": 0}, "c1 is always true"),
        ({"kind": "age", "fact": "birth_date", "years": 140}, "c1 is never true"),
        ({"kind": "count", "at_least": 2, "at_most": 1}, "c1 is never true"),
        ({"kind": "any", "of": [AGE, {"kind": "all", "of": [RURAL, URBAN]}]}, "c1: branch 2 fits nobody"),
        ({"kind": "any", "of": [AGE, {**AGE, "years": 70}]}, "c1: branch 2 is already covered"),
        ({"kind": "all", "of": [AGE, {"kind": "any", "of": [RURAL, URBAN]}]}, "c1: branch 2 is always true"),
        ({"kind": "exists", "where": {"kind": "all", "of": [HERE, {"kind": "any", "of": [HERE, {**HERE, "value": False}]}]}},
         "c1: branch 2 is always true"),
    ],
)  # fmt: skip
def test_what_can_never_matter_is_named(criterion, words):
    assert has(rule(criterion), words)


@pytest.mark.parametrize(
    "criterion",
    [
        {"kind": "any", "of": [AGE, {"kind": "all", "of": [RURAL, {"kind": "staff"}]}]},
        {"kind": "any", "of": [{**AGE, "years": 70}, AGE]},
        {"kind": "at_least", "fact": "birth_date", "value": "2024-01-01"},
        {"kind": "exists", "where": HERE},
        {"kind": "staff"},
        {"kind": "note"},
    ],
)
def test_what_matters_to_somebody_is_not(criterion):
    assert not [one for one in said(rule(criterion)) if "branch" in one or "true" in one]


class TestDays:
    def test_a_gap_between_versions_and_between_amounts_names_its_days(self):
        data = rule(RURAL, amounts=[row("1", to="2020-12-31"), row("2", **{"from": "2021-03-01"})])
        data["versions"][0]["to"] = "2022-12-31"
        data["versions"].append(
            {**deepcopy(data["versions"][0]), "from": "2023-06-01", "to": None, "amounts": []}
        )
        assert has(data, "From 1 January 2023 to 31 May 2023 no rule is in force")
        assert has(data, "From 1 January 2021 to 28 February 2021 there is no amount")

    def test_overlapping_amounts_and_a_row_never_reached(self):
        data = rule(RURAL, amounts=[row("960"), row("1080", **{"from": "2022-01-01"})])
        assert has(data, "The amounts from 2020-01-01 and 2022-01-01 overlap")
        assert has(data, "The amount 1080 from 2022-01-01 is never reached")

    def test_a_row_for_those_the_rule_leaves_out_is_never_reached(self):
        data = rule(RURAL, amounts=[row("340", guard=URBAN), row("170", guard=RURAL)])
        assert [one for one in said(data) if "never reached" in one] == [
            "The amount 340 from 2020-01-01 is never reached."
        ]

    def test_what_is_paid_once_staff_confirm_is_reached(self):
        assert not has(rule(RURAL, {"kind": "staff"}, amounts=[row("960")]), "never reached")


class TestWords:
    def test_missing_translations_and_sources(self):
        data = rule(
            {**RURAL, "source": "nowhere"}, {**AGE, "source": None}, amounts=[row("960", source=None)]
        )
        data["summary"], data["papers"] = (
            {"zh": "一句"},
            {"zh": ["身份证", "户口簿"], "en": ["identity card"]},
        )
        data["sources"] = {"law": {"issuer": "办公室"}}
        found = said(data)
        assert "summary has no English text." in found
        assert "papers has not as many lines in Chinese as in English." in found
        assert "c1: there is no source “nowhere”." in found
        assert "c2 names no source." in found
        assert "amount 2020-01-01 names no source." in found
        assert "The source law has no title." in found

    def test_an_embedded_fact_nobody_asks_for(self):
        own = {"key": "shoe_size", "type": "number", "label": {"zh": "鞋码", "en": "shoe size"}}
        assert has({**rule(RURAL), "facts": [own]}, "The fact “shoe size” is not used")
        used = rule({"kind": "at_least", "fact": "shoe_size", "value": 40})
        assert not has({**used, "facts": [own]}, "not used")

    def test_a_first_sentence_longer_than_one_message(self):
        long = {"zh": "很长的一句话" * 15, "en": "a long sentence"}
        found = [one for one in findings(rule({**RURAL, "not_met": long})) if "first sentence" in one.en]
        assert [one.where for one in found] == ["c1"]

    def test_a_question_longer_than_one_message(self):
        own = {
            "key": "shoe_size",
            "type": "number",
            "label": {"zh": "鞋码", "en": "shoe size"},
            "question": {"zh": "请问" * 40, "en": "?"},
        }
        assert has(
            {**rule({"kind": "at_least", "fact": "shoe_size", "value": 40}), "facts": [own]},
            "The question has 80 characters",
        )

    def test_a_grade_the_wrong_way_round(self):
        graded = {
            "key": "disability_grade",
            "type": "number",
            "label": {"zh": "残疾等级", "en": "grade"},
            "direction": "low_is_severe",
        }
        wrong = {**rule(GRADE), "facts": [graded]}
        right = {
            **rule({"kind": "all", "of": [{**GRADE, "value": 1}, {**GRADE, "kind": "below", "value": 4}]}),
            "facts": [graded],
        }
        assert has(wrong, "takes only the mild")
        assert not has(right, "takes only the mild")

    @pytest.mark.parametrize("text", ["年满61周岁", "年满六十一周岁"])
    def test_a_figure_in_the_text_that_the_condition_does_not_have(self, text):
        assert has(
            rule({**AGE, "text": {"zh": text, "en": "old enough"}}), "c1 says 61, but the condition has 60"
        )
        assert not has(
            rule({**AGE, "text": {"zh": "年满六十周岁", "en": "60 years old"}}), "but the condition"
        )

    def test_a_day_in_the_text_that_the_condition_does_not_have(self):
        born = {"kind": "below", "fact": "birth_date", "value": "2016-01-01"}
        assert has(
            rule({**born, "text": {"zh": "2015年1月1日前出生", "en": "born before 1 January 2016"}}),
            "c1 says 2015-01-01",
        )
        assert not has(
            rule({**born, "text": {"zh": "2015年12月31日及以前", "en": "until 31 December 2015"}}), "c1 says"
        )

    def test_chinese_numerals(self):
        assert [number(one) for one in ("60", "六十", "六十五", "十六", "十", "三")] == [
            60,
            60,
            65,
            16,
            10,
            3,
        ]


def test_programmes_that_need_each_other_in_a_circle():
    def needing(code, other):
        return Rules.from_json(
            {**rule(RURAL), "code": code, "interactions": [{"kind": "needs", "programmes": [other]}]}
        )

    (found,) = cycles([needing("A", "B"), needing("B", "A"), needing("C", "A")])
    assert found.level == "error"
    assert set(re.findall(r"\b[ABC]\b", found.en)) == {"A", "B"}
    assert cycles([needing("A", "B"), needing("B", "C")]) == []
