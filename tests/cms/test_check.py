"""The web check, read as a browser without a script reads it."""

import gzip
import random
import re
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from cms.answers import replay
from cms.check.asking import Asking
from cms.check.path import Path, Said
from cms.check.state import IDLE_SECONDS
from cms.eligibility import Rules, fact, unknown
from cms.eligibility.ask import samples
from cms.models import Answer, Programme
from portal import print, translations
from tests import loaded_pages
from tests.portal.pdf_text import words_of
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
OLD = {
    "birth": "1946.5", "hukou": "0", "marital": "0", "spouse_hukou": "0", "children": "1", "ever_had": "yes",
    "child_birth:0": "1972", "child_sex:0": "0", "sex": "0", "spouse_birth": "1945",
}  # fmt: skip


class Asker:
    """Somebody going through the check."""

    def __init__(self, client, prefix=""):
        self.client, self.prefix = client, prefix

    def get(self, path, **query):
        return self._seen(self.client.get(f"{self.prefix}/check/{path}", query, follow=True))

    def begin(self, code=""):
        return self._seen(self.client.post(f"{self.prefix}/check/", {"programme": code}, follow=True))

    def send(self, **fields):
        return self._seen(self.client.post(self.path, {"about": self.about, **fields}, follow=True))

    def _seen(self, answer):
        self.status, self.path, self.html = (
            answer.status_code,
            answer.request["PATH_INFO"],
            answer.content.decode(),
        )
        self.page, self.answer = Page(self.html), answer
        return self

    @property
    def about(self):
        found = re.search(r'name="about" value="([^"]+)"', self.html)
        return found[1] if found else None

    @property
    def filled(self):
        """What stands in the box, or which choice is made."""
        boxes = [box for box in self.page.all("input") if box.get("name") == "answer"]
        if boxes[0].get("type") != "radio":
            return boxes[0]["value"]
        return next((box["value"] for box in boxes if "checked" in box), None)

    def through(self, told):
        asked = []
        while self.about:
            asked.append(self.about)
            self.send(answer=told.get(self.about, ""), why="" if self.about in told else "does_not_know")
        return asked


@pytest.fixture
def asker(client, programmes):
    return Asker(client)


def test_an_old_parent_learns_what_the_township_confirms(asker):
    asked = asker.begin("JF").through(OLD)
    assert asker.path == "/check/result/"
    assert len(asked) == len(set(asked)) <= 7
    for said in (
        "还要由乡镇核定",
        "960元",
        "每人每年",
        "生育情况已由乡镇按材料确认",
        "身份证",
        "国办发〔2004〕21号",
    ):
        assert said in asker.html, said
    assert Programme.objects.get(code="JF").as_rules.hash[:8] in asker.html


def test_a_mother_sees_this_years_sum_and_the_later_ones(asker):
    this = timezone.localdate().year
    told = {
        "young_children": "1",
        "child_birth:0": f"{this - 1}-03-10",
        "child_place": "0",
        "child_claimed:0": "no",
    }
    asker.begin("YE").through(told)
    for said in ("可以领", "3,600元", f"{this + 1}年<strong>3,600元</strong>", "孩子的出生医学证明"):
        assert said in asker.html, said


def test_answers_live_in_the_session_only(asker):
    asker.begin("JF").through(OLD)
    asked = asker.answer.request["PATH_INFO"] + asker.answer.request["QUERY_STRING"]
    assert "1946" not in asked + asker.page.title
    assert not [cookie for cookie in asker.client.cookies.values() if "1972" in cookie.value]
    for path in ("", "1/", "result/", "result/?print=page"):
        assert asker.client.get(f"/check/{path}")["Cache-Control"] == "no-store, private", path


def test_back_shows_the_earlier_answer_and_going_on_leads_to_where_one_was(asker):
    asker.begin("JF")
    for _ in range(3):
        asker.send(answer=OLD[asker.about])
    here, open_ = asker.path, asker.about
    back = next(link["href"] for link in asker.page.all("a") if "govuk-back-link" in link.get("class", ""))
    asker._seen(asker.client.get(back))
    assert asker.filled == OLD[asker.about]
    asker.send(answer=OLD[asker.about])
    assert (asker.path, asker.about) == (here, open_)


