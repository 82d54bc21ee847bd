"""What happens to a case: moves, numbers, deadlines, looking up, telling."""

import itertools
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone

from hotline import clocks
from hotline.look_up import MOST, Tries
from hotline.models import Case
from hotline.models.case import CaseQuerySet, Recused, TooLate, key_hash
from hotline.models.case_state import MOVES, State
from hotline.models.number import CaseSerial, check_digit, is_number, next_number
from portal.models import Consent, Outbox
from portal.roles import Role
from portal.states import WrongState
from tests.hotline.cases import PHONE, case_in, opened
from tests.people import person

pytestmark = pytest.mark.django_db


class TestMoves:
    @pytest.mark.parametrize(("start", "end"), [*itertools.permutations(State.values, 2)])
    def test_the_database_allows_exactly_the_moves_of_the_table(self, start, end):
        case = case_in(start)

        def move():
            with transaction.atomic(), connection.cursor() as cursor:
                words = "answer_text = CASE answer_text WHEN '' THEN 'x' ELSE answer_text END"
                cursor.execute(f"UPDATE hotline_case SET state = %s, {words} WHERE id = %s", [end, case.pk])  # noqa: S608

        if end in MOVES[start]:
            move()
        else:
            with pytest.raises(IntegrityError, match="hotline_case_moves"):
                move()

    def test_history_cannot_be_rewritten(self):
        event = case_in("accepted").events.first()
        with pytest.raises(IntegrityError), transaction.atomic():
            type(event).objects.filter(pk=event.pk).update(text="something else")

    def test_nothing_is_answered_without_words(self):
        case = case_in("assigned")
        with pytest.raises(IntegrityError, match="case_answered_in_words"), transaction.atomic():
            case.answer("", "", case.handler)

    def test_the_person_may_open_it_again_for_ten_days(self):
        case = case_in("answered")
        Case.objects.filter(pk=case.pk).update(answered_at=timezone.now() - timedelta(days=11))
        case.refresh_from_db()
        with pytest.raises(TooLate):
            case.reopen("还没好")

    @pytest.mark.parametrize("state", ["registered", "accepted", "assigned", "reopened"])
    def test_what_has_no_answer_is_not_opened_again(self, state):
        with pytest.raises(WrongState):
            case_in(state).reopen("还没好")


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def run(self, *works):
        ready, problems = Barrier(len(works)), []

        def one(work):
            ready.wait()
            try:
                work()
            except Exception as problem:  # noqa: BLE001
                problems.append(problem)
            finally:
                close_old_connections()
                connection.close()

        threads = [Thread(target=one, args=[work]) for work in works]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        return problems

    def test_of_two_who_accept_at_once_one_is_told(self):
        case, officer = opened().case, person(Role.OPERATOR, "安禾县")
        copies = [Case.objects.get(pk=case.pk) for _ in range(2)]

        problems = self.run(*[lambda copy=copy: copy.accept(officer) for copy in copies])

        assert [type(problem) for problem in problems] == [WrongState]
        assert case.events.filter(kind="accepted").count() == 1
        assert Outbox.objects.filter(cause="case").count() == 1

    def test_filed_twice_at_once_it_is_one_case(self):
        opened()  # the place exists

        problems = self.run(*[lambda: opened(key="the same")] * 4)

        assert not problems
        assert Case.objects.filter(key=key_hash("the same")).count() == 1

    def test_numbers_given_at_once_have_no_gap_and_no_double(self):
        def take():
            with transaction.atomic():
                next_number(2031)

        assert not self.run(*[take] * 8)
        assert CaseSerial.objects.get(year=2031).last == 8


class TestNumbers:
    def test_every_single_wrong_digit_is_found(self):
        number = opened().case.number
        digits = [at for at, character in enumerate(number) if character.isdigit()]
        for at, other in itertools.product(digits, "0123456789"):
            if number[at] != other:
                assert not is_number(number[:at] + other + number[at + 1 :])

    def test_swapped_neighbours_are_found_except_nine_and_nought(self):
        missed = [
            (a, b) for a, b in itertools.permutations(range(10), 2)
            if check_digit(f"26000{a}{b}3") == check_digit(f"26000{b}{a}3")
        ]  # fmt: skip
        assert set(missed) == {(0, 9), (9, 0)}


