"""The columnar evaluator says of a whole register what the traced one says of each person."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, judge
from cms.eligibility.batch import judge_all_columns, judge_columns
from cms.eligibility.columns import Columns, blocks
from tests.cms.random_rules import ON, PERSON, RULES


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(RULES, st.lists(PERSON, max_size=6), ON, st.sampled_from(["", "51", "513401", "34"]))
def test_on_random_rules_and_random_people_the_columns_say_what_the_traced_evaluator_says(rules, people, on, area):
    said = judge_columns(rules, Columns.of(people), on, area)

    for row, facts in enumerate(people):
        traced = judge(rules, facts, on, area)
        assert (said.words()[row], said.amount(row)) == (traced.verdict, traced.amount)
