"""The ground's pure rooms: days, segments, masks."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import masks, workdays
from portal.segments import fits, segments, split

days = st.dates(date(2019, 1, 1), date(2026, 11, 1))


class TestWorkdays:
    def test_a_make_up_saturday_is_a_workday(self):
        assert workdays.is_workday(date(2025, 1, 26))  # a Sunday, worked for the Spring Festival
        assert not workdays.is_workday(date(2025, 1, 28))

    def test_a_year_nobody_announced_is_refused(self):
        with pytest.raises(workdays.NotAnnounced):
            workdays.add(date(max(workdays.ANNOUNCED), 12, 30), 30)

    @given(days, st.integers(0, 30))
    def test_a_deadline_is_the_nth_workday(self, start, n):
        due = workdays.add(start, n)
        assert workdays.between(start, due) == n
        assert n == 0 or workdays.is_workday(due)

    def test_a_second_opinion_agrees_on_every_day_off(self):
        second = holidays.country_holidays("CN", years=range(2019, 2027))
        for offset in range((date(2026, 12, 31) - date(2019, 1, 1)).days + 1):
            day = date(2019, 1, 1) + timedelta(days=offset)
            assert workdays.is_workday(day) == second.is_working_day(day), day


class TestSegments:
    @pytest.mark.parametrize(
        ("text", "n"),
        [("", 1), ("a" * 160, 1), ("a" * 161, 2), ("{" * 80, 1), ("{" * 81, 2), ("您" * 70, 1), ("您" * 71, 2),
         ("您" * 134, 2), ("您" * 135, 3), ("😀" * 35, 1), ("😀" * 36, 2), ("a" * 152 + "您", 3)],
    )  # fmt: skip
    def test_characters_are_counted_not_bytes(self, text, n):
        assert segments(text) == n

    @given(st.text(max_size=600))
    def test_every_part_fits_and_no_character_is_lost(self, text):
        parts = split(text)
        assert all(fits(part) for part in parts)
        assert "".join("".join(parts).split()) == "".join(text.split())


class TestMasks:
    def test_a_phone_keeps_what_its_owner_recognises(self):
        assert masks.phone("+8613800138000") == "+86138****8000"

    def test_a_log_line_keeps_no_phone_and_no_identity_number(self):
        assert masks.scrub("from +8613800138000 id 11010519491231002X") == "from ****8000 id ****002X"
        assert masks.scrub("我的电话13800138000，谢谢") == "我的电话****8000，谢谢"
        assert masks.scrub("case C26-000123-7, 3600 yuan") == "case C26-000123-7, 3600 yuan"
