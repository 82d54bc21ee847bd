"""Asked about everything at once, people answer fewer questions than programme by programme.

`make bench-rules` measures the same with 600 people and writes the figures to docs/benchmarks.md.
"""

import json
from functools import cache, partial
from statistics import mean

import pytest

from cms.eligibility import Rules, next_question
from cms.eligibility.facts import PROGRAMMES
from tests.cms.dialogues import KNOWN_HERE, asked_until_settled, in_own_order, one_by_one, shares
from tests.cms.village import TODAY, village

ALL = [Rules.from_json(json.loads(path.read_text())) for path in sorted(PROGRAMMES.glob("[A-Z]*.json"))]
IN_FORCE = [rules for rules in ALL if rules.version(TODAY)]
# A fixed part of the 600: every tenth.
PEOPLE = village(600)[::10]


@cache
def asks():
    """The engine with the shares of answers of another village, as a register would give them."""
    return partial(next_question, priors=shares(village(300, seed=9), IN_FORCE, TODAY))


def test_all_programmes_at_once_need_at_most_93_of_100_questions_of_one_by_one():
    together = mean(asked_until_settled(IN_FORCE, one, KNOWN_HERE, TODAY, asks())[0] for one in PEOPLE)
    apart = mean(one_by_one(IN_FORCE, one, TODAY, in_own_order) for one in PEOPLE)

    assert together <= 0.93 * apart, f"{together:.2f} questions at once, {apart:.2f} programme by programme"


@pytest.mark.parametrize("rules", IN_FORCE, ids=[rules.code for rules in IN_FORCE])
def test_the_engines_order_is_never_worse_than_the_order_of_the_criteria(rules):
    engine = mean(asked_until_settled([rules], one, KNOWN_HERE, TODAY, asks())[0] for one in PEOPLE)
    own = mean(asked_until_settled([rules], one, KNOWN_HERE, TODAY, in_own_order)[0] for one in PEOPLE)

    assert engine <= own, f"{engine:.2f} questions, in the order of the criteria {own:.2f}"
