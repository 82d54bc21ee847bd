"""Somebody stands at the desk: facts in, verdicts with reasons out, a notice to take home."""

import html
import re

import pytest

from cms.models import Answer, Programme
from portal import print
from portal.roles import Role
from tests.cms.filling import filled
from tests.people import person
from tests.portal.pdf_text import words_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/check/"
RURAL_MOTHER = {
    "f-birth_date": "1960-05-01", "f-hukou_kind": "rural", "f-hukou_here": "True", "f-marital_status": "married",
    "f-ever_had_living_child": "True", "f-spouse.hukou_kind": "rural", "f-births_confirmed": "True",
    "f-children": "all", "f-rows": "12", "f-child-12.alive": "True", "f-child-12.sex": "m", "on": "2026-11-22",
}  # fmt: skip


@pytest.fixture
def clerk(client, settings, programmes):
    settings.DEMO = True
    user = person(Role.CLERK, "柳河村")
    client.force_login(user)
    return user


def sent(client, button="check", **changes):
    """The page filled in by hand and sent by this button."""
    data = filled(client.get(PAGE)) | RURAL_MOTHER | changes
    return client.post(PAGE, data | ({button: "page"} if button == "print" else {button: ""}))


def text_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page.content.decode())).split())


def test_a_clerk_sees_each_programme_with_sum_reasons_and_source(client, clerk):
    page = text_of(sent(client))
    assert "✓ 可以享受 农村部分计划生育家庭奖励扶助 960元 每人 每年" in page
    assert "本人年满60周岁 宣州区政府" in page


def test_what_is_missing_and_what_staff_confirm_is_named(client, clerk):
    page = text_of(sent(client, **{"f-births_confirmed": "", "f-hukou_kind": ""}))
    assert "还缺： 户口性质" in page
    page = text_of(sent(client, **{"f-births_confirmed": ""}))
    assert "需工作人员核定： 乡镇对生育情况的确认" in page
    assert "核定后： 960元 每人 每年" in page


def test_the_day_it_opens_is_told(client, clerk):
    page = text_of(sent(client, **{"f-birth_date": "1966-11-23"}))
    assert "2026年11月23日起全部符合。" in page


def test_one_more_child_loses_nothing_typed(client, clerk):
    data = filled(client.get(PAGE)) | RURAL_MOTHER | {"f-birth_date": "someday", "f-more": "1"}
    page = filled(client.post(PAGE, data))
    assert page["f-birth_date"] == "someday"
    assert page["f-rows"] == "12 13"
    assert page["f-child-12.sex"] == "m"


def test_wrong_input_is_named_and_no_verdict_is_given(client, clerk):
    page = sent(client, **{"f-birth_date": "2023-02-29"})
    assert "日历上没有这一天。" in text_of(page)
    assert "desk-result" not in page.content.decode()
    for bad in ({"on": "soon"}, {"on": "0001-01-01"}, {"programmes": []}, {"programmes": ["nothing"]}):
        answer = sent(client, **bad)
        assert answer.status_code == 200
        assert "desk-wrong" in answer.content.decode(), bad


def test_the_notice_names_all_but_the_person_and_is_kept_by_no_cache(client, clerk):
    page = sent(client, "print", language="zh-hans")
    text = text_of(page)
    for said in ("惠民政策核对结果", "姓名：", "出生日期 1960年5月1日", "960元", "户口簿", "国办发〔2004〕21号", "规则 JF",
                 "第1个孩子", "男", "经办人签字"):  # fmt: skip
        assert said in text, said
    assert "no-store, private" in page["Cache-Control"]
    assert "1960" not in page.request["QUERY_STRING"]
    back = filled(page)
    assert back["f-birth_date"] == "1960-05-01"
    assert "desk-result" in client.post(PAGE, back | {"check": ""}).content.decode()


def test_the_notice_speaks_the_language_of_who_takes_it_home(client, clerk):
    text = text_of(sent(client, "print", language="en"))
    assert "Result of an entitlement check" in text
    assert "Date of birth 1 May 1960" in text
    assert "惠民政策核对结果" not in text


@pytest.mark.skipif(
    not print.can_pdf(), reason="apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"
)
def test_the_notice_as_a_pdf(client, clerk):
    data = filled(client.get(PAGE)) | RURAL_MOTHER | {"print": "pdf"}
    answer = client.post(PAGE, data)
    assert answer["Content-Disposition"] == 'attachment; filename="notice.pdf"'
    assert "960元" in words_of(answer.content)


def test_another_outcome_needs_its_reason(client, clerk):
    other = {"outcome-JF": "no", "because-JF": ""}
    assert "请写明理由" in text_of(sent(client, "print", **other))
    assert "惠民政策核对结果" not in text_of(sent(client, "print", **other))
    text = text_of(sent(client, "print", **other | {"because-JF": "户口已于上月迁出。"}))
    assert "办理单位另有认定： 不符合. 户口已于上月迁出。" in text


def test_what_was_told_is_kept_once_with_who_told_it_and_where_the_facts_are_from(client, clerk):
    data = filled(client.get(PAGE)) | RURAL_MOTHER | {"outcome-JF": "no", "because-JF": "户口已迁出。"}
    for _again in range(2):
        client.post(PAGE, data | {"print": "page"})
    kept = Answer.objects.get(programme="JF")
    many = Programme.objects.published().count()
    assert Answer.objects.count() == many
    assert (kept.channel, kept.by, kept.override, kept.override_reason) == (
        "desk",
        clerk,
        "no",
        "户口已迁出。",
    )
    assert (kept.origins["births_confirmed"], kept.origins["birth_date"]) == ("staff", "told")
    assert kept.verdict["verdict"] == "yes"
    client.post(PAGE, data | {"keep": "1", "f-sex": "f"})
    assert Answer.objects.count() == 2 * many


def test_only_looking_keeps_nothing(client, clerk):
    sent(client)
    assert not Answer.objects.exists()


def test_who_only_pays_or_visits_has_no_such_screen(client, settings, programmes):
    settings.DEMO = True
    client.force_login(person(Role.PREPARER, "柳河村"))
    assert client.get(PAGE).status_code in {302, 403}
    assert "/admin/check/" not in client.get("/admin/").content.decode()


def test_the_check_stands_on_the_clerks_desk_and_costs_few_queries(
    client, clerk, django_assert_max_num_queries
):
    assert "/admin/check/" in client.get("/admin/").content.decode()
    with django_assert_max_num_queries(26):
        sent(client)
