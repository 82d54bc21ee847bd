"""The editors' questions and answers are what the bot says, where nothing it can do is meant."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Page

from cms.models import FaqIndexPage, FaqPage, HomePage
from hotline.answering import answer
from hotline.dialogue import Event, Knowledge, step
from hotline.matching import Question, Questions
from hotline.models import Inbound
from portal.idempotency import token
from portal.models import Outbox
from tests.hotline.talking import RULES

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
WINTER = Question(
    "冬天图书室几点开门？",
    ("图书室冬天什么时候开", "冬季图书室开放时间"),
    "冬天上午九点到下午四点开，周一休息。",
)
PARCEL = Question("寄到村里的包裹在哪里取？", ("包裹去哪里拿",), "在村便民点取，带上取件码。")
ENGLISH = Question(
    "When is the reading room open in winter?", (), "From nine to four, closed on Mondays.", "en"
)
QUESTIONS = Questions([WINTER, PARCEL, ENGLISH])


def said(text: str, questions: Questions = QUESTIONS) -> str:
    return "\n".join(step({}, Event(text), Knowledge(RULES, questions=lambda: questions), NOW).replies)


@pytest.mark.parametrize("text", ["冬天图书室几点开门", "图书室冬天什么时候开？", " 冬季图书室开放时间。"])
def test_a_question_asked_in_its_own_words_gets_its_answer(text):
    assert said(text) == WINTER.answer


def test_other_words_do_where_only_one_question_can_be_meant():
    assert said("请问包裹在村里哪儿取") == PARCEL.answer
    assert said("When does the reading room open in winter") == ENGLISH.answer


@pytest.mark.parametrize("text", ["图书室", "明天下雨吗", "冬天包裹"])
def test_nothing_is_guessed(text):
    assert QUESTIONS.find(text) is None


@pytest.mark.parametrize("text", ["我要投诉村干部", "救命", "人工", "退订", "育儿补贴怎么申请"])
def test_a_ready_answer_never_stands_before_danger_a_complaint_a_person_or_a_programme(text):
    in_the_way = Questions([Question(text, (), "这是一条现成的答案")])
    assert "现成" not in said(text, in_the_way)


def test_an_answer_leaves_the_conversation_free_for_the_next_wish():
    first = step({}, Event("包裹去哪里拿"), Knowledge(questions=lambda: QUESTIONS), NOW)
    assert first.why["layer"] == "question"
    again = step(first.session, Event("冬季图书室开放时间"), Knowledge(questions=lambda: QUESTIONS), NOW)
    assert again.replies == [WINTER.answer]


@pytest.mark.django_db
def test_what_an_editor_publishes_is_answered_at_once_and_no_longer_when_taken_back():
    home = Page.get_first_root_node().add_child(instance=HomePage(title="家", welcome="您好"))
    index = home.add_child(instance=FaqIndexPage(title="常见问题", slug="faq"))
    page = FaqPage(title=WINTER.asked, answer=WINTER.answer, also="图书室冬天什么时候开\n冬季图书室开放时间")
    index.add_child(instance=page)
    page.save_revision().publish()
    assert by_chat("图书室冬天什么时候开") == WINTER.answer
    page.answer = "这个冬天不开门。"
    page.save_revision().publish()
    assert by_chat("图书室冬天什么时候开") == "这个冬天不开门。"
    page.unpublish()
    assert "不开门" not in by_chat("图书室冬天什么时候开")


def by_chat(text: str) -> str:
    heard = Inbound.objects.hear(channel="sms", address="+8613800138009", provider_id=token(), text=text)
    assert heard
    answer()
    return Outbox.objects.latest("pk").text
