"""A region replaces whole criteria and has its own amounts; nobody's region is the nation."""

from datetime import date
from decimal import Decimal

from cms.eligibility import Rules, judge, judge_fully

ON = date(2026, 11, 24)
TEXT = {"zh": "x", "en": "x"}


def row(value, **more):
    return {"from": None, "to": None, "value": value, "period": "year", "per": "person", **more}


RULE = Rules.from_json(
    {
        "code": "R",
        "name": TEXT,
        "sources": {},
        "versions": [
            {
                "from": "2012-01-01",
                "criteria": [
                    {"id": "age", "kind": "age", "fact": "birth_date", "years": 60},
                    {"id": "both", "kind": "is", "fact": "spouse.hukou_kind", "value": "rural"},
                ],
                "amounts": [row("960"), row("1440", areas=["45"]), row("1500", areas=["4501"])],
                "variants": [
                    {
                        "id": "self only",
                        "areas": ["34"],
                        "criteria": [{"id": "both", "kind": "is", "fact": "hukou_kind", "value": "rural"}],
                    },
                    {
                        "id": "women from 55",
                        "areas": ["3418"],
                        "drop": ["both"],
                        "criteria": [{"id": "age", "kind": "age", "fact": "birth_date", "years": 55}],
                    },
                ],
            }
        ],
    }
)
SIXTY = {"birth_date": "1966-11-24", "hukou_kind": "rural", "spouse": {"hukou_kind": "urban"}}


def test_without_a_region_the_national_rule_holds():
    assert judge(RULE, SIXTY, ON).verdict == "no"


def test_a_variant_replaces_a_whole_criterion_by_its_id():
    said = judge(RULE, SIXTY, ON, "340100")
    assert (said.verdict, said.amount) == ("yes", Decimal(960))


def test_the_nearest_variant_counts_and_may_drop_criteria():
    said = judge(RULE, {"birth_date": "1971-11-24"}, ON, "341802101001")
    assert said.verdict == "yes"
    assert judge(RULE, {"birth_date": "1971-11-24"}, ON, "340102").verdict == "no"


def test_the_nearest_amount_counts():
    facts = SIXTY | {"spouse": {"hukou_kind": "rural"}}
    sums = [judge(RULE, facts, ON, area).amount for area in ("", "11", "4502", "450102")]
    assert sums == [Decimal(960), Decimal(960), Decimal(1440), Decimal(1500)]


def test_the_day_a_no_opens_is_the_region_s_own():
    facts = {"birth_date": "1972-01-05", "hukou_kind": "rural"}
    assert judge_fully(RULE, facts, ON, "3418").opens_on == date(2027, 1, 5)
    assert judge_fully(RULE, facts, ON, "34").opens_on == date(2032, 1, 5)
