"""A resident texts a question, gets a sourced answer, complains, and follows the case to its end.

Everything through HTTP: Twilio's requests signed by the official package, a stand-in that receives
what the house sends, staff and resident at their pages. Told again with every message delivered
twice, every form sent twice and the workers killed in between, it leaves the same rows.
"""

import itertools
import re
import time

import pytest
import requests
from django.utils import timezone
from twilio.request_validator import RequestValidator

from portal.management.commands.load_county import PASSWORD
from tests.house import ACCOUNT, FROM, TOKEN, house
from tests.visitor import Visitor

PHONE = "+8613900139001"


class Resident:
    """Texts the hotline and reads what comes back."""

    def __init__(self, home, times=1, after=lambda: None):
        self.home, self.times, self.after = home, times, after
        self.sids = itertools.count(1)

    def text(self, words: str, expect: str) -> str:
        """Send one message and wait for the text that says `expect`; returns that text."""
        seen = len(self.home.twilio.to(PHONE))
        form = {"MessageSid": f"SM{next(self.sids):032x}", "AccountSid": ACCOUNT, "From": PHONE, "To": FROM,
                "Body": words, "NumMedia": "0", "NumSegments": "1", "ApiVersion": "2010-04-01"}  # fmt: skip
        for _ in range(self.times):
            assert self.deliver("/hotline/twilio/sms", form) == 200
            self.after()
        return self.hears(expect, seen)

    def hears(self, expect: str, seen: int = 0) -> str:
        def came():
            return next((text for text in self.home.twilio.to(PHONE)[seen:] if expect in text), None)

        text = self.home.wait_for(came, f"“{expect}” after {self.home.twilio.to(PHONE)[seen:]}", 60)
        self.receipts()
        return text

    def receipts(self) -> None:
        """Twilio tells what became of each text, late and out of order."""
        for sent in list(self.home.twilio.texts):
            path = sent["StatusCallback"].removeprefix(self.home.address)
            for status in ("delivered", "sent")[: 1 + self.times]:
                self.deliver(
                    path, {"MessageSid": sent["Sid"], "MessageStatus": status, "AccountSid": ACCOUNT}
                )

    def deliver(self, path: str, form: dict) -> int:
        address = self.home.address + path
        signature = RequestValidator(TOKEN).compute_signature(address, form)
        return requests.post(address, form, headers={"X-Twilio-Signature": signature}, timeout=30).status_code


def born() -> str:
    """Two years before this one: 2024-03-10 when asked in 2026."""
    return f"{timezone.localdate().year - 2}年3月10日"


def ask_about_childcare(resident: Resident) -> None:
    year = timezone.localdate().year
    resident.text("育儿补贴我家能领吗", expect="几个2022年及以后出生的孩子")
    resident.text("1", expect="出生日期")
    resident.text(born(), expect="户口在本地吗")
    resident.text("1", expect="领过了吗")
    answer = resident.text("没领", expect="可以领育儿补贴")
    for said in ("今年3600元", f"{year + 1}年900元", "厅字〔2025〕15号"):
        assert said in answer


def complain(resident: Resident) -> tuple[str, str]:
    resident.text("我要投诉", expect="请说说是什么事")
    resident.text("柳河村三组的路灯坏了两个月没人修", expect="记下了")
    resident.text("完", expect="要不要留名")
    resident.text("1", expect="请核对")
    said = resident.text("1", expect="已登记")
    return re.search(r"(C\d\d-\d{6}-\d)，查询码(\d{4})", said).groups()


def staff_answers(home, number: str, words: str, times: int) -> None:
    """The operator accepts and assigns; the township's handler answers."""
    operator = Visitor(home.address, times)
    assert "安禾" in operator.sign_in("rexian", PASSWORD) or operator.page.ok
    path = desk_of(operator, number)
    if "desk/" in path and f"{path}accept/" in operator.page.text:
        operator.send(f"{path}accept/")
    operator.open(path)
    handler = re.search(r'<option value="(\d+)">[^<]*许长河', operator.page.text)[1]
    operator.send(f"{path}assign/", handler=handler)
    desk = Visitor(home.address, times)
    desk.sign_in("liuhe-chengban", PASSWORD)
    desk.open(desk_of(desk, number))
    desk.send(f"{path}answer/", text=words, basis="《农村公路养护管理办法》")


def desk_of(visitor: Visitor, number: str) -> str:
    """Find the case in the list, as a clerk does, and open it."""
    visitor.open(f"/admin/cases/?q={number}")
    path = re.search(r'href="(/admin/desk/[0-9a-f-]+/)"', visitor.page.text)[1]
    assert number in visitor.open(path)
    return path


