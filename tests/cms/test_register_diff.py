"""Before a draft is approved somebody sees whom it gives and whom it takes."""

from copy import deepcopy
from datetime import date

import pytest
from wagtail.models import Revision

from cms.eligibility import Rules, judge
from cms.models import DiffSeen, Programme
from cms.register_diff import GROUPS, Sight, compare, seen, verdicts
from portal import registries
from portal.registries import Registry
from portal.roles import Role
from tests.cms.test_answers import FACTS, the_rules
from tests.people import person, place

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
OLD_ENOUGH = {**FACTS, "birth_date": "1962-01-01"}
VERY_OLD = {
    **FACTS,
    "birth_date": "1940-01-01",
    "children": [{"birth_date": "1965-01-01", "sex": "f", "alive": True}],
}
PEOPLE = [
    ("1", "王小明", "990001101001", OLD_ENOUGH),
    ("2", "李建国", "990001101002", VERY_OLD),
    ("3", "张桂英", "990001102001", OLD_ENOUGH),
    ("4", "刘秀兰", "990001102001", {}),
]


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True
    place("青石村"), place("柳河村")


@pytest.fixture
def register(monkeypatch):
    """Four people, in two chunks."""
    with_people = Registry("No register is connected.")
    with_people.add("four", lambda: iter([PEOPLE[:3], PEOPLE[3:]]))
    monkeypatch.setattr(registries, "registers", with_people)


def seventy(rule) -> None:
    for node in rule["versions"][-1]["criteria"]:
        if node["kind"] == "age":
            node["years"] = 70


def draft(edit=seventy) -> Programme:
    """An editor's draft beside the live text."""
    programme = Programme.objects.get(code="JF")
    data = deepcopy(programme.rule)
    edit(data)
    programme.fill(data).save_revision()
    return Programme.objects.get(code="JF")


def drafted(programme) -> Rules:
    return Rules.from_json(programme.get_latest_revision().as_object().rule)


def test_it_counts_who_gains_who_loses_and_who_gets_another_sum(programmes, register):
    live = the_rules()
    diff = compare(drafted(draft()), live, ON, Sight())
    assert diff.people == 4
    assert {group: diff.total(group) for group in GROUPS} == {**dict.fromkeys(GROUPS, 0), "loses": 2}
    assert diff.counts["loses"] == {"990001101": 1, "990001102": 1}
    back = compare(live, drafted(Programme.objects.get(code="JF")), ON, Sight())
    assert back.total("gains") == 2


def test_without_a_live_text_everybody_entitled_gains(programmes, register):
    diff = compare(the_rules(), None, ON, Sight())
    assert (diff.total("gains"), diff.total("unknown")) == (3, 1)


def test_the_columns_say_what_the_traced_evaluator_says(programmes):
    for code in ("JF", "YE", "TF-D", "TF-C"):
        rules = the_rules(code)
        judged = [judge(rules, facts, ON) for *_rest, facts in PEOPLE]
        assert verdicts(rules, PEOPLE, ON) == [(one.verdict, one.amount) for one in judged]


def test_a_place_with_its_own_sum_counts_with_it(programmes, register):
    def more_in_one_town(rule):
        rows = rule["versions"][-1]["amounts"]
        rows.insert(0, {**rows[-1], "value": "1200", "areas": ["990001102"]})

    diff = compare(drafted(draft(more_in_one_town)), the_rules(), ON, Sight())
    assert diff.counts["amount"] == {"990001102": 1}


def test_names_are_listed_only_where_one_looks_after_and_masked_without_the_right(programmes, register):
    draft_rules, live = drafted(draft()), the_rules()
    assert not compare(draft_rules, live, ON, Sight()).names
    here = compare(draft_rules, live, ON, Sight(lists=["990001101"])).names["loses"]
    assert [(one.label, one.area) for one in here] == [("王**", "990001101001")]
    whole = compare(draft_rules, live, ON, Sight(lists=["990001101"], whole_names=["990001101"])).names[
        "loses"
    ]
    assert [one.label for one in whole] == ["王小明"]


class TestThePage:
    @pytest.fixture
    def approver(self, client):
        user = person(Role.REVIEWER, "青石镇")
        client.force_login(user)
        return user

    def test_opening_it_is_what_approving_asks_for(self, programmes, register, client, approver):
        programme = draft()
        revision = programme.get_latest_revision()
        assert not seen(revision, approver)
        page = client.get(f"/admin/rules/{programme.pk}/register/").content.decode()
        assert seen(revision, approver)
        assert not seen(revision, person(Role.REVIEWER, "安禾县")), "each looks for themselves"
        assert "青石镇" in page
        assert "柳河镇" in page
        assert "王**" in page
        assert "王小明" not in page
        assert "张" not in page, "another town's people are a figure"
        client.get(f"/admin/rules/{programme.pk}/register/")
        assert DiffSeen.objects.count() == 1

    def test_a_newer_revision_asks_anew(self, programmes, register, client, approver):
        programme = draft()
        client.get(f"/admin/rules/{programme.pk}/register/")
        newer = draft(lambda rule: rule["name"].update(zh="别的")).get_latest_revision()
        assert isinstance(newer, Revision)
        assert not seen(newer, approver)

    def test_without_a_register_the_page_says_so_and_nothing_is_required(
        self, programmes, client, approver, monkeypatch
    ):
        monkeypatch.setattr(registries, "registers", Registry("No register is connected."))
        programme = draft()
        page = client.get(f"/admin/rules/{programme.pk}/register/").content.decode()
        assert "没有接入人员名册" in page
        assert seen(programme.get_latest_revision(), approver)
        assert not DiffSeen.objects.exists()

    @pytest.mark.parametrize("role", [Role.CLERK, Role.OPERATOR, Role.MANAGER])
    def test_who_has_nothing_to_do_with_rules_does_not_see_it(self, programmes, register, client, role):
        programme = draft()
        client.force_login(person(role, "安禾县"))
        assert client.get(f"/admin/rules/{programme.pk}/register/").status_code == 404