def test_a_changed_answer_keeps_the_later_ones_that_still_matter(asker):
    told = {**OLD, "young_children": "2", "child_birth:0": "2024-03-10", "child_birth:1": "2025-06-01",
            "child_place": "0", "child_claimed:0": "no", "child_claimed:1": "no"}  # fmt: skip
    asker.begin("YE").through(told)
    asker.get("1/")
    assert asker.filled == "2"
    asker.send(answer="1")
    assert asker.path == "/check/result/", "what was said of the first child still holds"
    assert "2025-06-01" not in asker.html
    asker.get("1/").send(answer="2")
    assert asker.path == "/check/result/", "what was said of the second child was only put aside"
    assert "2025-06-01" in asker.html


@pytest.mark.parametrize("why", ["does_not_know", "refused"])
def test_not_knowing_and_not_saying_are_answers(asker, why):
    asker.begin("JF")
    first = asker.about
    asker.send(why=why) if first in ("birth", "children") else asker.send(answer=why)
    assert asker.about != first
    assert asker.client.session["check"]["said"][0][2] == unknown(why)
    asker.get("1/")
    assert {"does_not_know": "不知道", "refused": "不想说"}[why] in asker.page.text


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1966-11-22", "1966-11-22"), ("1966年11月22日", "1966-11-22"), ("1966.11", {"from": "1966-11-01", "to": "1966-11-30"}),
     ("1966", {"from": "1966-01-01", "to": "1966-12-31"})],
)  # fmt: skip
def test_one_box_understands_days_as_people_write_them(asker, typed, value):
    asker.begin("JF")
    while asker.about != "birth":
        asker.send(answer=OLD[asker.about])
    asker.send(answer=typed)
    said = [row for row in asker.client.session["check"]["said"] if row[0] == "birth"]
    assert said[0][2:] == [value, typed]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("十二月的一天", "没看懂这个日期"), ("", "请填写回答"), ("2099-01-01", "还没到"), ("1066", "太早"), ("正月初五", "农历"),
     ("2023-02-29", "没看懂"), ("x" * 5000, "没看懂"), ("\x00", "请填写回答")],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_to_do_and_nothing_typed_is_lost(asker, typed, says):
    asker.begin("JF")
    while asker.about != "birth":
        asker.send(answer=OLD[asker.about])
    before = list(asker.client.session["check"]["said"])
    asker.send(answer=typed)
    assert says in asker.page.text
    assert asker.page.title.strip().startswith("请看一下这里")
    assert asker.filled.startswith(typed.strip("\x00")[:60])
    assert any(link["href"] == "#answer" for link in asker.page.all("a")), "the summary leads to the box"
    box = next(box for box in asker.page.all("input") if box.get("id") == "answer")
    assert box["aria-describedby"].endswith("problem")
    assert asker.client.session["check"]["said"] == before


def test_a_choice_left_open_or_invented_is_asked_again(asker):
    asker.begin("JF")
    while asker.about != "hukou":
        asker.send(answer=OLD[asker.about])
    for sent in ("", "9", "yes", "<b>"):
        assert "请选一项" in asker.send(answer=sent).page.text


def test_another_tab_that_answers_an_old_question_changes_nothing(asker):
    asker.begin("JF")
    asker._seen(asker.client.post(asker.path, {"about": "spouse_hukou", "answer": "0"}, follow=True))
    assert asker.status == 200
    assert asker.client.session["check"]["said"] == []


def test_the_same_answer_sent_twice_is_one(asker):
    asker.begin("JF")
    fields = {"about": asker.about, "answer": OLD[asker.about]}
    for _ in range(2):
        asker.client.post("/check/1/", fields)
    assert len(asker.client.session["check"]["said"]) == 1


@pytest.mark.parametrize("path", ["1/", "7/", "result/", "result/?print=page"])
def test_without_answers_one_starts_at_the_start(asker, path):
    asker.get(path)
    assert asker.path == "/check/"
    assert "请从这里重新开始" in asker.page.text


@pytest.mark.parametrize("step", ["0/", "2/", "99999999999999999999/"])
def test_a_step_not_reached_leads_to_the_open_question(asker, step):
    asker.begin("JF")
    assert asker.get(step).path == "/check/1/"


def test_answers_are_gone_after_an_hour_without_a_tap(asker, monkeypatch):
    asker.begin("JF").send(answer=OLD[asker.about])
    session = asker.client.session
    session["check"] = {**session["check"], "seen": session["check"]["seen"] - IDLE_SECONDS - 1}
    session.save()
    assert asker.get("2/").path == "/check/"
    assert "check" not in asker.client.session


def test_forgetting_wipes_them_at_once(asker):
    asker.begin("JF").through(OLD)
    asker._seen(asker.client.post("/check/forget/", follow=True))
    assert "您的回答已经清掉了" in asker.page.text
    assert not [one for one in Session.objects.all() if "check" in one.get_decoded()]
    assert asker.client.get("/check/forget/").status_code == 405