class TestDeadlines:
    def test_five_working_days_step_over_the_national_holiday(self):
        # 2026: 1 to 7 October are off, Saturday 10 October is worked (State Council notice of 2025).
        assert clocks.due("complaint", date(2026, 9, 30))[0] == date(2026, 10, 13)

    def test_a_report_has_sixty_natural_days(self):
        assert clocks.due("report", date(2026, 11, 1))[0] == date(2026, 12, 31)

    def test_a_year_nobody_announced_gets_no_invented_day(self):
        day, rule = clocks.due("complaint", date(2039, 3, 1))
        assert day is None
        assert "2039" in rule


class TestLookingUp:
    def test_number_and_code_find_it_and_so_does_the_phones_tail(self):
        done = opened()
        assert Case.objects.look_up(done.case.number, done.code) == done.case
        assert Case.objects.look_up(done.case.number, PHONE[-4:]) == done.case
        assert done.case.is_code(done.code)

    def test_an_anonymous_one_is_found_by_its_receipt_only(self):
        done = opened(reporter="")
        assert len(done.code) == 16
        assert Case.objects.look_up("", done.code) == done.case
        assert Case.objects.look_up(done.case.number, done.code) is None

    def test_after_five_wrong_tries_the_right_code_fails_too_for_an_hour(self):
        done = opened()
        asker = Tries("address:10.0.0.1", done.case.number)
        for guess in range(MOST):
            assert asker.look_up(done.case.number, f"99{guess:02}") is None
        assert asker.used_up
        assert asker.look_up(done.case.number, done.code) is None

    def test_a_right_code_is_no_guess(self):
        done = opened()
        for _ in range(MOST * 2):
            assert Tries("address:10.0.0.1", done.case.number).look_up(done.case.number, done.code)

    def test_a_guess_is_counted_before_it_looks(self, monkeypatch):
        """So that a hundred at once are a hundred."""
        asker, counted = Tries("address:10.0.0.1"), []
        look_up = CaseQuerySet.look_up
        monkeypatch.setattr(
            CaseQuerySet, "look_up", lambda *a: (counted.append(asker.limits[0].count()), look_up(*a))[1]
        )
        asker.look_up("C26-999999-0", "0000")
        assert counted == [1]

    def test_guessing_from_many_addresses_is_stopped_by_the_number(self):
        done = opened()
        for guess in range(MOST):
            Tries(f"address:10.0.0.{guess}", done.case.number).look_up(done.case.number, "0000")
        assert Tries("address:10.0.1.1", done.case.number).look_up(done.case.number, done.code) is None

    def test_wrong_and_unknown_take_the_same_statements(self, django_assert_num_queries):
        done = opened()
        for number, code in [(done.case.number, "0000"), ("C26-999999-0", "0000"), ("", "0" * 16)]:
            with django_assert_num_queries(1):
                assert Tries("address:10.0.0.1").look_up(number, code) is None


class TestTelling:
    def said(self):
        return [row.text for row in Outbox.objects.filter(cause="case").order_by("pk")]

    def test_the_person_hears_of_every_public_step_once(self):
        case_in("closed")
        steps = ["受理", "承办人", "有答复：修好了", "办结"]
        assert all(word in text for word, text in zip(steps, self.said(), strict=True))
        assert {row.to for row in Outbox.objects.filter(cause="case")} == {PHONE}

    def test_an_internal_note_stays_inside(self):
        case = case_in("accepted")
        before = self.said()
        case.note("打过电话，没人接", person(Role.OPERATOR, "安禾县"))
        assert self.said() == before
        assert not case.events.last().public

    def test_an_anonymous_person_is_told_nothing_anywhere(self):
        case_in("closed", reporter="")
        assert self.said() == []

    def test_whoever_wrote_stop_gets_no_notice(self):
        from portal import outbox

        Consent.objects.record(PHONE, "notice", False, words="退订", channel="sms")
        case_in("accepted")
        outbox.carry()
        assert Outbox.objects.get(cause="case").state == "refused"

    def test_a_long_answer_fits_two_segments(self):
        case = case_in("assigned")
        case.answer("很长的答复。" * 200, "", case.handler)
        assert Outbox.objects.filter(cause="case").last().segments <= 2

    def test_english_reporters_are_told_in_english(self):
        case_in("accepted", language="en")
        assert "has been accepted" in self.said()[0]


class TestHandlers:
    def test_the_case_goes_to_somebody_of_its_place_or_above(self):
        here, away = person(Role.HANDLER, "柳河镇"), person(Role.HANDLER, "青石镇")
        case = case_in("accepted")
        assert here in case.eligible_handlers()
        with pytest.raises(Recused):
            case.assign(away, person(Role.OPERATOR, "安禾县"))
