"""A quarter's accounts: from a spreadsheet with a wrong sum to the board, an objection, its answer, a correction."""

import pytest

from tests.cms.open_affairs import accounts_file
from tests.journeys.test_in_a_browser import sign_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def width():
    """The clerk's laptop; the pages for everybody are looked at on a phone as well."""
    return 1280


def test_a_clerk_publishes_a_quarter_and_a_resident_objects(home, look, shot, browser):
    desk = Desk(home, look, shot)
    draft = desk.clerk_begins_the_quarter()
    desk.a_wrong_sum_is_refused_with_its_cell(draft)
    desk.mended_it_is_sent(draft)
    address = desk.the_supervisor_approves(draft)
    number, code = resident_objects(home, browser, shot, address)
    desk.the_supervisor_answers(number)
    resident_reads_the_answer(home, browser, number, code)
    desk.the_clerk_corrects(draft, address)


class Desk:
    """Clerk and supervisor of one village at the same screen."""

    def __init__(self, home, page, shot):
        self.home, self.page, self.shot, self.user = home, page, shot, ""

    def sit_down(self, user: str) -> None:
        if self.user != user:
            self.page.context.clear_cookies()
            sign_in(self.page, self.home, user)
            self.user = user

    def go(self, path: str) -> None:
        self.page.goto(f"{self.home.address}{path}")

    def clerk_begins_the_quarter(self) -> str:
        self.sit_down("qingshi-wenshu")
        self.go("/admin/open/")
        self.shot("open-calendar")
        self.go("/admin/open/new/")
        self.page.select_option("#id_item", label="村集体财务收支（月度）")
        self.page.fill("#id_day", "2025-09-12")
        self.page.locator(".desk form button.button").first.click()
        self.page.wait_for_selector("#id_file")
        return self.page.url.rstrip("/").rpartition("/")[2]

    def send(self, name: str, content: bytes) -> None:
        self.page.set_input_files("#id_file", {"name": name, "mimeType": XLSX, "buffer": content})
        self.page.get_by_role("button", name="读取表格").click()

    def a_wrong_sum_is_refused_with_its_cell(self, draft: str) -> None:
        self.send("九月.xlsx", accounts_file(income_total=1204))
        said = self.page.wait_for_selector("#problems").inner_text()
        assert "“收入”表第4行“金额”栏：各项相加是 1,240.00，合计写的是 1,204.00" in said
        self.shot("open-wrong-sum")
        assert not self.home.rows("SELECT 1 FROM cms_disclosuretable WHERE disclosure_id = %s", int(draft))

    def mended_it_is_sent(self, draft: str) -> None:
        self.send("九月改.xlsx", accounts_file())
        self.shot("open-staged")
        self.page.get_by_role("button", name="放入草稿").click()
        self.page.wait_for_selector(".desk-boxes")
        self.page.fill("#id_summary", "九月收了承包费，修了路灯。")
        self.shot("open-draft")
        self.page.locator("button[name=send]").click()
        self.page.wait_for_selector(".desk-facts")
        assert "待审批" in self.page.inner_text(".desk-facts")
        assert not self.page.get_by_role("button", name="审批并公开").count()

    def the_supervisor_approves(self, draft: str) -> str:
        self.sit_down("qingshi-jiandu")
        self.go(f"/admin/open/{draft}/")
        self.page.get_by_role("button", name="审批并公开").click()
        self.page.get_by_role("link", name="查看公开页面").wait_for()
        self.shot("open-look")
        address = self.page.get_by_role("link", name="查看公开页面").get_attribute("href")
        self.go(f"{address}?print=page")
        assert "收入1,240元" in self.page.inner_text("main")
        self.shot("open-notice")
        return address

    def the_supervisor_answers(self, number: str) -> None:
        self.sit_down("qingshi-jiandu")
        self.go("/admin/objections/")
        self.page.get_by_role("link", name=number).click()
        self.page.fill("#id_answer", "另一盏灯十月修好，费用记在十月。")
        self.page.get_by_role("button", name="答复并办结").click()
        self.page.wait_for_selector("#id_text")
        self.shot("open-objection")
        self.page.get_by_role("button", name="公开", exact=True).click()
        self.page.wait_for_selector("text=问题和答复已公开")

    def the_clerk_corrects(self, draft: str, address: str) -> None:
        self.sit_down("qingshi-wenshu")
        self.go(f"/admin/open/{draft}/")
        self.page.locator("summary", has_text="更正").click()
        self.page.fill("#id_correct-reason", "路灯维修费漏记一张发票。")
        self.page.get_by_role("button", name="开始更正").click()
        self.send("更正.xlsx", accounts_file())
        self.page.get_by_role("button", name="放入草稿").click()
        self.page.wait_for_selector(".desk-boxes")
        self.page.locator("button[name=send]").click()
        self.page.wait_for_selector(".desk-facts")
        correction = self.page.url.rstrip("/").rpartition("/")[2]
        self.sit_down("qingshi-jiandu")
        self.go(f"/admin/open/{correction}/")
        self.page.get_by_role("button", name="审批并公开").click()
        self.page.get_by_role("link", name="查看公开页面").wait_for()
        self.go(address)
        assert "此内容已更正" in self.page.inner_text("main")
        assert "路灯维修费漏记一张发票" in self.page.inner_text("main")


def resident_objects(home, browser, shot, address: str) -> tuple[str, str]:
    """On a phone, without an account and without JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home.address}{address}")
    page.get_by_role("button", name="提异议或询问").or_(
        page.get_by_role("link", name="提异议或询问")
    ).first.click()
    page.locator("input[name=kind][value=objection]").check(force=True)
    page.fill("#id_text", "路灯只修了一盏，为什么写两盏的钱？")
    page.locator("main button.govuk-button").click()
    number, code = page.locator(".govuk-panel .code").all_inner_texts()
    context.close()
    return number, code


def resident_reads_the_answer(home, browser, number: str, code: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home.address}/open/objection/")
    page.fill("#id_number", number)
    page.fill("#id_code", code)
    page.locator("main button.govuk-button").click()
    assert "另一盏灯十月修好" in page.inner_text("main")
    context.close()
