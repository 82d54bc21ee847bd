"""The mutation check: what no case would notice is named."""

import time
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, judge
from cms.eligibility.facts import shipped
from cms.eligibility.mutation import mutants, score, survivors, untested
from cms.eligibility.rules import problems_of
from cms.eligibility.same import cannot_show
from tests.cms.rule_data import case, cases_of, programme, rule

RURAL = {"kind": "is", "fact": "hukou_kind", "value": "rural"}
AGE = {"kind": "age", "fact": "birth_date", "years": 60}
HERE = {"kind": "is", "fact": "alive", "value": True}
GIRL = {"kind": "all", "of": [HERE, {"kind": "is", "fact": "sex", "value": "f"}]}


def ALIVE(least, most):
    return {"kind": "count", "where": HERE, "at_least": least, "at_most": most}


def GIRLS(least, most):
    return {**ALIVE(least, most), "where": GIRL}


births = st.dates(date(1925, 1, 1), date(2028, 1, 1)).map(date.isoformat)
child = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": births, "sex": st.sampled_from("fm"), "alive": st.booleans(), "adopted": st.booleans(),
        "death_date": births, "disability_grade": st.integers(0, 4), "disability_card": st.booleans(),
        "nationality": st.just("CN"), "hukou_here": st.booleans(),
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
        "children": st.lists(child, max_size=4),
    },
)  # fmt: skip


@cache
def hidden_in(code):
    """The shipped rule, and what it becomes by each change that the mutation check leaves out."""
    data = programme(code)
    viable = [one.data for one in mutants(data) if not list(problems_of(one.data))]
    hidden = [Rules.from_json(one) for one in viable if cannot_show(data, one, shipped())]
    return Rules.from_json(data), hidden


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


def turned(data):
    return [mutant.what["en"] for mutant in mutants(data)]


def with_version(data, **more):
    return {**data, "versions": [*data["versions"], {**data["versions"][0], **more}]}


class TestWhatIsTurned:
    def test_an_age_by_a_year_its_direction_and_its_counting(self):
        said = turned(rule(AGE))
        assert {"age 60 → 59", "age 60 → 61", "age ≥ 60 → < 60"} <= {
            one.removeprefix("date of birth: ") for one in said
        }
        assert sum("by birthday" in one for one in said) == 2

    @pytest.mark.parametrize(
        ("criterion", "what"),
        [
            ({"kind": "at_least", "fact": "birth_date", "value": "1933-01-01"}, "1933-01-01 → 1932-12-31"),
            ({"kind": "below", "fact": "residence_months", "value": 12}, "12 → 13"),
            ({"kind": "below", "fact": "residence_months", "value": 12}, "< → ≥"),
            ({"kind": "at_least", "fact": "income_per_head", "value": "1000"}, "1000 → 999"),
            ({"kind": "below", "fact": "income_per_head", "than": "local_standard", "times": "1.5"}, "× 1.5 → × 1.6"),
            (RURAL, "rural → urban"),
            ({"kind": "is", "fact": "hukou_here", "value": True}, "True → False"),
            ({"kind": "place", "fact": "hukou_here", "value": True}, "True → False"),
            ({"kind": "is", "fact": "marital_status", "value": "married"}, "married → ≠ married"),
            ({"kind": "one_of", "fact": "marital_status", "values": ["single", "widowed"]}, "“widowed” dropped"),
            ({"kind": "holds", "programme": "TF-D"}, "receives TF-D → does not"),
            ({"kind": "count", "at_least": 1, "at_most": 2}, "count at most: 2 → 3"),
            ({"kind": "exists", "where": {"kind": "is", "fact": "alive", "value": True}}, "one child → every child"),
            ({"kind": "exists", "where": {"kind": "is", "fact": "alive", "value": True}}, "True → False"),
            ({"kind": "any", "of": [RURAL, AGE]}, "any → all"),
            ({"kind": "all", "of": [RURAL, {"kind": "staff"}]}, "branch removed (staff)"),
            ({"kind": "unless", "of": RURAL}, "“unless” removed"),
            (RURAL, "criterion removed"),
        ],
    )  # fmt: skip
    def test_every_kind_of_criterion(self, criterion, what):
        assert any(what in one for one in turned(rule(criterion)))

    def test_amounts_their_guards_and_days(self):
        said = turned(
            rule(
                RURAL,
                amounts=[row("600", to="2022-12-31", guard=RURAL), row("960", **{"from": "2023-01-01"})],
            )
        )
        assert {
            "amount: 600 → 601",
            "guard negated",
            "guard removed",
            "amount from: 2023-01-01 → 2023-01-02",
        } <= set(said)

    def test_the_border_of_two_versions_moves_as_one(self):
        data = rule(RURAL)
        data["versions"][0]["to"] = "2022-12-31"
        data = with_version(data, **{"from": "2023-01-01", "to": None})
        moved = [one for one in mutants(data) if "2022-12-31" in one.what["en"]]
        assert [Rules.from_json(one.data).versions[1].data["from"] for one in moved] == [
            "2022-12-31",
            "2023-01-02",
        ]

    def test_variants(self):
        variant = {"id": "51", "name": {"zh": "四川", "en": "Sichuan"}, "areas": ["51"], "source": "law", "drop": ["c2"],
                   "criteria": [{"id": "c1", "text": {"zh": "满", "en": "age"}, "source": "law", **AGE, "years": 55}]}  # fmt: skip
        said = turned(rule(AGE, RURAL, variants=[variant]))
        assert {"variant removed", "c2 no longer dropped"} <= set(said)
        assert any("55 → 56" in one for one in said)

    def test_one_thing_at_a_time_and_the_rule_itself_stays_as_it_was(self):
        data = programme("JF")
        seen = [Rules.from_json(one.data).hash for one in mutants(data)]
        assert data == programme("JF")
        assert len(seen) == len(set(seen)) > 50
        assert Rules.from_json(data).hash not in seen