def the_whole_story(home, times=1, after=lambda: None) -> None:
    resident = Resident(home, times, after)
    ask_about_childcare(resident)
    number, code = complain(resident)

    after()
    staff_answers(home, number, "路灯今天修好了，请看看。", times)
    assert "路灯今天修好了" in resident.hears(f"{number}有答复")

    phone = Visitor(home.address, times)
    phone.open("/case/")
    phone.send(number=number, code=code)
    assert "路灯今天修好了" in phone.text
    assert "柳河村三组" in phone.text
    phone.send(unsolved="1", words="还是不亮")
    resident.hears(f"{number}已重新办理")

    after()
    staff_answers(home, number, "换了新灯，当面试过。", times)
    resident.hears("换了新灯")
    operator = Visitor(home.address, times)
    operator.sign_in("rexian", PASSWORD)
    operator.send(f"{desk_of(operator, number)}close/")
    resident.hears(f"{number}已办结")
    assert "办结" in resident.text(f"查 {number} {code}", expect=number)
    resident.text("满意5", expect="谢谢")
    settle(home)


def settle(home) -> None:
    """Until every text has got its receipt."""
    waiting = (
        "SELECT count(*) FROM portal_outbox WHERE channel = 'sms' AND state NOT IN ('delivered', 'refused')"
    )
    resident = Resident(home, 2)
    home.wait_for(lambda: (resident.receipts(), home.rows(waiting)[0][0] == 0)[1], "all receipts", 60)


def what_is_left(home) -> dict[str, list]:
    """Every row of the story, without the digits that differ from run to run."""
    phone = [PHONE]
    sql = {
        "heard": ("SELECT i.text, i.state FROM hotline_inbound i JOIN hotline_contact c ON c.id = i.contact_id "
                  "WHERE c.address = %s ORDER BY i.id", phone),
        "texts": ('SELECT text, state, purpose FROM portal_outbox WHERE "to" = %s ORDER BY text, purpose', phone),
        "told": ("SELECT a.programme, a.verdict->>'verdict', a.verdict->>'amount', a.words FROM cms_answer a "
                 "ORDER BY a.id", []),
        "case": ("SELECT number, state, kind, area_id, text, answer_text, satisfied, solved FROM hotline_case "
                 "WHERE substring(number FROM 5 FOR 6)::int > 8 AND strpos(text, '柳河村三组') > 0", []),
        "steps": ("SELECT e.kind, e.text FROM hotline_caseevent e JOIN hotline_case c ON c.id = e.case_id "
                  "WHERE substring(c.number FROM 5 FOR 6)::int > 8 AND strpos(c.text, '柳河村三组') > 0 ORDER BY e.id", []),
    }  # fmt: skip
    hidden = re.compile(r"(?<=查询码)\d{4}|(?<=-\d )\d{4}")
    return {
        name: [
            tuple(hidden.sub("****", v) if isinstance(v, str) else v for v in row)
            for row in home.rows(q, *values)
        ]
        for name, (q, values) in sql.items()
    }


@pytest.fixture(scope="module")
def told_once():
    with house() as home:
        the_whole_story(home)
        yield home, what_is_left(home)


def test_the_whole_story(told_once):
    home, left = told_once
    assert left["told"][0][:3] == ("YE", "yes", "3600")
    [case] = left["case"]
    assert case[1:4] == ("closed", "complaint", "990001102001")
    assert case[6] == 5
    assert [kind for kind, _text in left["steps"]] == [
        "opened", "accepted", "assigned", "answered", "reopened", "assigned", "answered", "closed", "rated",
    ]  # fmt: skip
    assert len(home.twilio.to(PHONE)) == len(left["texts"]), "each text went out once"


def test_the_log_of_the_whole_story_names_nobody(told_once):
    home, _left = told_once
    for personal in (PHONE, PHONE[3:], PHONE[-8:], "路灯", "育儿补贴我家", "还是不亮", "许长河", "rexian"):
        assert personal not in home.log(), personal


def test_twice_delivered_with_workers_killed_leaves_the_same_rows(told_once):
    _home, left = told_once
    with house() as home:
        turns = itertools.count()

        def trouble():
            """Let the worker get somewhere in the middle, kill it, and start another."""
            if next(turns) % 3 == 0:
                time.sleep(0.15)
                home.kill_workers()
                home.start_worker()

        the_whole_story(home, times=2, after=trouble)
        assert what_is_left(home) == left
