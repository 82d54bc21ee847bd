"""Which buttons a text becomes."""

import pytest

from hotline.dialogue.choices import choices


@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("接下来：1怎么办理 2投诉或求助 3结束 0找工作人员", ["1怎么办理", "2投诉或求助", "3结束", "0找工作人员"]),
        ("Next: 1 how to apply, 2 finish, 0 a person", ["1how to apply", "2finish", "0a person"]),
        ("户口在本地吗？\n1 中国国籍，户口在本地\n2 中国国籍，户口在外地", ["1中国国籍，户口在本地", "2中国国籍，户口在外地"]),
        ("领过了吗？\n1是 2不是 3不知道", ["1是", "2不是", "3不知道"]),
    ],
)  # fmt: skip
def test_each_choice_is_a_button_of_its_own(text, buttons):
    assert [digit + words for digit, words in choices(text)] == buttons


@pytest.mark.parametrize(
    "text",
    ["您有几个2022年及以后出生的孩子？回数字，没有回0。", "孩子的出生日期是哪天？如2024年3月10日。",
     "How many? Send a number, 0 for none.", "可以领，今年3600元。以后：2027年900元。", ""],
)  # fmt: skip
def test_numbers_that_are_not_choices_are_no_buttons(text):
    assert choices(text) == []
