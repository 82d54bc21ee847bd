"""Facts become a form and come back the same; wrong input gets a sentence and nothing typed is lost."""

import json
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, all_facts
from cms.eligibility.contradictions import contradictions
from cms.eligibility.facts import PROGRAMMES
from cms.fact_use import facts_of
from cms.facts_form import FactsForm, with_rows_changed

TODAY = date(2026, 11, 22)
RULES = {
    code: Rules.from_json(json.loads((PROGRAMMES / f"{code}.json").read_text(encoding="utf-8")))
    for code in ("JF", "YE", "TF-D", "TF-C")
}
ALL = list(RULES.values())


def as_posted(form) -> QueryDict:
    """What a browser sends of an untouched form."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        data.setlist(form.add_prefix(name), value if isinstance(value, list) else [value])
        if value is None:
            data[form.add_prefix(name)] = ""
    if isinstance(form, FactsForm):
        data[form.rows_name] = form.rows_value
    return data


def told(rules=ALL, facts=None, **typed):
    """The form after somebody typed these."""
    data = as_posted(FactsForm(rules, TODAY, facts=facts))
    for name, value in typed.items():
        data[name] = value
    return FactsForm(rules, TODAY, data, facts=facts)


def pressed(data, **buttons):
    data = data.copy()
    for name, value in buttons.items():
        data[name] = value
    return with_rows_changed(data)


def a_day(first=date(1930, 1, 1)):
    day = st.dates(first, TODAY).map(date.isoformat)
    year = st.integers(first.year, 2024).map(lambda y: {"from": f"{y}-01-01", "to": f"{y}-12-31"})
    span = st.tuples(st.dates(first, TODAY - timedelta(9)), st.integers(1, 9)).map(
        lambda pair: {"from": str(pair[0]), "to": str(pair[0] + timedelta(pair[1]))}
    )
    return st.one_of(day, year, span)


def a_number(most=3):
    pair = st.tuples(st.integers(0, most - 1), st.just(1))
    return st.one_of(st.integers(0, most), pair.map(lambda p: {"from": p[0], "to": p[0] + p[1]}))


def a_value(fact):
    kinds = {
        "date": a_day(), "bool": st.booleans(), "number": a_number(),
        "choice": st.sampled_from(fact.values or ("CN",)), "money": st.integers(0, 9000).map(str),
        "list": st.lists(st.sampled_from(["JF", "TF-C", "TF-D"]), unique=True).map(sorted),
        "years": st.lists(st.sampled_from([2025, 2026]), unique=True).map(sorted),
    }  # fmt: skip
    unknown = st.sampled_from(["refused", "does_not_know"]).map(lambda why: {"unknown": why})
    return st.one_of(kinds[fact.type], unknown)


def some_of(prefix: str, leave_out=()):
    facts = {
        key.removeprefix(prefix): a_value(fact) for key, fact in all_facts().items()
        if key.startswith(prefix) and "." not in key.removeprefix(prefix)
        and fact.type != "children" and key not in {"staff_decision", *leave_out}
    }  # fmt: skip
    return st.fixed_dictionaries({}, optional=facts)


@st.composite
def people(draw):
    facts = draw(some_of(""))
    if spouse := draw(some_of("spouse.")):
        facts["spouse"] = spouse
    children = draw(st.none() | st.lists(some_of("children.", {"children.death_date"}), max_size=3))
    if children is not None:
        facts["children"] = children
        if draw(st.booleans()):
            facts["children_scope"] = draw(st.sampled_from(["living", "young"]))
    return facts


@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(people())
def test_facts_come_back_from_the_form_as_they_went_in(facts):
    form = FactsForm(ALL, TODAY, as_posted(FactsForm(ALL, TODAY, facts=facts)), facts=facts)
    assume(not list(contradictions(facts, TODAY)))
    assert form.is_valid(), form.errors
    assert form.told == facts


def test_only_what_the_rules_use_is_asked_and_who_it_is_about_stands_over_it():
    form = FactsForm([RULES["YE"]], TODAY, facts={"children": [{}]})
    groups = {group.title: [field.name for field in group.fields] for group in form.groups()}
    assert "income_per_head" not in form.fields
    assert "child-0.birth_date" in groups["第1个孩子"]
    assert {"children.birth_date", "children.claimed_years"} <= facts_of(RULES["YE"])
    assert {"birth_date", "spouse.hukou_kind", "children.alive", "births_confirmed"} <= facts_of(RULES["JF"])


def test_blank_is_unknown_and_no_children_is_said():
    blank = told()
    assert blank.is_valid()
    assert blank.told == {}
    none = told(children="none")
    assert none.is_valid()
    assert none.told == {"children": []}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1966-11-22", "1966-11-22"), ("1966年11月22日", "1966-11-22"), ("19661122", "1966-11-22"),
     ("１９６６．１１．２２", "1966-11-22"), ("1966/1/2", "1966-01-02"),
     ("1966", {"from": "1966-01-01", "to": "1966-12-31"}), ("1966年", {"from": "1966-01-01", "to": "1966-12-31"}),
     ("1966年2月", {"from": "1966-02-01", "to": "1966-02-28"}),
     ("约1966年", {"from": "1965-01-01", "to": "1967-12-31"}), ("about 1966", {"from": "1965-01-01", "to": "1967-12-31"}),
     ("1966年左右", {"from": "1965-01-01", "to": "1967-12-31"}),
     ("1966到1968", {"from": "1966-01-01", "to": "1968-12-31"}), ("60岁", {"from": "1965-11-23", "to": "1966-11-22"}),
     ("2026", {"from": "2026-01-01", "to": "2026-11-22"})],
)  # fmt: skip
def test_a_date_is_read_as_people_write_it(typed, meant):
    form = told(birth_date=typed)
    assert form.is_valid(), form.errors
    assert form.told == {"birth_date": meant}


@pytest.mark.parametrize(
    ("field", "typed"),
    [("birth_date", "someday"), ("birth_date", "2023-02-29"), ("birth_date", "2027-01-01"), ("birth_date", "1890"),
     ("birth_date", "1966-13-01"), ("birth_date", "1968到1966"), ("birth_date", "999岁"), ("birth_date", "0"),
     ("birth_date", "99999999"), ("birth_date", "1966-11-22-3"), ("birth_date", "0000"),
     ("sex", "x"), ("hukou_here", "maybe"), ("children", "many"), ("birth_date", "\x00"), ("birth_date", "²")],
)  # fmt: skip
def test_wrong_input_gets_a_sentence_and_stays_in_its_box(field, typed):
    form = told(**{field: typed})
    assert not form.is_valid()
    assert form.errors[field]
    assert form[field].value() == typed


def test_a_number_may_be_rough_and_money_has_cents():
    facts = {"complication_grade": 2, "income_per_head": "850.50", "local_standard": "700"}
    form = told(
        facts=facts, complication_grade="1-2", income_per_head="８００～９００元", local_standard="1,000"
    )
    assert form.is_valid(), form.errors
    assert form.told["complication_grade"] == {"from": 1, "to": 2}
    assert form.told["income_per_head"] == {"from": "800", "to": "900"}
    assert form.told["local_standard"] == "1000"
    assert not told(facts=facts, income_per_head="much").is_valid()
    assert not told(facts=facts, complication_grade="7").is_valid()


def test_a_child_more_and_a_child_less_without_a_script():
    data = pressed(as_posted(FactsForm(ALL, TODAY)), more="1")
    assert data["children"] == "all"
    data["child-12.birth_date"] = "2025-03-10"
    data = pressed(data, more="1")
    form = FactsForm(ALL, TODAY, data)
    assert form.is_valid()
    assert form.told == {"children": [{"birth_date": "2025-03-10"}, {}]}
    form = FactsForm(ALL, TODAY, pressed(data, less="12"))
    assert form.is_valid()
    assert form.told == {"children": [{}]}


def test_a_new_child_has_no_answers_yet():
    data = pressed(as_posted(FactsForm(ALL, TODAY)), more="1")
    form = FactsForm(ALL, TODAY, pressed(data, more="1"))
    assert form["child-12.claimed_years"].value() == []
    assert as_posted(form).getlist("child-13.claimed_years") == []


def test_a_child_keeps_its_facts_when_another_is_taken_away():
    facts = {"children": [{"sex": "f", "claimed_now": True}, {"sex": "m", "claimed_now": False}]}
    posted = as_posted(FactsForm(ALL, TODAY, facts=facts))
    form = FactsForm(ALL, TODAY, pressed(posted, less="0"), facts=facts)
    assert form.is_valid()
    assert form.told["children"] == [facts["children"][1]]


def test_contradictions_are_named_at_their_field():
    facts = {"children": [{"birth_date": "2025-03-10", "alive": True}]}
    form = told(facts=facts, **{"child-0.death_date": "2024-01-01"})
    assert set(form.errors) == {"child-0.death_date", "child-0.alive"}
    married = told(marital_status="single", **{"spouse.hukou_kind": "rural"})
    assert set(married.errors) == {"marital_status"}
    assert set(told(facts=facts, children="none").errors) == {"children"}
    assert set(told(facts=facts, children="").errors) == {"children"}


def test_none_of_these_is_no_more_than_that():
    data = as_posted(FactsForm(ALL, TODAY, facts={"receiving": []}))
    assert data.getlist("receiving") == ["-"]
    data.setlist("receiving", ["-", "JF"])
    assert set(FactsForm(ALL, TODAY, data, facts={"receiving": []}).errors) == {"receiving"}