class TestWhatCannotShow:
    def test_a_row_that_starts_with_its_version_or_behind_another_row(self):
        data = rule(RURAL, amounts=[row("600", to="2022-12-31"), row("960", **{"from": "2023-01-01"})])
        moved = {
            one.what["en"]: cannot_show(data, one.data, shipped())
            for one in mutants(data)
            if "amount from" in one.what["en"]
        }
        assert moved == {
            "amount from: 2020-01-01 → 2019-12-31": True,
            "amount from: 2020-01-01 → 2020-01-02": False,
            "amount from: 2023-01-01 → 2022-12-31": True,
            "amount from: 2023-01-01 → 2023-01-02": False,
        }

    def test_a_regions_row_goes_before_the_nations_so_its_days_show(self):
        data = rule(RURAL, amounts=[row("600"), row("960", areas=["51"], **{"from": "2023-01-01"})])
        moved = [one for one in mutants(data) if "amount from: 2023" in one.what["en"]]
        assert [cannot_show(data, one.data, shipped()) for one in moved] == [False, False]

    def test_a_count_of_at_least_none(self):
        assert not any("→ -1" in one for one in turned(rule({"kind": "count", "at_least": 0, "at_most": 2})))

    @pytest.mark.parametrize(
        ("criteria", "hidden"),
        [
            # two girls among exactly two children: a third girl cannot be
            ([{"kind": "all", "of": [ALIVE(2, 2), GIRLS(2, 2)]}], "count at most: 2 → 3"),
            # who is under 50 on the day is under 60 as well
            ([{**AGE, "below": True}, {**AGE, "years": 50, "below": True}], "age 60 → 61"),
        ],
    )
    def test_a_bound_that_another_implies_is_not_counted(self, criteria, hidden):
        data = rule(*criteria)
        mutant = next(
            one
            for one in mutants(data)
            if hidden in one.what["en"] and cannot_show(data, one.data, shipped())
        )
        assert mutant not in survivors(data, [])

    def test_the_last_guard_of_two_is_implied_by_the_first(self):
        urban = {**RURAL, "value": "urban"}
        data = rule(AGE, amounts=[row("340", guard=urban), row("170", guard=RURAL)])
        removed = [one for one in mutants(data) if one.what["en"] == "guard removed"]
        assert [cannot_show(data, one.data, shipped()) for one in removed] == [False, True]

    @settings(max_examples=100, deadline=None)
    @given(
        st.sampled_from(["TF-B", "TF-D", "YE"]),
        st.integers(0),
        people,
        st.dates(date(2004, 1, 1), date(2028, 1, 1)),
    )
    def test_what_is_said_not_to_show_shows_in_nobody_drawn_at_random(self, code, which, facts, day):
        whole, hidden = hidden_in(code)
        one, two = (judge(rules, facts, day) for rules in (whole, hidden[which % len(hidden)]))
        assert (one.verdict, one.amount) == (two.verdict, two.amount)


class TestSurvivors:
    def test_a_threshold_nobody_stands_at_survives_and_is_named(self):
        cases = [case({"birth_date": "1950-01-01"}), case({"birth_date": "1990-01-01"}, "no")]
        left = survivors(rule(AGE), cases)
        assert any("60 → 61" in one.what["en"] for one in left)
        assert "c1" in {one.criterion_id for one in left}
        assert any(
            "Criterion c1 is untested" in said["en"] and "c1没有用例" in said["zh"] for said in untested(left)
        )

    def test_cases_at_the_edge_turn_every_change_red(self):
        cases = [
            case({"birth_date": "1966-01-15"}, on="2026-01-15"), case({"birth_date": "1966-01-16"}, "no", on="2026-01-15"),
            case({}, "not_in_force", on="2019-12-31"), case({}, "unknown", on="2020-01-01"),
        ]  # fmt: skip
        assert score(rule(AGE), cases).survivors == ()
        assert score(rule(AGE), cases).share == 1.0

    def test_a_case_that_is_red_already_kills_nothing(self):
        assert score(rule(AGE), [case({"birth_date": "1950-01-01"}, "no")]).killed == 0

    def test_hundreds_of_changes_take_no_time(self):
        began = time.process_time()
        result = score(programme("TF-C"), cases_of("TF-C") * 2)
        assert result.total > 100
        assert time.process_time() - began < 10
