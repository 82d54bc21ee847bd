"""The tree behind a verdict, and the sentences made for who wrote none."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, judge, say, unknown
from cms.eligibility.criteria import KINDS
from cms.eligibility.dates import MODES
from cms.eligibility.facts import shipped
from cms.eligibility.rules import walk
from cms.eligibility.schedules import SCHEDULES
from cms.eligibility.tree import tree
from cms.eligibility.words import COUNTED, SCHEDULED, default_text
from tests.cms.rule_data import cases_of, programme, rule, shipped_codes

TODAY = date(2026, 11, 24)
BORN = {"kind": "at_least", "fact": "birth_date", "value": "1933-01-01"}
RURAL = {"kind": "is", "fact": "hukou_kind", "value": "rural"}
HERE = {"kind": "is", "fact": "alive", "value": True}
SAID = [
    (BORN, "出生日期在1933年1月1日或以后", "born on or after 1 January 1933"),
    ({**BORN, "kind": "below"}, "出生日期在1933年1月1日以前", "born before 1 January 1933"),
    ({"kind": "age", "fact": "birth_date", "years": 60}, "年满60周岁", "60 or older"),
    ({"kind": "age", "fact": "birth_date", "years": 16, "below": True}, "未满16周岁", "younger than 16"),
    ({"kind": "age", "fact": "spouse.birth_date", "years": 49}, "按配偶出生日期年满49周岁", "49 or older by spouse's date of birth"),
    ({"kind": "age", "fact": "birth_date", "years": 60, "mode": "month"}, "年满60周岁（按月计算）", "60 or older (counted by month)"),
    ({"kind": "is", "fact": "hukou_here", "value": True}, "户口是否在本地：是", "whether registered here: yes"),
    ({"kind": "place", "fact": "hukou_here", "value": True}, "户口是否在本地：是", "whether registered here: yes"),
    ({"kind": "below", "fact": "income_per_head", "value": "800"}, "家庭人均月收入低于800元", "income per head and month is below 800 yuan"),
    ({"kind": "below", "fact": "income_per_head", "than": "local_standard", "times": "1.5"},
     "家庭人均月收入低于本地低保标准的1.5倍", "income per head and month is below 1.5 times the local minimum-living standard"),
    ({"kind": "at_least", "fact": "residence_months", "value": 6}, "在本地居住月数不低于6", "months of residence here is at least 6"),
    ({"kind": "holds", "programme": "TF-D"}, "正在享受TF-D", "receives TF-D"),
    ({"kind": "count", "at_least": 1, "at_most": 1}, "孩子是1个", "number of children: exactly 1"),
    ({"kind": "count", "at_least": 0, "at_most": 0, "where": HERE}, "符合“孩子是否健在：是”的孩子是0个",
     "number of children with “whether the child is alive: yes”: none"),
    ({"kind": "exists", "where": HERE}, "有一个孩子符合“孩子是否健在：是”", "a child fits “whether the child is alive: yes”"),
    ({"kind": "staff"}, "由工作人员核定", "staff decide"),
    ({"kind": "unless", "of": BORN}, "出生日期在1933年1月1日以前", "born before 1 January 1933"),
    ({"kind": "any", "of": [BORN, {"kind": "all", "of": [BORN, {"kind": "staff"}]}]},
     "出生日期在1933年1月1日或以后，或者（出生日期在1933年1月1日或以后，并且由工作人员核定）",
     "born on or after 1 January 1933, or (born on or after 1 January 1933, and staff decide)"),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "zh", "en"), SAID, ids=[en for _criterion, _zh, en in SAID])
def test_a_sentence_is_made_for_every_kind(criterion, zh, en):
    assert default_text(criterion, shipped(), "zh", True) == zh
    assert default_text(criterion, shipped(), "en", True) == en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_failing_is_said_otherwise_and_no_kind_is_without_words(language):
    nodes = [node for code in shipped_codes() for v in programme(code)["versions"] for node in v["criteria"]]
    said = [criterion for criterion, _zh, _en in SAID]
    assert {node["kind"] for node in walk([*nodes, *said])} >= set(KINDS) - {"one_of"}
    for node in said:
        assert default_text(node, shipped(), language, True) != default_text(node, shipped(), language, False)


def test_every_way_of_counting_and_paying_has_its_words():
    assert set(COUNTED) == set(MODES)
    assert set(SCHEDULED) == set(SCHEDULES)


def test_what_the_editor_wrote_is_said_as_it_stands():
    written = {
        **BORN,
        "text": {"zh": "三三年后", "en": "after '33"},
        "not_met": {"zh": "三三年前", "en": "before '33"},
    }
    assert default_text(written, shipped(), "zh", True) == "三三年后"
    assert default_text(written, shipped(), "en", False) == "before '33"


def test_a_no_for_a_criterion_without_words_says_the_generated_ones():
    data = rule({"kind": "at_least", "fact": "birth_date", "value": "1990-01-01"})
    del data["versions"][0]["criteria"][0]["text"], data["versions"][0]["criteria"][0]["not_met"]
    rules = Rules.from_json(data)
    refused = judge(rules, {"birth_date": "1950-01-01"}, TODAY)
    assert "出生日期在1990年1月1日以前" in say(refused, rules, "zh")
    assert "born before 1 January 1990" in say(refused, rules, "en")


def test_values_are_called_by_their_labels():
    facts = {"kind_of_house": shipped()["hukou_kind"].__class__(
        "kind_of_house", "choice", {"zh": "住房", "en": "housing"}, values=("own", "let"),
        value_labels={"own": {"zh": "自有", "en": "their own"}, "let": {"zh": "租住", "en": "rented"}},
    )}  # fmt: skip
    node = {"kind": "one_of", "fact": "kind_of_house", "values": ["own", "let"]}
    assert default_text(node, facts, "zh", True) == "住房是自有、租住"
    assert default_text(node, facts, "en", False) == "housing is not their own or rented"


class TestTree:
    def test_every_branch_is_shown_with_its_colour(self):
        rules = Rules.from_json(
            rule({"kind": "any", "of": [RURAL, {"kind": "all", "of": [BORN, {"kind": "staff"}]}]})
        )
        root = tree(rules, {"hukou_kind": "urban", "birth_date": "1950-01-01"}, TODAY, "en")
        (top,) = root.children
        assert [node.value for node in top.walk()] == [None, False, None, True, None]
        assert "staff decide: a decision of the township's staff" in top.why
        assert top.children[1].text == "all of these"
        assert top.source["title"] == "办法"

    def test_open_branches_say_which_fact_and_why(self):
        rules = Rules.from_json(rule(RURAL, BORN))
        facts = {"hukou_kind": unknown("refused"), "birth_date": {"from": "1930-01-01", "to": "1939-12-31"}}
        said = [node.why for node in tree(rules, facts, TODAY, "en").children]
        assert said == [
            "kind of household registration (would rather not say)",
            "date of birth (known only roughly)",
        ]
        assert tree(rules, {}, TODAY, "zh").children[0].why == "户口性质（没有问过）"

    def test_each_child_has_its_branch(self):
        fits = {"kind": "all", "of": [HERE, {"kind": "is", "fact": "sex", "value": "f"}]}
        rules = Rules.from_json(rule({"kind": "exists", "where": fits}))
        root = tree(rules, {"children": [{"alive": True, "sex": "m"}, {"alive": True}]}, TODAY, "en")
        first, second = root.children[0].children
        assert [first.text, first.value, second.value] == ["child 1", False, None]
        assert [node.value for node in second.children] == [True, None]
        assert second.why == "child's sex (not asked)"

    def test_a_rule_for_each_child_shows_the_children_and_one_not_in_force_says_so(self):
        rules = Rules.from_json(programme("YE"))
        born = [{"birth_date": "2015-01-01"}, {"birth_date": "2025-01-01"}]
        root = tree(rules, {"children": born}, TODAY, "zh")
        assert [node.text for node in root.children] == ["第1个孩子", "第2个孩子"]
        assert [node.value for node in root.children] == [False, None]
        assert tree(rules, {}, TODAY, "en").why == "children (not asked)"
        assert tree(rules, {}, date(2020, 1, 1), "en").text == "not in force on this day"

    @settings(max_examples=80, deadline=None)
    @given(
        st.sampled_from([(code, case) for code in shipped_codes() for case in cases_of(code)]),
        st.sampled_from(["zh", "en"]),
    )
    def test_the_tree_and_the_verdict_agree(self, drawn, language):
        code, case = drawn
        rules, on = Rules.from_json(programme(code)), date.fromisoformat(case["on"])
        verdict, root = judge(rules, case["facts"], on), tree(rules, case["facts"], on, language)
        assert (verdict.verdict == "yes") == (root.value is True)
        assert all(node.text for node in root.walk())
        assert all(bool(node.why) == (node.value is None) or node.children for node in root.walk())
