"""A page over the village loudspeaker."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.outputs import spoken
from cms.outputs.loudspeaker import A_MINUTE, script, sentences


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("每年3,600元", "每年三千六百元"),
        ("2026年3月10日起", "二〇二六年三月十日起"),
        ("2025-06-19起", "二〇二五年六月十九日起"),
        ("电话0990-7110029", "电话零九九零，七幺幺，零零二九"),
        ("手机13800138000", "手机幺三八，零零幺三，八零零零"),
        ("拨打12345", "拨打幺二三四五"),
        ("年满80岁", "年满八十岁"),
        ("120元", "一百二十元"),
        ("补贴50%", "补贴百分之五十"),
        ("3-5个工作日", "三到五个工作日"),
        ("8:30到17:00", "八点半到十七点"),
        ("国办发〔2004〕21号", "国办发二〇〇四年二十一号"),
        ("2.50元", "二点五元"),
        ("10050人", "一万零五十人"),
        ("100005", "十万零五"),
        ("10人", "十人"),
        ("没有数字", "没有数字"),
    ],
)
def test_figures_are_written_to_be_spoken(written, said):
    assert spoken.spoken(written) == said


VALUE = {one: at for at, one in enumerate("零一二三四五六七八九")} | {"十": 10, "百": 100, "千": 1000}


def heard(words: str) -> int:
    """The number somebody who listens would write down."""
    total = 0
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            before, words = words.split(unit)
            total += heard(before) * size
    group = digit = 0
    for one in words:
        if VALUE[one] >= 10:
            group += (digit or 1) * VALUE[one]
            digit = 0
        else:
            digit = VALUE[one]
    return total + group + digit


@given(st.integers(0, 10**12 - 1))
def test_any_number_is_understood_as_it_was_written(number):
    assert heard(spoken.whole(number)) == number


POLICY = (
    "2025年1月1日以后出生的孩子，每孩每年3,600元，到三周岁为止（2025年以前出生的按月折算）。"
    "带上孩子的出生医学证明、户口簿和本人身份证，到村委会或者镇便民服务中心申请，也可以在手机上申请。"
)


def test_one_minute_with_the_phone_said_twice():
    made = script("育儿补贴开始申请", [POLICY], "0990-7110029")
    assert made.length <= A_MINUTE["zh"]
    assert made.seconds <= 60
    aloud = "".join(made.lines)
    assert aloud.count("七幺幺，零零二九") == 2
    assert "每孩每年三千六百元" in aloud
    assert "折算" not in aloud, "what stands in brackets is not read out"
    assert not re.search(r"[0-9A-Za-z（）]", aloud)
    assert max(len(line) for line in made.lines[1:-3]) <= 40
    assert not made.left_out


def test_what_does_not_fit_is_named_and_the_order_is_kept():
    made = script("通知", [f"第{number}件事请大家注意听好。" for number in range(1, 60)], "12345")
    assert made.seconds <= 60
    assert "第二件事请大家注意听好。" in made.lines
    assert made.left_out[-1] == "第五十九件事请大家注意听好。"
    assert made.lines[-1] == "通知完毕，谢谢大家。"


def test_without_a_phone_none_is_promised():
    assert "电话" not in "".join(script("停水通知", ["明天停水。"]).lines)


def test_english_keeps_its_figures_and_spaces_the_phone():
    made = script(
        "Childcare subsidy", ["Each child gets 3,600 yuan a year. Apply at the village."], "0990-711", "en"
    )
    assert "Please note the number: 0 9 9 0, 7 1 1." in made.lines
    assert "Each child gets 3,600 yuan a year." in made.lines


@given(st.text(max_size=400), st.sampled_from(["zh", "en"]))
def test_no_text_breaks_it_and_a_minute_stays_a_minute(text, language):
    made = script("通知", [text], "12345", language)
    assert made.length <= A_MINUTE[language]
    assert all(line.strip() for line in sentences(text, language))
