"""The draft tried at once: verdict, tree and text message for any case or facts, before anybody publishes it."""

import pytest

from portal.segments import segments
from tests.cms.drafting import draft_cases, raise_amount, text_of
from tests.cms.filling import filled

pytestmark = pytest.mark.django_db


def address(jf):
    return f"/admin/rules/{jf.pk}/try/"


def test_a_case_is_tried_on_the_draft_not_on_what_is_published(client, jf, editor):
    raise_amount(jf, editor)
    place = next(n for n, case in enumerate(draft_cases(jf), 1) if case.amount == 960)
    page = text_of(client.get(f"{address(jf)}?case={place}"))
    assert "可以享受 1,000元 每人 每年" in page
    assert "✗ 应为符合" in page
    assert "✓ 符合 本人年满60周岁" in page
    assert "按您说的，可以领奖励扶助，每人每年1000元。" in page
    assert "From what you say, you can get the rural reward: 1000 yuan per person a year." in page


def test_the_message_is_counted_as_it_would_be_billed(client, jf):
    page = client.get(f"{address(jf)}?case=1")
    for message in page.context["texts"]:
        assert message.segments == segments(message.text)
        said = f"{len(message.text)}个字符，计{message.segments}条短信"
        assert said in text_of(page)


def test_facts_typed_by_hand_and_another_day(client, jf):
    form = filled(client.get(address(jf)))
    page = client.post(address(jf), form | {"f-birth_date": "1966-11-23", "on": "2026-11-22", "look": ""})
    assert "还没有满60周岁" in text_of(page)
    later = client.post(address(jf), form | {"f-birth_date": "1966-11-23", "on": "2026-11-23", "look": ""})
    assert "还没有满60周岁" not in text_of(later)
    assert filled(later)["f-birth_date"] == "1966-11-23"


def test_a_chosen_case_brings_its_facts_into_the_form(client, jf):
    form = filled(client.get(address(jf)))
    page = client.post(address(jf), form | {"case": "1", "f-birth_date": "1900", "choose": ""})
    assert filled(page)["f-birth_date"] == draft_cases(jf)[0].facts["birth_date"]


@pytest.mark.parametrize(
    "wrong", [{"f-birth_date": "soon"}, {"on": "soon"}, {"case": "99999999"}, {"area": "x' --"}]
)
def test_wrong_input_is_no_end(client, jf, wrong):
    form = filled(client.get(address(jf)))
    assert client.post(address(jf), form | wrong | {"look": ""}).status_code == 200


def test_the_programmes_list_leads_to_cases_and_to_the_panel(client, jf):
    page = client.get("/admin/snippets/cms/programme/").content.decode()
    assert f"/admin/rules/{jf.pk}/cases/" in page
    assert address(jf) in page


def test_the_rules_own_form_leads_there_too(client, jf):
    page = client.get(f"/admin/snippets/cms/programme/edit/{jf.pk}/").content.decode()
    assert address(jf) in page
