"""Conversations as people hold them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility import Why
from cms.eligibility.answers import Unread, chinese_number, read_answer
from hotline.dialogue import Alarm, Event, OpenCase, Stop, Told, step
from hotline.dialogue.words import WORDS
from portal.segments import fits
from tests.hotline.talking import KNOWLEDGE, MORNING, transcript

CONVERSATIONS = sorted((Path(__file__).parent / "conversations").glob("*.txt"))
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("path", CONVERSATIONS, ids=[path.stem for path in CONVERSATIONS])
def test_a_conversation_goes_as_it_was_approved(path):
    approved = path.read_text(encoding="utf-8")
    said = [line[2:] for line in approved.splitlines() if line.startswith("> ")]
    assert transcript(said) == approved


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_text_is_there_in_both_languages_and_fits_two_segments(key):
    chinese, english = WORDS[key]
    assert chinese
    assert english
    assert sorted(set(_places(chinese))) == sorted(set(_places(english)))
    assert fits(chinese, 2)
    assert fits(english, 2)


def _places(text):
    return [part.split("}")[0] for part in text.split("{")[1:]]


class TestAnswers:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [("1966年11月22日", "1966-11-22"), ("1966.11.22", "1966-11-22"), ("19661122", "1966-11-22"),
         ("１９６６－１１－２２", "1966-11-22"), ("一九六六年十一月二十二", "1966-11-22"), ("66年11月22日生", "1966-11-22"),
         ("10 March 2024", "2024-03-10"), ("March 10, 2024", "2024-03-10"), ("2024/3/10", "2024-03-10"),
         ("我是66年生的", {"from": "1966-01-01", "to": "1966-12-31"}), ("1966年3月", {"from": "1966-03-01", "to": "1966-03-31"}),
         ("65岁", {"from": "1960-11-25", "to": "1961-11-24"}), ("六十五岁了", {"from": "1960-11-25", "to": "1961-11-24"}),
         ("I am 65 years old", {"from": "1960-11-25", "to": "1961-11-24"}), ("不知道", Why.DOES_NOT_KNOW)],
    )  # fmt: skip
    def test_dates_and_ages_as_people_write_them(self, said, meant):
        assert read_answer("birth", said, TODAY) == meant

    @pytest.mark.parametrize("said", ["2023年2月29日", "1966-13-45", "三月", "明天", "hello", "999岁"])
    def test_an_impossible_date_is_not_guessed(self, said):
        with pytest.raises(Unread):
            read_answer("birth", said, TODAY)

    def test_a_lunar_date_is_asked_for_again(self):
        with pytest.raises(Unread, match="lunar"):
            read_answer("birth", "农历六六年腊月初三", TODAY)

    @pytest.mark.parametrize(
        ("said", "meant"),
        [("2", 2), ("两个", 2), ("俩娃", 2), ("没有", 0), ("０", 0), ("three", 3), ("十二", 12)],
    )
    def test_numbers_in_words_and_digits(self, said, meant):
        assert read_answer("number", said, TODAY) == meant

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("是的", True),
            ("1", True),
            ("领过了", True),
            ("没有", False),
            ("还没领", False),
            ("2", False),
            ("不晓得", Why.DOES_NOT_KNOW),
            ("NO", False),
        ],
    )
    def test_yes_and_no(self, said, meant):
        assert read_answer("bool", said, TODAY) is meant

    def test_chinese_numerals(self):
        assert [
            chinese_number(text) for text in ("六十五", "一百二", "一百零二", "十", "二十", "一九六六")
        ] == [65, 120, 102, 10, 20, 1966]


class TestWhatWins:
    def say(self, text, session=None):
        return step(session or {}, Event(text), KNOWLEDGE, MORNING)

    def test_danger_names_the_three_numbers_and_alarms_a_person(self):
        done = self.say("我不想活了")
        assert all(number in done.replies[0] for number in ("110", "120", "119"))
        assert any(isinstance(effect, Alarm) for effect in done.effects)

    def test_stop_wins_in_the_middle_of_a_question(self):
        open_question = self.say("2").session
        done = self.say("退订", open_question)
        assert [type(effect) for effect in done.effects] == [Stop]

    def test_a_single_letter_is_not_stop_while_a_question_is_open(self):
        assert not any(isinstance(e, Stop) for e in self.say("N", self.say("2").session).effects)
        assert any(isinstance(e, Stop) for e in self.say("T").effects)

    def test_a_long_story_in_a_complaint_is_kept_whole(self):
        story = "我要投诉柳河村的路灯坏了没人修，" + "天黑路滑老人摔跤。" * 170
        session = self.say(story).session
        done = self.say("1", self.say("1", session).session)
        [case] = [effect for effect in done.effects if isinstance(effect, OpenCase)]
        assert case.text == story

    @pytest.mark.parametrize(
        "text", ["", " ", "\x00", "\ufffd\ufffd\ufffd", "锟斤拷锟斤拷", "😀😀", "?" * 1600, "ÄãºÃ"]
    )
    def test_odd_input_gets_a_kind_sentence(self, text):
        assert self.say(text).replies

    def test_a_picture_without_words_is_answered(self):
        assert step({}, Event("", media=1), KNOWLEDGE, MORNING).replies[0].startswith("收到您的图片")

    def test_an_open_question_is_forgotten_after_a_while(self):
        session = self.say("2").session
        later = step(session, Event("1"), KNOWLEDGE, MORNING + timedelta(hours=3))
        assert later.why.get("stale")


MESSAGES = st.one_of(
    st.sampled_from(
        [
            *"0123456",
            "是",
            "不是",
            "不知道",
            "2024年3月10日",
            "1960",
            "65岁",
            "返回",
            "菜单",
            "EN",
            "投诉",
            "柳河村",
            "完",
            "没解决",
            "满意5",
        ]
    ),
    st.text(max_size=40),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(MESSAGES, min_size=1, max_size=25))
def test_any_conversation_is_answered_and_never_breaks(messages):
    session, now, told = {}, MORNING, 0
    for message in messages:
        done = step(session, Event(message), KNOWLEDGE, now)
        assert len(done.replies) + sum(not isinstance(e, Told) for e in done.effects) >= 1
        assert len(done.replies) <= 3
        session = json.loads(json.dumps(done.session))
        told = session["state"]["asked"] if session.get("flow") == "benefits" else told
        assert told <= 6
        now += timedelta(seconds=20)


@given(st.lists(MESSAGES, max_size=8))
def test_stop_always_wins(messages):
    session, now = {}, MORNING
    for message in messages:
        session = step(session, Event(message), KNOWLEDGE, now).session
    done = step(session, Event("STOP"), KNOWLEDGE, now)
    assert [type(effect) for effect in done.effects] == [Stop]