def test_a_rule_rewritten_on_the_way_breaks_nothing(asker):
    asker.begin("JF").send(answer=OLD[asker.about])
    session = asker.client.session
    session["check"] = {**session["check"], "said": [["a question of yesterday", None, True, ""]]}
    session.save()
    assert asker.get("2/").path == "/check/"
    Programme.objects.update(live=False)
    asker.begin()
    assert asker.status == 200


def test_what_is_settled_so_far_can_be_seen_at_any_time(asker):
    asker.begin().send(answer="does_not_know", why="does_not_know")
    asker.get("result/")
    assert "目前能确定的" in asker.page.text
    assert "/check/2/" in {link["href"] for link in asker.page.all("a")}
    assert "还不能确定" in asker.page.text


def test_no_plain_no_while_something_is_open(asker):
    asker.begin()
    for _ in range(30):
        if not asker.about:
            break
        asker.send(answer="does_not_know", why="does_not_know")
    assert asker.path == "/check/result/"
    assert "现在还不符合" not in asker.page.text


def test_what_does_not_fit_yet_says_the_reason_and_the_day(asker):
    this = timezone.localdate().year
    asker.begin("JF").through({**OLD, "birth": f"{this - 58}-03-10"})
    assert "现在还不符合" in asker.page.text
    assert "还没有满60周岁" in asker.page.text
    assert f"{this + 2}年3月10日" in asker.page.text


def test_a_result_is_kept_once_and_can_be_said_again(asker):
    asker.begin().through(OLD)
    told = Answer.objects.count()
    assert told == len([one for one in Programme.objects.rules() if one.code != "YQ"])
    for path in ("result/", "result/?print=page"):
        asker.client.get(f"/check/{path}")
    assert Answer.objects.count() == told
    kept = Answer.objects.get(programme="JF")
    assert (kept.channel, kept.by, kept.cause[:5]) == ("web", None, "once:")
    assert replay(kept).same_words
    asker.get("1/").send(answer="2")
    asker.through(OLD)
    assert Answer.objects.count() > told, "another answer is another result"


def test_a_look_on_the_way_keeps_what_was_settled_only(asker):
    asker.begin().send(answer="0")
    asker.get("result/")
    assert asker.path == "/check/result/"
    assert not Answer.objects.filter(verdict__verdict="unknown").exists()


def test_a_pregnancy_is_asked_about_only_of_who_asks_for_that_service_and_stored_nowhere(asker):
    assert "planning_pregnancy" not in asker.begin().through({})
    assert "孕" not in asker.html
    asker.begin("YQ")
    while asker.about and asker.about != "planning_pregnancy":
        asker.send(answer="does_not_know", why="does_not_know")
    asker.send(answer="yes")
    assert "只用来显示这一页" in asker.page.text
    assert unknown("refused") in [row[2] for row in asker.client.session["check"]["said"]]
    assert True not in [
        row[2] for row in asker.client.session["check"]["said"] if row[0] == "planning_pregnancy"
    ]
    asker.get("result/")
    assert not Answer.objects.filter(programme="YQ").exists()
    assert not Answer.objects.filter(facts__has_key="planning_pregnancy").exists()


def test_a_loss_is_never_asked_about_and_a_person_is_offered(asker, settings):
    settings.HOTLINE_PHONE = "0990-7110029"
    asker.get("", programme="TF-D")
    assert "不在网上填表问" in asker.page.text
    assert "tel:0990-7110029" in {link["href"] for link in asker.page.all("a")}
    asked = asker.begin("TF-D").through({})
    assert asked == []
    assert "请工作人员跟您说" in asker.page.text


def test_no_question_touches_what_only_a_person_may_ask(programmes):
    """Random people through all programmes: every question is mild, none comes twice, the promise of "at most" holds."""
    rules = [one for one in Programme.objects.rules() if not one.data.get("by_person")]
    chance = random.Random(11)
    for _ in range(25):
        path, promised = Path(TODAY, rules), None
        path.go_on()
        while path.open:
            asking = Asking(path, path.last_step, "zh")
            assert all(
                fact(key).sensitivity < 3 and not fact(key).staff_only for key in asking.asked.data["settles"]
            )
            if promised is not None:
                assert asking.more < promised or asking.more == 0
            promised = asking.more or promised
            path.put(path.last_step, a_reply(asking, chance))
        assert len({one.about for one in path.said}) == len(path.said)


