"""What a public text should not say is found; what may be said is let through."""

import json
from pathlib import Path

import pytest

from cms import wording
from cms.models import Wording
from cms.models.wording import lines
from cms.wording import Words, event_parts, look
from cms.wording.find import REFUSE, WARN


def kinds(text, words=(), **how):
    return [(one.level, one.kind) for one in look(text, words, **how)]


@pytest.mark.parametrize(
    "text",
    [
        "身份证11010519491231002X。",
        "身份证号：１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002x",
        "旧证 110105491231002",
    ],
)
def test_an_identity_number_is_found_however_it_is_written(text):
    assert kinds(text) == [(REFUSE, "identity")]


@pytest.mark.parametrize(
    "text", ["电话13800138000", "138-0013-8000", "+86 138 0013 8000", "请打 13800138000，找小王"]
)
def test_a_mobile_number_is_found_and_only_asked_about_in_a_field_for_telephones(text):
    assert kinds(text) == [(REFUSE, "mobile")]
    assert kinds(text, phone_field=True) == [(WARN, "mobile")]


def test_a_bank_card_is_found_by_its_check_figure():
    assert kinds("卡号 6222 0212 3456 7890 128。") == [(REFUSE, "account")]
    assert kinds("卡号 6222021234567890123。") == []


@pytest.mark.parametrize(
    "text",
    ["热线0990-7110029", "打12345", "400-810-1234", "国发〔2025〕12号", "990001101001", "2026-11-25 09:30 起", "每年960元，共12,345.67元",
     "身份证110105194912310021", "信用代码 91110105MA00XXXX1X", "430………12"],
)  # fmt: skip
def test_office_numbers_dates_and_sums_are_nobodys_own(text):
    assert kinds(text) == []


def test_what_is_shown_of_a_number_does_not_give_it_away():
    (one,) = look("身份证11010519491231002X")
    assert one.found == "110…2X"


def test_a_wording_may_stand_beside_the_word_that_ends_it():
    words = [Words(("社会抚养费",), REFUSE, "已取消", "", ("取消",))]
    assert kinds("社会抚养费已经取消。", words) == []
    assert kinds("社会抚养费已经取消。请缴社会抚养费。", words) == [(REFUSE, "wording")]


def test_each_place_of_a_wording_is_told():
    found = look("帐户和帐户", [Words(("帐户",), WARN, "错字", "账户")])
    assert [one.start for one in found] == [0, 3]
    assert found[0].better == "账户"


def test_long_sentences_are_pointed_out_in_either_language():
    assert kinds("请" * 40 + "。" + "好" * 40 + "。") == []
    assert kinds("请" * 41 + "。") == [(WARN, "long")]
    assert kinds("word " * 24 + "word.") == []
    assert kinds("word " * 25 + "word.") == [(WARN, "long")]
    assert kinds("It costs 3.5 yuan. " + "word " * 20) == []


def test_office_phrases_come_with_plain_ones():
    (one,) = look("符合条件的，予以发放。")
    assert (one.kind, one.better) == ("office", "给、会")


def test_an_announcement_says_day_hour_place_and_telephone():
    assert event_parts("本村组织义诊活动。") == ["day", "hour", "place", "phone"]
    assert event_parts("12月3日上午9点在村委会门口义诊，电话0990-7110101。") == []
    assert event_parts("12月3日上午9点在村委会门口义诊。", phone_elsewhere=True) == []
    assert event_parts("本村修了一条路。") == []


@pytest.mark.django_db
def test_wordings_the_law_has_ended_are_on_the_list_from_the_start():
    words = Wording.objects.to_look_for()
    for said in ("实行一票否决。", "计划外生育对象", "请按时缴纳社会抚养费", "开展孕情监测"):
        assert (REFUSE, "wording") in kinds(said, words), said
    assert kinds("社会抚养费已经取消，不再收。", words) == []
    shipped = json.loads((Path(wording.__file__).parent / "shipped.json").read_text())
    assert {line for row in shipped for line in lines(row["words"])} == {
        w for row in words for w in row.words
    }
