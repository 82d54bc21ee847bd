"""What is understood, measured on shared messages where they are at hand."""

import json
from pathlib import Path

import pytest

from hotline.matching import default_matcher, is_urgent, language_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval" / "utterances_dev.jsonl"


@pytest.mark.parametrize(
    "text",
    [
        "屋里着火了",
        "he is beating me",
        "老人叫不醒了",
        "我喝了农药",
        "有人拿刀砍人",
        "I want to end my life",
        "孩子掉河里了",
    ],
)
def test_danger_to_life_is_heard(text):
    assert is_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "急死我了补贴还没到",
        "气死我了",
        "去年家里着火，现在想申请救助",
        "我爸前年摔倒昏迷过，早就好了",
        "孩子没了，特扶怎么申请",
        "what happened after the fire last year",
    ],
)
def test_alarm_without_danger_is_not_urgent(text):
    assert not is_urgent(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [("低保", "zh"), ("can I get it", "en"), ("di bao zen me shen qing", "zh"), ("STOP", "en")],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [("育儿補貼怎麼申請", "benefit.howto", "YE"), ("奖扶一年多少钱", "benefit.amount", "JF"), ("我要投诉窗口的人态度差", "case.new", "complaint"),
     ("转人工", "human", None), ("村里的账目公布了吗", "affairs.lookup", None)],
)  # fmt: skip
def test_plain_wishes_are_understood(text, intent, topic):
    match = default_matcher().understand(text)
    assert (match.intent, match.topic) == (intent, topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [("jiang fu yi nian duo shao qian", "JF"), ("wo yao ban zhunshengzheng", "DJ"), ("光容证怎么补", "CERT"),
     ("奖厉扶助怎么领", "JF"), ("退休独生子女补助去哪办，要光荣证吗", "RET1"), ("护工险怎么报", "BX"),
     ("五保老人怎么申请", "TK"), ("社会抚养费要交多少", "SHF")],
)  # fmt: skip
def test_a_programme_is_heard_in_pinyin_by_sound_and_by_its_nicknames(text, topic):
    assert default_matcher().understand(text).topic == topic


@pytest.mark.parametrize("text", ["I want to change my name", "you are a kind man", "a banana a day"])
def test_english_words_that_could_be_syllables_are_english(text):
    assert language_of(text) == "en"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared messages are not beside this checkout")
def test_most_shared_messages_are_understood_and_no_danger_is_missed():
    messages = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    matcher = default_matcher()
    heard = [(message, matcher.understand(message["text"])) for message in messages]

    assert [m["id"] for m, match in heard if m["intent"] == "urgent" and match.intent != "urgent"] == []
    assert [m["id"] for m, match in heard if m["intent"] != "urgent" and match.intent == "urgent"] == []
    right = sum(match.intent == message["intent"] for message, match in heard)
    assert right / len(heard) >= 0.95
    named = [(message, match) for message, match in heard if message["intent"].startswith("benefit")]
    assert sum(match.topic == message["topic"] for message, match in named) / len(named) >= 0.95
    assert [m["id"] for m, match in heard if m["intent"] == "stop" and match.intent != "stop"] == []
