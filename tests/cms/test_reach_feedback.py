"""“Was this page useful?”, from the page to the desk of whoever looks after it."""

import pytest

from cms.models import Feedback
from portal.roles import Role
from tests.cms.small_site import a_guide, a_policy, small_site
from tests.people import person, place
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db
TOLD = {
    "page": "/policies/gaoling/",
    "useful": "0",
    "reason": "wrong",
    "words": "年龄写错了，我的电话13800138000。",
    "once": "a",
}


@pytest.fixture
def policy():
    site = small_site()
    a_guide(site.guides)
    return a_policy(site.policies, area=place("柳河村"))


def send(client, **changes):
    return client.post("/feedback/", {**TOLD, **changes})


def test_the_page_itself_sets_no_cookie_and_leads_to_the_form(client, policy):
    answer = client.get("/guides/butie/")
    assert not answer.cookies
    assert "/feedback/?page=/guides/butie/&amp;useful=0" in answer.content.decode()
    form = client.get("/feedback/?page=/policies/gaoling/&useful=0&reason=wrong").content.decode()
    assert "关于“高龄津贴”" in form
    assert form.count("checked") == 2


def test_a_word_reaches_the_page_its_place_and_its_reason_without_any_number(client, policy):
    assert send(client)["Location"] == "/feedback/thanks/?page=/policies/gaoling/"
    row = Feedback.objects.get()
    assert (row.page_id, row.area.name, row.reason, row.state) == (policy.pk, "柳河村", "wrong", "open")
    assert row.words == "年龄写错了，我的电话****8000。"
    assert "/policies/gaoling/" in client.get("/feedback/thanks/?page=/policies/gaoling/").content.decode()


def test_the_same_form_twice_is_kept_once(client, policy):
    send(client), send(client), send(client, once="b")
    assert Feedback.objects.count() == 2


def test_a_plain_yes_asks_nothing_of_anybody(client, policy):
    send(client, useful="1", words="", reason="")
    assert Feedback.objects.get().state == "done"
    send(client, useful="1", words="很清楚，谢谢", once="c")
    assert Feedback.objects.open().count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"useful": ""}, "请选有用或没用"), ({"useful": "7"}, "选择"), ({"reason": "x"}, "选择"), ({"words": "长" * 2001}, "2000")],
)  # fmt: skip
def test_bad_input_is_told_what_to_do_and_keeps_the_words(client, policy, changes, says):
    page = send(client, **changes).content.decode()
    assert says in page
    assert (changes.get("words") or TOLD["words"])[:6] in page
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "said", ["//elsewhere.example/", "https://elsewhere.example/", "javascript:1", "", "/x\x00y" + "z" * 900]
)
def test_no_address_of_elsewhere_is_taken_for_a_page(client, policy, said):
    answer = client.get("/feedback/", {"page": said})
    assert answer.status_code == 200
    ways = [link["href"] for link in Page(answer.content.decode()).all("a")]
    assert not [way for way in ways if way.startswith(("//", "http", "javascript"))]
    assert send(client, page=said).status_code == 302


def test_machines_and_floods_leave_nothing(client, policy):
    send(client, website="http://x")
    assert not Feedback.objects.exists()
    for number in range(32):
        answer = send(client, once=str(number))
    assert "一小时内提交得太多" in answer.content.decode()
    assert Feedback.objects.count() == 30


def test_the_editor_of_that_place_finds_it_mends_it_and_can_open_it_again(client, policy, settings):
    settings.DEMO = True
    send(client)
    row = Feedback.objects.get()
    client.force_login(person(Role.EDITOR, "安禾县"))
    assert "有1位读者对页面留了话" in client.get("/admin/").content.decode()
    assert "高龄津贴" in client.get("/admin/page-feedback/").content.decode()
    word = f"/admin/page-feedback/{row.pk}/word/"
    assert "年龄写错了" in client.get(word).content.decode()
    client.post(word, {"to": "done", "note": "已改成80岁"})
    row.refresh_from_db()
    assert (row.state, row.note, row.by.last_name) == ("done", "已改成80岁", "王")
    client.post(word, {"to": "answered"})
    row.refresh_from_db()
    assert row.state == "done", "the second of two who settle it is told so"
    client.post(word, {"to": "open"})
    row.refresh_from_db()
    assert (row.state, row.by, row.at) == ("open", None, None)
    assert client.post(word, {"to": "gone"}).status_code == 404


def test_an_editor_of_another_place_does_not_see_it(client, policy, settings):
    settings.DEMO = True
    send(client)
    client.force_login(person(Role.EDITOR, "青石镇"))
    assert client.get(f"/admin/page-feedback/{Feedback.objects.get().pk}/word/").status_code == 404
    assert "高龄津贴" not in client.get("/admin/page-feedback/").content.decode()
    assert "位读者" not in client.get("/admin/").content.decode()
