"""The cases beside the rule: green or red as one looks, changed in the draft, proposed at the edges, sharp or not."""

import re

import pytest

from cms.admin.cases import Filled
from cms.models import Programme, RuleCase
from portal.roles import Role
from tests.cms.drafting import draft_cases, raise_amount, text_of
from tests.cms.filling import filled
from tests.cms.test_facts_form import as_posted
from tests.people import person

pytestmark = pytest.mark.django_db


def address(jf, rest=""):
    return f"/admin/rules/{jf.pk}/cases/{rest}"


def test_shipped_cases_are_green_and_a_changed_sum_turns_some_red(client, jf, editor):
    assert "全部用例都是绿的" in text_of(client.get(address(jf)))
    raise_amount(jf, editor)
    page = text_of(client.get(address(jf) + "?red=1"))
    assert "✗ 红" in page
    assert "应为" in page
    assert "960.00元" in page
    assert "1,000.00元" in page


def test_the_table_costs_the_same_for_two_cases_as_for_all(client, jf, editor, django_assert_max_num_queries):
    client.get(address(jf))
    with django_assert_max_num_queries(20):
        client.get(address(jf))
    assert len(draft_cases(jf)) > 20


def test_a_red_case_is_mended_by_taking_what_the_draft_says_and_stays_a_draft(client, jf, editor):
    raise_amount(jf, editor)
    place = next(n for n, case in enumerate(draft_cases(jf), 1) if case.amount == 960)
    form = filled(client.get(address(jf, f"{place}/")))
    taken = client.post(address(jf, f"{place}/"), form | {"take": ""})
    assert "1000" in filled(taken)["amount"]
    assert "草稿得出的正是所期望的" in text_of(taken)
    client.post(address(jf, f"{place}/"), filled(taken) | {"save": ""})
    assert draft_cases(jf)[place - 1].amount == 1000
    assert jf.latest_revision.user == editor
    assert not Programme.objects.get(pk=jf.pk).cases.filter(amount=1000).exists(), (
        "published is still the old one"
    )


def test_every_shipped_case_goes_through_its_form_and_back(programmes, rf):
    for programme in Programme.objects.published():
        rules = programme.as_rules
        for case in programme.cases.all():
            shown = Filled(rf.get("/"), rules, case)
            sent = as_posted(shown.facts)
            for name, values in as_posted(shown.form).lists():
                sent.setlist(name, values)
            back = Filled(rf.post("/", dict(sent.lists())), rules, case)
            assert back.valid, (case.name, back.form.errors, back.facts.errors)
            assert back.case().as_data() == case.as_data()


def test_a_new_case_a_copy_and_one_taken_out(client, jf):
    many = len(draft_cases(jf))
    form = filled(client.get(address(jf, "new/"))) | {
        "name": "只知道年份",
        "f-birth_date": "1950",
        "verdict": "unknown",
    }
    answer = client.post(address(jf, "new/"), form | {"save": ""}, follow=True)
    assert "只知道年份" in text_of(answer)
    cases = draft_cases(jf)
    place = next(n for n, case in enumerate(cases, 1) if case.name == "只知道年份")
    assert cases[place - 1].facts == {"birth_date": {"from": "1950-01-01", "to": "1950-12-31"}}
    copied = filled(client.get(address(jf, f"new/?like={place}")))
    assert copied["name"] == "只知道年份（副本）"
    client.post(address(jf, "new/"), copied | {"save": ""})
    assert len(draft_cases(jf)) == many + 2
    place = next(n for n, case in enumerate(draft_cases(jf), 1) if case.name == "只知道年份")
    gone = filled(client.get(address(jf, f"{place}/")))
    client.post(address(jf, f"{place}/out/"), {"mark": gone["mark"]})
    names = {case.name for case in draft_cases(jf)}
    assert "只知道年份" not in names
    assert "只知道年份（副本）" in names


def test_two_editors_at_once_lose_nothing(client, jf):
    form = filled(client.get(address(jf, "1/")))
    client.post(address(jf, "1/"), form | {"note": "第一位写的", "save": ""})
    late = client.post(address(jf, "1/"), form | {"note": "第二位写的", "save": ""})
    assert "期间有人改了用例" in text_of(late)
    assert "第二位写的" in late.content.decode()
    assert draft_cases(jf)[0].note == "第一位写的"


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"on": "someday"}, {"amount": "much"}, {"amount": "960", "verdict": "no"}, {"area": "x"},
     {"f-birth_date": "2023-02-29"}, {"verdict": "maybe"}, {"amount": "960", "period": ""}, {"on": ""}],
)  # fmt: skip
def test_wrong_input_gets_a_sentence_and_is_kept(client, jf, wrong):
    form = filled(client.get(address(jf, "1/"))) | wrong
    page = client.post(address(jf, "1/"), form | {"save": ""})
    assert page.status_code == 200
    assert "desk-wrong" in page.content.decode()
    name, value = next(iter(wrong.items()))
    if name != "verdict":
        assert filled(page).get(name, "") == value


def test_edges_are_proposed_and_only_the_ticked_are_kept(client, jf):
    many = sum(case.generated for case in draft_cases(jf))
    page = client.get(address(jf, "edges/?base=1"))
    proposed = re.findall(r'name="case"\s+value="(\w+)"', page.content.decode())
    assert proposed
    assert "请勾选要保留的用例" in text_of(client.post(address(jf, "edges/?base=1"), {"keep": ""}))
    client.post(address(jf, "edges/?base=1"), {"keep": "", "case": proposed[:2]})
    kept = [case for case in draft_cases(jf) if case.generated]
    assert len(kept) == many + 2
    assert "全部用例都是绿的" in text_of(client.get(address(jf)))


def test_a_criterion_no_case_looks_at_is_named(client, jf, editor):
    draft = jf.get_latest_revision_as_object()
    draft.cases.set([RuleCase(name="不在实行期", on="2003-01-01", verdict="not_in_force")])
    draft.save_revision(user=editor)
    assert "开始" in text_of(client.get(address(jf, "sharp/")))
    page = text_of(client.post(address(jf, "sharp/")))
    assert "没有用例测到" in page


def test_a_draft_that_is_no_rule_yet_says_what_to_mend(client, jf, editor):
    draft = jf.get_latest_revision_as_object()
    draft.rule_versions.set([])
    draft.save_revision(user=editor, clean=False)
    assert "草稿还不是一条完整的规则" in text_of(client.get(address(jf)))
    for rest in ("1/", "new/", "edges/", "sharp/"):
        assert client.get(address(jf, rest)).status_code == 302


def test_what_is_being_approved_is_not_changed_under_the_approvers_eyes(client, jf, editor):
    jf.locked, jf.locked_by = True, person(Role.REVIEWER, "安禾县")
    jf.save()
    form = filled(client.get(address(jf, "1/")))
    client.post(address(jf, "1/"), form | {"note": "改一下", "save": ""})
    assert draft_cases(jf)[0].note != "改一下"


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER])
def test_who_does_not_edit_rules_finds_no_cases(client, jf, role):
    client.force_login(person(role, "安禾县"))
    for rest in ("", "1/", "new/", "edges/", "sharp/"):
        assert client.get(address(jf, rest)).status_code == 404
        assert client.post(address(jf, rest)).status_code == 404
