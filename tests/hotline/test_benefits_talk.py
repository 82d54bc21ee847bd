"""Talking about benefits: what is confirmed and not asked, never asked, never kept, and how long it may be."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.eligibility import Rules, Verdict, all_facts, next_question, sentences
from cms.eligibility.discretion import OWN_BUSINESS, next_to_ask, own_business
from hotline.dialogue import AskForHuman, DraftClaim, Event, Forget, Told, outcome, step
from hotline.dialogue.turn import Turn
from hotline.dialogue.words import WORDS
from portal.segments import fits
from tests.cms.random_rules import ON, RULES, people
from tests.cms.rule_data import cases_of
from tests.hotline.talking import KNOWLEDGE, MORNING
from tests.hotline.talking import RULES as SHIPPED

CODES = [rules.code for rules in SHIPPED]


def talk(*messages, register=None, channel="sms", knowledge=KNOWLEDGE):
    """The last step of a conversation, with every reply and effect of the way there."""
    if register is not None:
        knowledge = replace(knowledge, register=lambda: register)
    session, done, replies, effects = {}, None, [], []
    for message in messages:
        done = step(session, Event(message, channel), knowledge, MORNING)
        session = json.loads(json.dumps(done.session))
        replies += done.replies
        effects += done.effects
    done.replies, done.effects = replies, effects
    return done


def known(**facts):
    return {
        key.replace("__", "."): {"value": value, "origin": "register", "as_of": MORNING.date()}
        for key, value in facts.items()
    }


class TestWhatTheRegisterKnows:
    FACTS = known(birth_date="1964-03-01", hukou_kind="rural", hukou_here=True, marital_status="married")

    def test_is_confirmed_once_in_one_message(self):
        done = talk("我能领奖励扶助吗", register=self.FACTS)
        [question] = done.replies
        assert (
            question == "登记的情况：出生日期是1964年3月1日，农业户口，户口在本地，已婚，对吗？\n1 对 2 不对"
        )

    def test_and_then_not_asked(self):
        done = talk("我能领奖励扶助吗", "1", register=self.FACTS)
        assert "您爱人的户口" in done.replies[-1] or "几个孩子" in done.replies[-1]
        assert done.session["state"]["facts"]["birth_date"] == "1964-03-01"

    def test_and_the_answer_says_where_it_came_from(self):
        done = talk("我能领奖励扶助吗", "1", "1", "1", "1", register=self.FACTS)
        [told] = [one for one in done.effects if isinstance(one, Told)]
        assert told.origins["birth_date"] == "confirmed"
        assert "children" not in told.origins

    def test_only_what_is_said_to_be_wrong_is_asked(self):
        done = talk("我能领奖励扶助吗", "2", "1", register=self.FACTS)
        assert "出生日期" in done.replies[-1]
        assert "birth_date" not in done.session["state"]["facts"]
        assert done.session["state"]["facts"]["hukou_kind"] == "rural"

    def test_where_word_and_register_differ_neither_is_believed_and_a_person_checks(self):
        only_birth = known(birth_date="1964-03-01")
        done = talk("我能领奖励扶助吗", "2", "1959年2月2日", *"111111", register=only_birth)
        [told] = [one for one in done.effects if isinstance(one, Told)]
        assert told.facts["birth_date"] == {"unknown": "conflicting"}
        assert told.verdict["verdict"] == "unknown"
        assert any("和登记的不一样" in reply for reply in done.replies)

    def test_a_vaguer_word_is_no_conflict(self):
        done = talk("我能领奖励扶助吗", "2", "1964年", register=known(birth_date="1964-03-01"))
        assert done.session["state"]["facts"]["birth_date"] == {"from": "1964-01-01", "to": "1964-12-31"}

    def test_what_is_too_old_is_asked_anew_and_says_so_where_it_is_not_answered(self):
        facts = known(residence_months=7)
        facts["residence_months"]["as_of"] = date(2020, 1, 1)
        done = talk("我想做免费的孕前检查，能做吗", "1", register=facts)
        [told] = [one for one in done.effects if isinstance(one, Told)]
        assert told.facts["residence_months"] == {"unknown": "stale"}

    def test_what_is_fresh_enough_is_confirmed(self):
        [question] = talk("我想做免费的孕前检查，能做吗", register=known(residence_months=7)).replies
        assert "在本地住了7个月" in question

    @pytest.mark.parametrize(
        "facts",
        [known(births_confirmed=True, ever_had_living_child=True, income_per_head="300", disability_grade=2),
         known(children=[{"birth_date": "1990-01-01", "alive": False, "death_date": "2020-01-01"}]),
         known(marital_status="widowed", spouse__alive=False)],
    )  # fmt: skip
    @pytest.mark.parametrize("asked", ["我能领奖励扶助吗", "低保我能吃上吗", "我能领哪些补助"])
    def test_nothing_delicate_is_said_or_used(self, facts, asked):
        done = talk(asked, register=facts)
        assert done.session["flow"] == "benefits"
        assert done.session["state"]["facts"] == {}

    def test_living_children_are_told_by_number_and_year_only(self):
        child = {"birth_date": "2024-03-10", "sex": "f", "alive": True, "disability_grade": 2}
        done = talk("育儿补贴我家能领吗", register=known(children=[child]))
        assert "现有1个孩子（2024年出生）" in done.replies[0]
        assert "disability" not in json.dumps(done.session)

    def test_another_wish_leaves_the_confirmation(self):
        done = talk("我能领奖励扶助吗", "我要投诉村里的路灯坏了没人管", register=self.FACTS)
        assert done.session["flow"] == "case"


class TestNeverByMachine:
    @given(st.integers(0, 10**6), st.sets(st.sampled_from(CODES), min_size=1), ON)
    @settings(max_examples=60, deadline=None)
    def test_no_shipped_programme_makes_the_bot_ask_a_grief(self, seed, codes, on):
        programmes = [rules for rules in SHIPPED if rules.code in codes]
        for facts in people(seed, 3):
            self.check(next_to_ask(programmes, facts, on), programmes)

    @given(st.integers(0, 10**6), st.lists(RULES, min_size=1, max_size=3), ON)
    @settings(max_examples=60, deadline=None)
    def test_nor_does_any_programme_that_could_be_written(self, seed, programmes, on):
        for facts in people(seed, 3):
            self.check(next_question(programmes, facts, on), programmes)

    def check(self, asked, programmes):
        if asked is None:
            return
        facts = {**all_facts(), **{key: one for rules in programmes for key, one in rules.facts.items()}}
        for key in asked.data["settles"]:
            assert facts[key].sensitivity < 3
            assert not facts[key].staff_only

    def test_whoever_has_no_child_now_is_not_asked_whether_one_was_born(self):
        done = talk("我能领奖励扶助吗", "1960年1月1日", "1", "1", "1", "0")
        assert not any("生育过" in reply for reply in done.replies)
        assert "由工作人员在电话里慢慢跟您说" in done.replies[-2]

    def test_a_programme_of_grief_is_left_to_a_person(self):
        done = talk("孩子没了，特扶能领吗")
        assert not done.session["state"].get("key")
        assert "由工作人员跟您聊" in done.replies[-1]


class TestOwnBusiness:
    ASKED = ("我想做免费的孕前检查，能做吗", "2", "1", "1")

    def test_pregnancy_is_asked_only_of_who_asks_about_the_check(self):
        [programme] = [rules for rules in SHIPPED if own_business(rules)]
        assert programme.code == "YQ"
        done = talk("我能领哪些补助", *"111111111")
        assert not any("怀孕" in reply for reply in done.replies)

    def test_it_is_the_last_question_and_its_answer_is_in_no_session_answer_or_draft(self):
        session, asked, effects = {}, "", []
        for message in (*self.ASKED, "1", "1", "1"):
            pregnancy = "准备怀孕" in asked
            done = step(session, Event(message), KNOWLEDGE, MORNING)
            session, asked = json.loads(json.dumps(done.session)), done.replies[-1] if done.replies else ""
            effects += done.effects
            assert not set(session["state"].get("facts", {})) & OWN_BUSINESS
            if pregnancy:
                assert session["flow"] == "after"
                assert not any(key in json.dumps(session) for key in OWN_BUSINESS)
                break
        assert pregnancy
        [told] = [one for one in effects if isinstance(one, Told)]
        assert any(isinstance(one, Forget) for one in effects)
        assert not set(told.facts) & OWN_BUSINESS
        private = {
            c["id"] for v in KNOWLEDGE.known("YQ").versions for c in v.criteria if "planning" in json.dumps(c)
        }
        assert not private & {name for name, _value in told.verdict["trace"]}
        assert not private & set(told.verdict["reasons"])

    def test_a_no_does_not_repeat_it(self):
        done = talk(*self.ASKED, "2")
        said = [reply for reply in done.replies if "孕前检查" in reply]
        assert said[-1] == WORDS["own_business"][0].format(name="孕前检查")


class TestNoLongerInForce:
    @pytest.mark.parametrize("asked", ["社会抚养费还收吗", "超生罚款现在要交多少", "社会抚养费怎么交"])
    def test_says_since_when_and_what_is_so_now(self, asked):
        done = talk(asked)
        assert "2021年8月" in done.replies[0]
        assert "不再收" in done.replies[1]

    def test_a_programme_that_ended_is_no_offer_in_the_broad_check(self):
        done = talk("我能领哪些补助", *"111111")
        assert not any("少生快富" in reply or "社会抚养费" in reply for reply in done.replies)


def told_about(rules: Rules, facts, on: date, language: str, others=()) -> list[str]:
    session = {"v": 1, "language": language, "flow": None, "misses": 0}
    turn = Turn(Event(""), KNOWLEDGE, MORNING.replace(year=on.year, month=on.month, day=on.day), session)
    outcome.tell(turn, [rules, *others], facts, {})
    return turn.done().replies


class TestLengths:
    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_every_verdict_fits_one_text_where_its_first_sentence_does_and_never_more_than_two(
        self, code, language
    ):
        rules = KNOWLEDGE.known(code)
        for case in cases_of(code):
            on = date.fromisoformat(case["on"])
            first, *rest = told_about(rules, case["facts"], on, language)
            verdict: Verdict = outcome.judge_fully(rules, case["facts"], on)
            shortest = sentences(verdict, rules, language)[0]
            assert fits(first, 1) or not fits(shortest, 1), first
            assert all(fits(text, 2) for text in (first, *rest))

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_nine_in_ten_verdicts_fit_one_text(self, language):
        said = [
            told_about(KNOWLEDGE.known(code), case["facts"], date.fromisoformat(case["on"]), language)[0]
            for code in CODES
            for case in cases_of(code)
        ]
        assert sum(fits(text, 1) for text in said) >= 0.9 * len(said)

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_what_comes_of_all_programmes_fits_too(self, language):
        for code in CODES:
            for case in cases_of(code)[:8]:
                rules = KNOWLEDGE.known(code)
                others = [one for one in SHIPPED if one.code != code]
                replies = told_about(rules, case["facts"], MORNING.date(), language, others)
                assert len(replies) == 3
                assert all(fits(text, 2) for text in replies)

    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("intent", ["怎么申请", "是怎么规定的", "多少钱"])
    def test_how_what_and_how_much_fit(self, code, intent):
        name = KNOWLEDGE.known(code).data.get("short", KNOWLEDGE.known(code).name)["zh"]
        assert all(fits(text, 2) for text in talk(f"{name}{intent}").replies)


class TestDrafts:
    def staff_verdict(self, *more, **options):
        return talk("我能领奖励扶助吗", "1960年1月1日", "1", "1", "1", "1", "1", *more, **options)

    def test_a_verdict_names_sum_desk_and_papers_and_offers_three_digits(self):
        done = self.staff_verdict()
        text = "".join(done.replies[-2:])
        assert all(
            said in text for said in ("960元", "乡镇（街道）窗口", "身份证", "1 替您登记", "2 请人打电话")
        )

    def test_one_files_a_draft(self):
        [draft] = [one for one in self.staff_verdict("1").effects if isinstance(one, DraftClaim)]
        assert (draft.programme, draft.verdict["verdict"]) == ("JF", "staff")
        assert draft.facts["birth_date"] == "1960-01-01"

    def test_two_has_a_person_call(self):
        assert any(isinstance(one, AskForHuman) for one in self.staff_verdict("2").effects)

    def test_in_the_web_chat_a_number_is_asked_for(self):
        done = self.staff_verdict("1", "我的电话是138 0013 8000", channel="web")
        [draft] = [one for one in done.effects if isinstance(one, DraftClaim)]
        assert draft.phone == "+8613800138000"

    def test_nobody_has_to_leave_a_number(self):
        done = self.staff_verdict("1", "不留", channel="web")
        [draft] = [one for one in done.effects if isinstance(one, DraftClaim)]
        assert draft.phone == ""

    def test_a_no_offers_no_draft(self):
        done = talk("我能领奖励扶助吗", "1990年1月1日", "1")
        assert not any(isinstance(one, DraftClaim) for one in done.effects)

    def test_of_all_programmes_one_is_chosen_and_registered(self):
        done = talk("我能领哪些补助", "1960年1月1日", *"111111", "1", "1")
        assert any(isinstance(one, DraftClaim) for one in done.effects)


@given(st.lists(st.sampled_from([*"01234", "不知道", "不想说", "1960年1月1日", "2024年5月1日"]), min_size=12, max_size=20),
       st.sampled_from(["我能领哪些补助", "育儿补贴我家能领吗", "低保我能吃上吗", "光荣证能办吗", "特困供养我能享受吗"]))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_after_six_questions_it_says_what_is_settled_and_whom_to_call(answers, first):
    session = {}
    for message in (first, *answers):
        done = step(session, Event(message), KNOWLEDGE, MORNING)
        session = json.loads(json.dumps(done.session))
        asked = session["state"]["asked"] if session["flow"] == "benefits" else 0
        assert asked < 6
        if done.why.get("programme"):
            assert any(digit in done.replies[-1] for digit in ("2 请人打电话", "0 请工作人员", "回0"))
            break


def test_the_same_answers_bring_the_same_questions():
    assert talk("我能领哪些补助", *"111111").replies == talk("我能领哪些补助", *"111111").replies
