"""Staff at the rules: a clerk checks what somebody can get, in both languages, on a phone and on a desk."""

import pytest

from tests.journeys.test_in_a_browser import sign_in


@pytest.fixture(params=["zh-hans", "en"])
def tongue(request, home, look, width):
    """The back office in this language, on a page high enough to be seen whole."""
    profiles = """INSERT INTO wagtailusers_userprofile (user_id, submitted_notifications, approved_notifications,
        rejected_notifications, updated_comments_notifications, preferred_language, current_time_zone, avatar,
        dismissibles, theme, contrast, density, keyboard_shortcuts)
        SELECT id, true, true, true, true, %s, '', '', '{}', 'light', 'system', 'default', true FROM portal_user
        ON CONFLICT (user_id) DO UPDATE SET preferred_language = EXCLUDED.preferred_language RETURNING id"""
    home.rows(profiles, request.param)
    look.set_viewport_size({"width": width, "height": 2600})
    return request.param


def test_a_clerk_checks_a_mother_and_prints_the_notice(home, look, shot, tongue):
    sign_in(look, home, "liuhe-wenshu")
    look.goto(f"{home.address}/admin/check/")
    shot(f"check-empty-{tongue}")
    look.fill("input[name='f-birth_date']", "1960")
    look.locator("input[name='f-hukou_kind'][value=rural]").check()
    look.locator("button[name='f-more']").click()
    look.locator("input[name='f-child-12.alive'][value=True]").check()
    shot(f"check-filled-{tongue}")
    look.locator("details button[name=check]").click()
    look.wait_for_selector(".desk-result")
    shot(f"check-results-{tongue}")
    look.locator("button[name=print][value=page]").click()
    look.wait_for_selector(".signed")
    shot(f"notice-{tongue}")
    look.locator("form.beside button").click()
    look.wait_for_selector(".desk-result")


def test_an_editor_looks_at_the_cases_tries_one_and_asks_for_edges(home, look, shot, tongue):
    sign_in(look, home, "bianji")
    number = home.rows("SELECT id FROM cms_programme WHERE code = 'JF'")[0][0]
    cases = f"/admin/rules/{number}/cases/"
    look.goto(f"{home.address}{cases}")
    look.wait_for_selector(".desk-cases .desk-holds")
    shot(f"cases-{tongue}")
    look.goto(f"{home.address}{cases}1/")
    shot(f"case-{tongue}")
    look.locator("input[name='f-hukou_kind'][value=urban]").check()
    look.locator("button[name=look]:not(.desk-enter)").click()
    look.wait_for_selector(".desk-result.desk-no")
    shot(f"case-red-{tongue}")
    look.goto(f"{home.address}/admin/rules/{number}/try/?case=1")
    look.wait_for_selector(".desk-sms")
    shot(f"try-{tongue}")
    look.goto(f"{home.address}{cases}edges/?base=1")
    shot(f"edges-{tongue}")
    look.goto(f"{home.address}{cases}")
    look.locator("button[form=sharp]").click()
    look.wait_for_selector("text=/%/")
    shot(f"sharp-{tongue}")
    look.goto(f"{home.address}/admin/snippets/cms/programme/edit/{number}/")
    look.locator(
        "[role=tab][href*='case'], [role=tab]:has-text('用例'), [role=tab]:has-text('Cases')"
    ).first.click()
    look.wait_for_selector("a.button[href*='/try/']")
    shot(f"cases-tab-{tongue}")