def a_reply(asking: Asking, chance: random.Random) -> Said:
    asked = asking.asked
    value = chance.choice([value for value, _share in samples(asked, TODAY)])
    value = value.isoformat() if isinstance(value, date) else value
    return Said(asked.key, asked.member, unknown("refused") if chance.random() < 0.15 else value)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_it_can_be_read_and_operated(client, programmes, prefix):
    asker = Asker(client, prefix)
    pages = [asker.get("").page, asker.begin().page]
    while asker.about:
        pages.append(asker.send(answer="", why="").page)  # what is wrong is said
        asker.send(
            answer=OLD.get(asker.about, "does_not_know"), why="" if asker.about in OLD else "does_not_know"
        )
        pages.append(asker.page)
    for seen in pages:
        assert seen.headings.count(1) == 1
        assert [step for step in seen.headings if step == 1]
        assert not seen.unlabelled()
        assert not seen.inline()
        ids = [attrs["id"] for _tag, attrs in seen.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        radios = [box for box in seen.all("input") if box.get("type") == "radio"]
        assert bool(radios) == bool(seen.all("legend")), "choices stand in a fieldset under their question"
        assert "/check/" in seen.twin()["href"]
        assert not (re.findall(r"[\u4e00-\u9fff]+", seen.text) if prefix else seen.english())


@pytest.mark.parametrize(
    "kind", ["page", pytest.param("pdf", marks=pytest.mark.skipif(not print.can_pdf(), reason="no pdf here"))]
)
def test_the_result_goes_along_on_paper_and_its_name_tells_nothing(asker, kind):
    asker.begin("JF").through(OLD)
    paper = asker.client.get(f"/check/result/?print={kind}")
    words = words_of(paper.content) if kind == "pdf" else Page(paper.content.decode()).text
    for said in (
        "960元",
        "身份证",
        "1946.5",
        "最终以乡镇认定为准",
    ):
        assert said in words
    if kind == "pdf":
        assert paper["Content-Disposition"] == 'attachment; filename="result.pdf"'


def test_a_policy_and_the_front_page_lead_here(asker):
    loaded_pages.pages()
    for path, leads in (
        ("/policies/ye/", "/check/?programme=YE"),
        ("/", "/check/"),
        ("/en/policies/jf/", "/en/check/?programme=JF"),
    ):
        links = {link["href"] for link in Page(asker.client.get(path).content.decode()).all("a")}
        assert leads in links, path
    asker.get("", programme="YE")
    assert "育儿补贴" in asker.page.text
    assert asker.get("", programme="'; DROP").status == 200


def test_who_sends_too_fast_is_asked_to_wait(asker, monkeypatch):
    monkeypatch.setattr("cms.check.views.MOST_IN_A_MINUTE", 1)
    asker.begin("JF").send(answer=OLD[asker.about])
    asker.send(answer=OLD[asker.about])
    assert "请等一分钟" in asker.page.text


def test_few_questions_to_the_database_and_few_bytes(asker, settings, django_assert_max_num_queries):
    settings.PAGE_CACHE_BYTES = 1_000_000  # what all pages say alike is remembered
    asker.begin("JF")
    connection.run_on_commit.clear()  # what was published for this test counts as done
    asker.client.get("/check/1/")
    with django_assert_max_num_queries(3):
        asker.client.get("/check/1/")
    with django_assert_max_num_queries(14):
        asker.client.post("/check/1/", {"about": asker.about, "answer": OLD[asker.about]})
    asker.get("2/").through(OLD)
    with django_assert_max_num_queries(8):
        result = asker.client.get("/check/result/")
    static = translations.ROOT / "portal/static/portal"
    own = [
        (static / name).read_bytes() for name in ("govuk-frontend.css", "linli.css", "linli.js", "icon.svg")
    ]
    for page in (result.content, asker.client.get("/check/1/").content):
        assert sum(len(gzip.compress(each)) for each in [page, *own]) <= 60 * 1024


def test_the_path_is_the_same_in_whatever_order_answers_are_changed(programmes):
    rules = [one for one in Programme.objects.rules() if not one.data.get("by_person")]
    chance = random.Random(3)
    for _ in range(10):
        straight = Path(TODAY, rules)
        straight.go_on()
        while straight.open:
            straight.put(straight.last_step, a_reply(Asking(straight, straight.last_step, "zh"), chance))
        detour = Path(TODAY, rules, said=list(straight.said))
        step = chance.randint(1, len(straight.said))
        original = straight.said[step - 1]
        detour.put(step, Said(original.key, original.member, unknown("refused")))
        detour.put(step, original)
        assert (detour.said, detour.open) == (straight.said, straight.open)
        assert isinstance(rules[0], Rules)
