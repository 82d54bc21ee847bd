"""The shipped programmes: what they say of people, and whether they are whole, sourced and sharply tested."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, all_facts, circles, judge, judge_all, judge_fully, say
from cms.eligibility.cases import run
from cms.eligibility.explain import reason, sentences
from cms.eligibility.facts import PROGRAMMES
from cms.eligibility.mutation import score
from cms.eligibility.plausible import problems
from cms.eligibility.rules import walk
from tests.cms.rule_data import cases_of, programme, shipped_codes

CODES = shipped_codes()
RULES = {code: Rules.from_json(programme(code)) for code in CODES}
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval" / "eligibility_dev.jsonl"
EVALUATION = [json.loads(line) for line in SHARED.read_text().splitlines()] if SHARED.exists() else []
CASES = [case for code in CODES for case in cases_of(code)] + EVALUATION
SURE = {"yes", "no", "elsewhere", "window_closed", "not_in_force"}
TODAY = date(2026, 11, 24)


def place(case):
    return {"area": case["area"]} if case.get("area") else {}


def no_differences(case):
    assert [differs.en for differs in run(RULES[case["programme"]], case)] == [], case["note"]


@pytest.mark.parametrize("case", EVALUATION, ids=[case["id"] for case in EVALUATION])
def test_a_line_of_the_evaluation_comes_out_as_written(case):
    no_differences(case)


@pytest.mark.parametrize(("code", "least"), [("JF", 20), ("TF-D", 20), ("TF-C", 20), ("YE", 24)])
def test_the_main_programmes_have_many_cases(code, least):
    assert len(cases_of(code)) >= least


@pytest.mark.parametrize("code", CODES)
def test_every_programme_has_cases_of_people_who_could_be(code):
    cases = cases_of(code)
    assert len(cases) >= 6
    assert len({json.dumps([case["on"], case.get("area"), case["facts"]]) for case in cases}) == len(cases)
    for case in cases:
        found = problems(case["facts"], date.fromisoformat(case["on"]), all_facts(), programmes=CODES)
        assert found == [], case["id"]


@pytest.mark.parametrize("code", CODES)
def test_a_threshold_turned_turns_a_case_red(code):
    result = score(programme(code), cases_of(code))
    assert result.share >= 0.95, [(one.criterion_id, one.what["en"]) for one in result.survivors]


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


@pytest.mark.parametrize("code", CODES)
def test_a_missing_fact_never_yields_a_confident_wrong_answer(code):
    wrong = []
    for case in (one for one in CASES if one["programme"] == code):
        rules, on = RULES[code], date.fromisoformat(case["on"])
        truth = judge(rules, case["facts"], on, **place(case))
        for less in without_one_fact(case["facts"]):
            said = judge(rules, less, on, **place(case))
            if said.verdict in SURE and said.verdict != truth.verdict:
                wrong.append((case["id"], said.verdict, truth.verdict))
            if said.amount not in (None, truth.amount):
                wrong.append((case["id"], said.amount, truth.amount))
    assert wrong == []


births = st.dates(date(1930, 1, 1), TODAY).map(date.isoformat)
hukou = st.sampled_from(["rural", "urban"])
child = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": births, "sex": st.sampled_from("fm"), "alive": st.booleans(), "adopted": st.booleans(),
        "death_date": births, "disability_grade": st.integers(0, 4), "disability_card": st.booleans(),
        "nationality": st.sampled_from(["CN", "US"]), "hukou_here": st.booleans(),
        "claimed_years": st.lists(st.integers(2025, 2027), unique=True, max_size=3),
    },
)  # fmt: skip
SIMPLE = {
    "date": births, "bool": st.booleans(), "number": st.integers(0, 6),
    "money": st.sampled_from(["500.00", "800.00", "1000.00", "1300.00"]),
}  # fmt: skip
people = st.fixed_dictionaries(
    {},
    optional={
        **{
            one.key: st.sampled_from(one.values) if one.values else SIMPLE[one.type]
            for one in all_facts().values()
            if "." not in one.key and (one.values or one.type in SIMPLE)
        },
        "receiving": st.lists(st.sampled_from(CODES), unique=True, max_size=2),
        "spouse": st.fixed_dictionaries({}, optional={"birth_date": births, "hukou_kind": hukou}),
        "children": st.lists(child, max_size=3),
    },
)
areas = st.sampled_from(
    [
        "",
        *sorted(
            {area for code in CODES for area in json.dumps(programme(code)).split('"') if area.isdigit()}
        ),
    ]
)


@settings(deadline=None)
@given(people, st.sampled_from(CODES), st.dates(date(2004, 1, 1), date(2028, 1, 1)), areas)
def test_adding_a_fact_never_flips_a_verdict(facts, code, on, area):
    whole = judge(RULES[code], facts, on, area)
    for less in without_one_fact(facts):
        partial = judge(RULES[code], less, on, area)
        if partial.verdict in SURE and not partial.missing:
            assert whole.verdict == partial.verdict


@settings(max_examples=200, deadline=None)
@given(people, st.sampled_from(CODES), st.sampled_from(["zh", "en"]), areas)
def test_every_verdict_has_words_that_fit_two_segments(facts, code, language, area):
    verdict = judge_fully(RULES[code], facts, TODAY, area)
    text = say(verdict, RULES[code], language)
    assert 0 < len(text) <= (134 if language == "zh" else 268)
    assert all(sentences(verdict, RULES[code], language))
    assert verdict.verdict == "no" or "不能领" not in text


def criteria_of(data):
    for version in data["versions"]:
        yield from version["criteria"]
        for variant in version.get("variants", ()):
            yield from variant["criteria"]


@pytest.mark.parametrize("code", CODES)
class TestWhole:
    def test_a_no_is_said_with_its_reason_in_both_languages(self, code):
        for case in (one for one in CASES if one["programme"] == code and one["verdict"] == "no"):
            verdict = judge(RULES[code], case["facts"], date.fromisoformat(case["on"]), **place(case))
            for language in ("zh", "en"):
                first = reason(RULES[code], verdict.reasons[0], language, False, verdict)
                met = reason(RULES[code], verdict.reasons[0], language, True, verdict)
                assert first, case["id"]
                assert first != met or ":" in verdict.reasons[0] or verdict.reasons[0] == "no_child", case[
                    "id"
                ]

    def test_every_condition_and_amount_names_a_source_of_known_trust(self, code):
        data = programme(code)
        rows = [row for version in data["versions"] for row in version.get("amounts", ())]
        variants = [one for version in data["versions"] for one in version.get("variants", ())]
        for one in [*criteria_of(data), *rows, *variants, *data["versions"], *data.get("interactions", ())]:
            assert data["sources"][one["source"]]["confidence"] in "HML", one
        assert all(source["issuer"] and source["title"] for source in data["sources"].values())

    def test_a_sum_known_only_second_hand_is_not_stated(self, code):
        data = programme(code)
        for row in (row for version in data["versions"] for row in version.get("amounts", ())):
            assert row["value"] is None or data["sources"][row["source"]]["confidence"] != "L"
            assert row["value"] is None or float(row["value"]) > 0
            assert row["value"] is not None or row["note"]["zh"], "no sum: the note says what is not known"

    def test_it_can_be_read_in_both_languages(self, code):
        data = programme(code)
        for key in ("name", "summary", "papers", "where", "notes", "also"):
            assert all(data[key][language] for language in ("zh", "en")), key
        for key in ("papers", "notes"):
            assert len(data[key]["zh"]) == len(data[key]["en"]), key
        for node in criteria_of(data):
            for pair in (node[key] for key in ("text", "not_met") if key in node):
                assert not pair["zh"].endswith("。")
                assert not pair["en"].endswith(".")
                assert len(pair["zh"]) <= 60


class TestFacts:
    def test_every_choice_has_a_label(self):
        for one in all_facts().values():
            assert not one.values or set(one.value_labels) == set(one.values), one.key

    def test_a_question_fits_one_text_message(self):
        rows = json.loads((PROGRAMMES / "questions.json").read_text())
        texts = [row["text"]["zh"] for row in rows]
        texts += [one.question["zh"] for one in all_facts().values() if one.question]
        assert all(len(text) <= 70 for text in texts)

    def test_what_only_a_person_may_ask_has_no_question(self):
        assert not [one.key for one in all_facts().values() if one.question and not one.by_machine]

    def test_every_fact_is_used_by_a_rule_or_told_along(self):
        used = set()
        for data in map(programme, CODES):
            for node in walk(criteria_of(data)):
                used |= {node.get("fact"), node.get("than")}
        told = {"spouse.alive", "children", "receiving", "staff_decision", "children.claimed_years"}
        names = {key for one in all_facts() for key in (one, one.removeprefix("children."))}
        assert used - {None} <= names
        assert not [k for k in all_facts() if k.removeprefix("children.") not in used and k not in told]


class TestTogether:
    both = {
        "birth_date": "1964-01-01", "sex": "f", "hukou_kind": "rural", "hukou_here": True, "marital_status": "married",
        "ever_had_living_child": True, "births_confirmed": True, "one_child_certificate": True,
        "spouse": {"birth_date": "1962-01-01", "hukou_kind": "rural"},
        "children": [{"birth_date": "1988-05-05", "sex": "m", "alive": False, "death_date": "2009-09-09", "adopted": False}],
    }  # fmt: skip

    def test_beijing_pays_the_higher_of_the_reward_and_special_support(self):
        reward, support = judge_all([RULES["JF"], RULES["TF-D"]], self.both, TODAY, "110105")
        assert [note.pays for note in reward.together] == ["TF-D"]
        assert (reward.verdict, support.verdict, reward.amount, support.amount) == ("yes", "yes", None, 900)

    def test_elsewhere_nothing_was_found_so_nothing_is_taken_away(self):
        reward, support = judge_all([RULES["JF"], RULES["TF-D"]], self.both, TODAY, "140100")
        assert (reward.amount, support.amount) == (960, 590)
        assert "北京是按高的一项发" in "".join(RULES["JF"].data["notes"]["zh"])

    def test_no_programmes_need_each_other_in_a_circle(self):
        assert circles(list(RULES.values())) == []
