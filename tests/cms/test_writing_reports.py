"""What waits for whoever writes pages: to look at again, to mend, links that lead nowhere, twins that lag."""

import re
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone
from wagtail.models import Locale

from cms.editing import checks, gaps, links
from cms.models import NewsPage, PageLink
from cms.tasks import look_at_links
from portal.home import tasks_of
from portal.roles import Role
from tests.cms.pages import County, some_news
from tests.people import person, place

pytestmark = pytest.mark.django_db
REPORTS = ["review", "words", "links", "calendar", "translations"]


@pytest.fixture
def county(settings):
    settings.DEMO = True
    return County()


@pytest.fixture
def clerk(county, client):
    user = person(Role.CLERK, "青石村")
    client.force_login(user)
    client.get("/admin/")
    return user


def report(client, slug, **asked) -> str:
    answer = client.get(f"/admin/reports/writing/{slug}/", asked)
    assert answer.status_code == 200
    return answer.text


def long_ago(page):
    type(page).objects.filter(pk=page.pk).update(last_checked=date(2026, 1, 1))


def test_pages_nobody_looked_at_for_long_are_listed_and_stand_on_the_desk(county, client, clerk):
    for name in ("青石村", "石桥村"):
        long_ago(county.news[name])
    text = report(client, "review")
    assert "青石村修路" in text
    assert "石桥村修路" not in text
    (task,) = [task for task in tasks_of(clerk) if task.address.endswith("/writing/review/")]
    assert task.count == 1


def test_a_page_is_due_a_fortnight_before_its_day(county, client, clerk):
    page = county.news["青石村"]
    page.check_every = 1
    page.last_checked = timezone.localdate() - timedelta(days=10)
    page.save()
    assert "青石村修路" not in report(client, "review")
    page.last_checked = timezone.localdate() - timedelta(days=25)
    page.save()
    assert "青石村修路" in report(client, "review")


def test_what_pages_lack_and_say_badly_is_listed_with_field_and_place(county, client):
    NewsPage.objects.filter(pk=county.news["青石村"].pk).update(
        summary="路修好了。\n找王大妈 13800138000 报名。"
    )
    client.force_login(person(Role.EDITOR, "安禾县"))
    text = report(client, "words")
    assert "第 2 行" in text
    assert "138…00" in text
    assert "要带哪些材料" in text, "the guide has no papers"


def test_reports_are_taken_away_as_a_spreadsheet(county, client, clerk):
    long_ago(county.news["青石村"])
    answer = client.get("/admin/reports/writing/review/", {"export": "xlsx"})
    book = openpyxl.load_workbook(
        BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    )
    rows = list(book.active.values)
    assert rows[1][0] == "青石村修路"
    assert "青石村修路" in b"".join(client.get("/admin/reports/writing/review/", {"export": "csv"})).decode()


@pytest.mark.parametrize("slug", REPORTS)
def test_reports_are_closed_to_who_writes_no_pages_and_cost_the_same_with_many(
    county, client, slug, django_assert_max_num_queries
):
    client.force_login(person(Role.AUDITOR, "安禾县"))
    assert client.get(f"/admin/reports/writing/{slug}/").status_code == 404
    client.force_login(person(Role.CLERK, "青石村"))
    report(client, slug)
    for number in range(15):
        page = some_news(f"第{number}条", place("青石村"))
        page.last_checked = date(2026, 1, 1)
        county.villages["青石村"].add_child(instance=page)
    with django_assert_max_num_queries(45):
        report(client, slug)


