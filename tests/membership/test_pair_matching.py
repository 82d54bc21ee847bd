"""Who should look after whom: no cap passed, nobody their own household, never dearer than taking the nearest."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from membership.matching import NOBODY, NONE, PER_HOUSEHOLD, Households, Members, _Parts, match, total
from membership.matching import Plan as Answer


def members(n: int, **columns) -> Members:
    plain = {
        "key": np.arange(100, 100 + n), "position": np.full((n, 2), np.nan), "load": np.zeros(n, dtype=int),
        "cap": np.full(n, 2), "sex": np.array([""] * n), "home": np.full(n, NONE), "group": np.full(n, NONE),
        "languages": [frozenset()] * n,
    }  # fmt: skip
    return Members(**{**plain, **columns})


def households(n: int, **columns) -> Households:
    plain = {
        "key": np.arange(n), "position": np.full((n, 2), np.nan), "wish_sex": np.array([""] * n),
        "wish_language": np.array([""] * n), "last": np.full(n, NONE), "needed": np.ones(n, dtype=int),
        "group": np.full(n, NONE), "helpers": [frozenset()] * n,
    }  # fmt: skip
    return Households(**{**plain, **columns})


@st.composite
def villages(draw, most_needed: int = 3):
    n, m = draw(st.integers(1, 9)), draw(st.integers(1, 6))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def positions(count):
        degrees = 30 + chance.random((count, 2)) / 50
        degrees[chance.random(count) < 0.2] = np.nan
        return degrees

    helpers = members(
        m, position=positions(m), load=chance.integers(0, 3, m), cap=chance.integers(1, 4, m),
        sex=chance.choice(["F", "M", ""], m), home=chance.integers(-1, n, m), group=chance.integers(-1, 3, m),
        languages=[frozenset(chance.choice(["吴语", "壮语"], 1)) for _ in range(m)],
    )  # fmt: skip
    homes = households(
        n, position=positions(n), wish_sex=chance.choice(["F", "M", ""], n), group=chance.integers(-1, 3, n),
        wish_language=chance.choice(["吴语", "", ""], n), last=chance.choice([NONE, *helpers.key], n),
        needed=chance.integers(0, most_needed + 1, n),
        helpers=[frozenset(chance.choice(helpers.key, 1).tolist()) for _ in range(n)],
    )  # fmt: skip
    return helpers, homes


def greedy(helpers: Members, homes: Households) -> float:
    """What a patient clerk does: house by house, the cheapest member who still has room."""
    parts, load, cost = _Parts(helpers, homes), helpers.load.copy(), 0.0
    for row in np.flatnonzero(homes.needed > 0):
        choices = [
            (float(parts.fixed[row, at]) + PER_HOUSEHOLD * load[at], at)
            for at in range(len(helpers))
            if not parts.forbidden[row, at] and load[at] < helpers.cap[at]
        ]
        price, at = min(choices, default=(NOBODY, -1))
        cost += price
        if at >= 0:
            load[at] += 1
    return cost


@given(villages())
def test_caps_own_household_and_pairs_that_exist_are_respected(village):
    helpers, homes = village
    plan = match(helpers, homes)
    at = {int(key): place for place, key in enumerate(helpers.key)}
    pairs = [(one.household, one.member) for one in plan.suggestions]
    assert len(pairs) == len(set(pairs))
    for household, member in pairs:
        assert helpers.home[at[member]] != household
        assert member not in homes.helpers[household]
    for member, place in at.items():
        taken = sum(one.member == member for one in plan.suggestions)
        assert taken == 0 or helpers.load[place] + taken <= helpers.cap[place]
    for household in range(len(homes)):
        found = sum(one.household == household for one in plan.suggestions)
        alone = any(one.household == household for one in plan.unmatched)
        assert found == homes.needed[household] or (found < homes.needed[household] and alone)


@given(villages(most_needed=1))
def test_it_never_costs_more_than_house_by_house(village):
    helpers, homes = village
    assert total(match(helpers, homes), homes) <= greedy(helpers, homes) + 0.001 * len(homes)


def codes(plan: Answer) -> dict:
    return {one.household: (one.member, {reason[0] for reason in one.reasons}) for one in plan.suggestions}


def test_last_years_helper_stays_and_the_wish_for_a_woman_is_met():
    helpers = members(2, sex=np.array(["M", "F"]))
    homes = households(2, wish_sex=np.array(["F", ""]), last=np.array([NONE, 100]))
    assert codes(match(helpers, homes)) == {
        0: (101, {"distance_unknown", "load", "sex_met"}),
        1: (100, {"distance_unknown", "load", "kept"}),
    }


def test_who_is_left_alone_is_told_why():
    helpers = members(1, cap=np.array([1]), home=np.array([0]))
    assert match(helpers, households(1)).unmatched[0].reason == "only_forbidden"
    assert match(helpers, households(3)).unmatched[0].reason == "no_free_member"
    assert match(members(0), households(1)).unmatched[0].reason == "no_member"


def test_households_are_spread_over_members_of_equal_distance():
    plan = match(members(3, cap=np.full(3, 5)), households(3))
    assert len({one.member for one in plan.suggestions}) == 3
