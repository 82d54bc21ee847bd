"""The promise clock: how long it really took, and silence where too few were counted."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.reach.clock import FEWEST, clock_of, rank
from hotline.models import Case
from portal import registries
from portal.roles import Role
from tests.cms.small_site import a_guide, small_site
from tests.people import person, place
from tests.portal.reading import Page


@given(st.lists(st.integers(0, 400), min_size=1), st.sampled_from([0.5, 0.9]))
def test_the_figure_is_one_that_somebody_really_waited(days, share):
    found = rank(days, share)
    assert found in days
    assert sum(day <= found for day in days) >= share * len(days)
    assert sum(day < found for day in days) < share * len(days) + 1


@pytest.mark.parametrize(
    ("days", "half", "most"), [([1, 2, 3, 4, 5], 3, 5), ([3] * 9 + [60], 3, 3), ([0, 0, 0, 0, 1], 0, 1)]
)
def test_half_and_nine_in_ten(days, half, most):
    assert (rank(days, 0.5), rank(days, 0.9)) == (half, most)


def answered(count: int, kind="complaint", where="柳河村"):
    officer = person(Role.OFFICER, "安禾县")
    for number in range(count):
        case = Case.objects.open(
            kind=kind, text="门口台阶坏了", key=f"{kind}{where}{number}", area=place(where).code
        ).case
        case.accept(officer)
        case.answer("修好了。", "依据", officer)
        Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(days=7))


@pytest.mark.django_db
def test_cases_answered_give_the_figure_and_fewer_than_five_none():
    answered(FEWEST - 1)
    assert clock_of("case:complaint", "").too_few
    answered(2, where="青石村")
    clock = clock_of("case:complaint", "")
    assert clock.count == 6
    assert 3 <= clock.half <= 6, "seven days hold about five working days"
    assert clock_of("case:complaint", "990001101").too_few, "two there"
    assert clock_of("case:help", "").too_few
    assert clock_of("", "") is None
    assert clock_of("gone", "") is None


@pytest.mark.django_db
def test_the_guide_shows_promised_beside_really_and_no_figure_without_rows(client, monkeypatch):
    site = small_site()
    a_guide(site.guides)
    a_guide(site.guides, slug="tousu", title="怎么投诉", measured_by="case:complaint")
    read = lambda slug: Page(client.get(f"/guides/{slug}/").content.decode()).text  # noqa: E731
    assert "实际用时" not in read("butie")
    assert "办理的件数太少" in read("tousu")
    measure = registries.Measure("x", lambda area: [1, 2, 3, 4, 9])
    monkeypatch.setitem(registries.days_needed._things, "case:complaint", measure)
    from portal.page_cache import raise_epoch

    raise_epoch()
    assert "近一年办结5件，一半在3个工作日内办结，九成在9个工作日内办结。" in read("tousu")
