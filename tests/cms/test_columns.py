"""Three evaluators, one meaning: what the traced one says of each person, the closures and the columns say too."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, judge, read_facts
from cms.eligibility.batch import judge_all_columns, judge_columns
from cms.eligibility.columns import Columns, blocks
from cms.eligibility.compiled import compiled
from cms.eligibility.facts import PROGRAMMES
from tests.cms.random_rules import ON, RULES, people
from tests.cms.village import village

ON_SHIPPED = [date(2014, 6, 1), date(2025, 10, 1), date(2026, 11, 24), date(2028, 2, 29)]
SHIPPED = [
    Rules.from_json(json.loads(path.read_text()))
    for path in sorted(PROGRAMMES.glob("[A-Z]*.json"))
]  # fmt: skip
YE = next(rules for rules in SHIPPED if rules.code == "YE")


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(RULES, st.integers(0, 2**32), ON, st.sampled_from(["", "51", "513401", "34"]))
def test_on_random_rules_and_random_people_all_evaluators_agree(rules, seed, on, area):
    everybody = people(seed, 25)
    in_columns, in_closures = judge_columns(rules, Columns.of(everybody), on, area), compiled(rules, on, area)

    for row, facts in enumerate(everybody):
        traced = judge(rules, facts, on, area)
        assert (in_columns.words()[row], in_columns.amount(row)) == (traced.verdict, traced.amount), facts
        assert in_closures(read_facts(facts, rules.facts)) == traced.verdict, facts


@pytest.mark.parametrize("on", ON_SHIPPED, ids=str)
def test_all_programmes_say_of_a_whole_village_what_they_say_of_each(on):
    everybody = [*village(150), *people(7, 150)]
    together = judge_all_columns(SHIPPED, Columns.of(everybody), on)

    for rules, said in zip(SHIPPED, together, strict=True):
        traced = [judge(rules, facts, on) for facts in everybody]
        assert said.words() == [one.verdict for one in traced], rules.code
        assert [said.amount(row) for row in range(len(everybody))] == [one.amount for one in traced], (
            rules.code
        )


def test_a_register_is_read_in_blocks_and_a_block_may_be_empty():
    everybody = village(25)
    said = [
        word for columns in blocks(iter(everybody), size=10)
        for word in judge_columns(YE, columns, ON_SHIPPED[2]).words()
    ]  # fmt: skip

    assert said == judge_columns(YE, Columns.of(everybody), ON_SHIPPED[2]).words()
    assert judge_columns(YE, Columns.of([]), ON_SHIPPED[2]).words() == []


def test_what_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="birth_date"):
        Columns.of([{"birth_date": "1966-02-29"}])
    with pytest.raises(ValueError, match=r"children\.birth_date"):
        Columns.of([{"children": [{"birth_date": "soon"}]}])


def test_a_rule_with_a_fact_of_its_own_needs_columns_read_with_it():
    own = {"key": "shoe_size", "type": "number", "label": {"zh": "鞋码", "en": "shoe size"}}
    text = {"zh": "大脚", "en": "big feet"}
    big = {"id": "S-1", "kind": "at_least", "fact": "shoe_size", "value": 45, "text": text}
    version = {"from": "2020-01-01", "to": None, "criteria": [big]}
    rules = Rules.from_json({"code": "S", "name": text, "facts": [own], "versions": [version]})
    facts = [{"shoe_size": 46}, {"shoe_size": {"from": 40, "to": 44}}, {}]

    assert judge_columns(rules, Columns.of(facts, rules.facts), ON_SHIPPED[2]).words() == [
        "yes",
        "no",
        "unknown",
    ]
    with pytest.raises(ValueError, match="shoe_size"):
        judge_columns(rules, Columns.of(facts), ON_SHIPPED[2])
