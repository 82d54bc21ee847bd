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


@pytest.mark.skipif(not SHARED.exists(), reason="the shared messages are not beside this checkout")
def test_most_shared_messages_are_understood_and_no_danger_is_missed():
    messages = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    matcher = default_matcher()
    heard = [(message, matcher.understand(message["text"])) for message in messages]

    assert [m["id"] for m, match in heard if m["intent"] == "urgent" and match.intent != "urgent"] == []
    assert [m["id"] for m, match in heard if m["intent"] != "urgent" and match.intent == "urgent"] == []
    right = sum(match.intent == message["intent"] for message, match in heard)
    assert right / len(heard) >= 0.85