def test_links_inside_are_looked_up_and_those_outside_only_read(county, client, clerk):
    page = county.news["青石村"]
    gone = county.drafts["青石村"]
    body = [
        ("words", f'<p><a linktype="page" id="{county.policy.pk}">政策</a> <a linktype="page" id="{gone.pk}">草稿</a> '
         '<a href="/policies/nothing/">没有</a> <a href="/check/">查</a> <a href="https://example.org/x">外面</a> '
         '<a href="https://nowhere/">写错</a></p>'),
    ]  # fmt: skip
    NewsPage.objects.get(pk=page.pk)
    page = NewsPage.objects.get(pk=page.pk)
    page.body = [(kind, _rich(words)) for kind, words in body]
    page.save()
    assert look_at_links() == 3
    states = dict(PageLink.objects.filter(page_id=page.pk).values_list("address", "state"))
    assert states == {
        f"page:{county.policy.pk}": "good", f"page:{gone.pk}": "broken", "/policies/nothing/": "broken",
        "/check/": "good", "https://example.org/x": "unchecked", "https://nowhere/": "broken",
    }  # fmt: skip
    text = report(client, "links")
    assert "/policies/nothing/" in text
    page.body = []
    page.save()
    assert look_at_links() == 0
    assert not PageLink.objects.filter(page_id=page.pk).exists()


def _rich(words):
    from wagtail.rich_text import RichText

    return RichText(words)


def test_an_english_page_behind_its_chinese_one_is_named(county, client):
    english = Locale.objects.get_or_create(language_code="en")[0]
    twin = county.policy.copy_for_translation(english, copy_parents=True)
    twin.title = "Old age allowance"
    twin.save_revision().publish()
    client.force_login(person(Role.EDITOR, "安禾县"))
    assert "Old age allowance" not in report(client, "translations")
    county.policy.save_revision().publish()
    assert "Old age allowance" in report(client, "translations")


def test_an_editor_of_pages_starts_a_translation_of_ones_own_only(county, client, clerk):
    Locale.objects.get_or_create(language_code="en")
    assert client.get(f"/admin/translation/submit/page/{county.news['青石村'].pk}/").status_code == 200
    assert client.get(f"/admin/translation/submit/page/{county.news['石桥村'].pk}/").status_code == 404


def test_the_clerks_desk_leads_to_the_page_below_which_she_writes(county, client, clerk):
    tasks = [task for task in tasks_of(clerk) if "青石村" in task.says]
    (task,) = [task for task in tasks if "/pages/" in task.address and "/pages/add/" not in task.address]
    page = client.get(task.address).text
    assert "青石村修路" in page


def test_any_text_can_be_asked_about(county):
    (one,) = checks.problems({"说明": "请报身份证11010519491231002X。"})
    assert one.refuse
    assert one.field == "说明"
    assert "11010519491231002" not in one.sentence


def test_a_policy_says_by_which_document_and_a_guide_what_to_bring(county):
    county.policy.reference = ""
    assert len(gaps.of_page(county.policy)) == 1
    assert len(gaps.of_page(county.guide)) >= 5


def test_a_link_to_nowhere_of_another_kind_is_not_taken_for_good():
    assert links.outside("https://no dots/") == PageLink.State.BROKEN


def test_one_click_from_the_desk_leads_to_the_form_for_news_below_her_village(county, client, clerk):
    village = county.villages["青石村"].pk
    (task,) = [task for task in tasks_of(clerk) if task.address.endswith(f"/cms/newspage/{village}/")]
    assert "summary" in client.get(task.address).context["form"].fields


def test_kinds_of_pages_are_named_in_chinese_with_what_they_are_for(county, client, clerk):
    offered = client.get(f"/admin/pages/{county.villages['青石村'].pk}/add_subpage/").context["page_types"]
    assert offered
    for name, _app, model, says in offered:
        assert re.search("[一-鿿]", str(name)), model
        assert re.search("[一-鿿]", str(says)), model


@pytest.mark.parametrize("role", [Role.CLERK, Role.EDITOR, Role.MANAGER])
def test_no_report_offered_is_closed(county, client, role):
    client.force_login(person(role, "青石村" if role == Role.CLERK else "安禾县"))
    client.get("/admin/")
    page = client.get("/admin/").text
    offered = set(re.findall(r'"url": "(/admin/reports/[^"]+)"', page))
    assert len(offered) > 4
    for link in offered:
        assert client.get(link).status_code == 200, link
