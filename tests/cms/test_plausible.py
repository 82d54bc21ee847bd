"""A fact that cannot be is named, with what is allowed; a fact that can be is never refused."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, all_facts, judge, judge_fully, next_question
from cms.eligibility.facts import PROGRAMMES
from cms.eligibility.plausible import problems
from cms.management.commands.load_programmes import shipped

ON = date(2026, 11, 22)
FACTS = all_facts()
CASES = [
    json.loads(line)
    for file in sorted((PROGRAMMES / "cases").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line.strip()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_case_beside_the_rules_is_plausible(case):
    assert problems(case["facts"], date.fromisoformat(case["on"]), FACTS) == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"birthdate": "1960-01-01"}, "birthdate"),
        ({"spouse.birth_date": "1960-01-01"}, "spouse.birth_date"),
        ({"spouse": {"sex": "f"}}, "spouse.sex"),
        ({"spouse": []}, "spouse"),
        ({"children": {}}, "children"),
        ({"children": [1]}, "children[0]"),
        ({"children": [{}] * 30}, "children"),
        ({"children": [{}, {"born": "2020-01-01"}]}, "children[1].born"),
        ({"hukou_here": "yes"}, "hukou_here"),
        ({"hukou_here": 1}, "hukou_here"),
        ({"hukou_kind": "Rural"}, "hukou_kind"),
        ({"hukou_kind": ["rural"]}, "hukou_kind"),
        ({"complication_grade": True}, "complication_grade"),
        ({"complication_grade": 4}, "complication_grade"),
        ({"complication_grade": "2"}, "complication_grade"),
        ({"disability_grade": {"from": 3, "to": 2}}, "disability_grade"),
        ({"income_per_head": 512.5}, "income_per_head"),
        ({"income_per_head": "NaN"}, "income_per_head"),
        ({"income_per_head": "1e3"}, "income_per_head"),
        ({"income_per_head": "-1"}, "income_per_head"),
        ({"birth_date": "2023-02-29"}, "birth_date"),
        ({"birth_date": "2026-11-23"}, "birth_date"),
        ({"birth_date": "1896-11-21"}, "birth_date"),
        ({"birth_date": "19660101"}, "birth_date"),
        ({"birth_date": "1966-W01-1"}, "birth_date"),
        ({"birth_date": "١٩٦٦-01-01"}, "birth_date"),
        ({"birth_date": 1966}, "birth_date"),
        ({"birth_date": "1966-01-01\x00"}, "birth_date"),
        ({"birth_date": {"from": "1966-12-31", "to": "1966-01-01"}}, "birth_date"),
        ({"birth_date": {"from": "1966-01-01"}}, "birth_date"),
        ({"birth_date": {"unknown": "because"}}, "birth_date"),
        ({"birth_date": {"unknown": []}}, "birth_date"),
        ({"receiving": "JF"}, "receiving"),
        ({"receiving": ["jf"]}, "receiving"),
        ({"children": [{"claimed_years": ["2025"]}]}, "children[0].claimed_years"),
        ({"children": [{"claimed_years": [2025, 2025]}]}, "children[0].claimed_years"),
        ({"children": [{"nationality": "China"}]}, "children[0].nationality"),
        # At odds with each other:
        ({"birth_date": "1960-01-01", "children": [{"birth_date": "1959-12-31"}]}, "children[0].birth_date"),
        ({"birth_date": "1960-01-01", "children": [{"birth_date": "1969-12-31"}]}, "children[0].birth_date"),
        ({"children": [{"birth_date": "1990-01-01", "death_date": "1989-12-31"}]}, "children[0].death_date"),
        ({"children": [{"alive": True, "death_date": "2001-01-01"}]}, "children[0].alive"),
        ({"marital_status": "married", "spouse": {"alive": False}}, "marital_status"),
        ({"marital_status": "widowed", "spouse": {"alive": True}}, "spouse.alive"),
        ({"marital_status": "single", "spouse": {"hukou_kind": "rural"}}, "marital_status"),
        ({"marital_status": "married", "birth_date": "2012-01-01"}, "birth_date"),
        ({"marital_status": "married", "spouse": {"birth_date": "2012-01-01"}}, "spouse.birth_date"),
        ({"ever_had_living_child": False, "children": [{"adopted": False}]}, "ever_had_living_child"),
        ({"children": [{"birth_date": "2025-03-01", "claimed_years": [2024]}]}, "children[0].claimed_years"),
        ({"income_below_standard": True, "income_per_head": "900", "local_standard": "700"}, "income_below_standard"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_with_what_is_allowed(facts, field):
    found = problems(facts, ON, FACTS)
    assert [one.field for one in found] == [field]
    assert found[0].allowed["zh"]
    assert found[0].allowed["en"].isascii() or "…" in found[0].allowed["en"]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"birth_date": None, "spouse": None, "children": None},
        {"birth_date": {"from": "1966-01-01", "to": "1966-12-31"}},
        {"birth_date": "2026-11-22"},
        {"birth_date": "1896-11-22"},
        {"birth_date": {"unknown": "does_not_know"}, "children": {"unknown": "refused"}},
        {"children": [{"alive": True}], "children_scope": "living"},
        {"children": [{"nationality": "other", "claimed_now": True}]},
        {"income_per_head": "512.50", "local_standard": 700, "receiving": ["TF-D"]},
        {
            "birth_date": {"from": "1966-01-01", "to": "1966-12-31"},
            "children": [{"birth_date": "1976-06-01"}],
        },
        {"birth_date": "1960-01-01", "children": [{"birth_date": "1965-01-01", "adopted": True}]},
        {"marital_status": "single", "spouse": {"birth_date": None}},
    ],
)
def test_what_can_be_is_not_refused(facts):
    assert problems(facts, ON, FACTS) == []


def test_a_near_name_is_suggested():
    (found,) = problems({"birthdate": "1960-01-01"}, ON, FACTS)
    assert "birth_date" in found.allowed["en"]


def test_benefits_received_are_those_there_are():
    assert problems({"receiving": ["TFD"]}, ON, FACTS, programmes=["JF", "TF-D"])
    assert not problems({"receiving": ["TF-D"]}, ON, FACTS, programmes=["JF", "TF-D"])


def test_a_long_value_is_shown_short():
    (found,) = problems({"sex": "f" * 5000}, ON, FACTS)
    assert len(found.value) < 100


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["1960-01-01", "2023-02-29", "rural", "f", "JF", "unknown", "living"]) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*FACTS, "spouse", "from", "to", "unknown", "alive", "x"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
RULES = [Rules.from_json(data) for data in shipped()]


@settings(deadline=None)
@given(anything, st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_whatever_is_sent_is_refused_in_words_or_can_be_judged(facts, on):
    found = problems(facts, on, FACTS)
    json.dumps([one.value for one in found])
    if not found:
        for rules in RULES:
            judge_fully(rules, facts, on)
        next_question(RULES, facts, on)


def value_for(one):
    dates = st.dates(date(1850, 1, 1), date(2030, 1, 1)).map(date.isoformat)
    plain = {
        "bool": st.booleans(), "choice": st.sampled_from([*one.values, "other"]), "number": st.integers(-1, 5),
        "money": st.decimals(0, 5000, places=2).map(str), "date": dates,
        "list": st.lists(st.sampled_from(["JF", "TF-D"]), max_size=2), "years": st.lists(st.integers(2020, 2028)),
    }[one.type]  # fmt: skip
    why = st.sampled_from(["refused", "stale"]).map(lambda kind: {"unknown": kind})
    pair = st.tuples(plain, plain).map(lambda ends: {"from": ends[0], "to": ends[1]})
    return plain | why | st.none() | (pair if one.type in {"date", "number", "money"} else plain)


def group(prefix):
    mine = {key.removeprefix(prefix): one for key, one in FACTS.items() if key.startswith(prefix)}
    return st.fixed_dictionaries(
        {}, optional={k: value_for(one) for k, one in mine.items() if "." not in k and one.type != "children"}
    )


people = st.builds(
    lambda own, spouse, children: {**own, "spouse": spouse, "children": children},
    group(""), group("spouse."), st.lists(group("children."), max_size=3),
)  # fmt: skip


@settings(deadline=None)
@given(people)
def test_likely_people_are_refused_in_words_or_can_be_judged(facts):
    if not problems(facts, ON, FACTS):
        for rules in RULES:
            assert judge(rules, facts, ON).verdict
