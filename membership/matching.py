"""Who should look after whom: a least-cost assignment of one village. Pure: arrays in, pairs with reasons out.

Cost of a pair = distance + load + not keeping last year's pair + unmet wishes + another member group. Nobody is
matched with the household they live in or look after already; a member appears once for each free place, each
dearer than the one before. A household that needs several helpers gets them in rounds, one helper a round.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

NOBODY = 1000.0  # what it costs to leave a household alone: more than any pair
FARTHEST = 20.0  # km; beyond it distance no longer tells
SOMEWHERE = 2.0  # km taken where a position is not known
PER_HOUSEHOLD = 0.4  # each household somebody has already
CHANGED = 3.0
WISH = 4.0
OTHER_GROUP = 0.3
NONE = -1


@dataclass
class Members:
    """One entry per member in each array; positions in degrees, NaN where unknown."""

    key: np.ndarray
    position: np.ndarray  # n × 2
    load: np.ndarray
    cap: np.ndarray
    sex: np.ndarray
    home: np.ndarray  # key of the household they live in, or NONE
    group: np.ndarray
    languages: list[frozenset[str]] = field(default_factory=list)

    def __len__(self):
        return len(self.key)


@dataclass
class Households:
    """One entry per household in each array."""

    key: np.ndarray
    position: np.ndarray
    wish_sex: np.ndarray  # "" or a sex
    wish_language: np.ndarray  # "" or a language
    last: np.ndarray  # key of last year's helper, or NONE
    needed: np.ndarray  # how many helpers are still missing
    group: np.ndarray
    helpers: list[frozenset[int]] = field(default_factory=list)  # who looks after them already

    def __len__(self):
        return len(self.key)


class Suggestion(NamedTuple):
    """`reasons` are codes with numbers; screens say them in words."""

    household: int
    member: int
    cost: float
    reasons: list[list]


class Unmatched(NamedTuple):
    household: int
    reason: str


class Plan(NamedTuple):
    suggestions: list[Suggestion]
    unmatched: list[Unmatched]


def match(members: Members, households: Households) -> Plan:
    """Everybody's helper in one village, round by round."""
    if not len(households):
        return Plan([], [])
    if not len(members):
        return Plan([], [Unmatched(int(key), "no_member") for key in households.key])
    parts = _Parts(members, households)
    load, missing = members.load.copy(), households.needed.copy()
    chosen: list[Suggestion] = []
    while (rows := np.flatnonzero(missing > 0)).size:
        pairs = _round(parts, rows, load, members.cap)
        if not pairs:
            break
        for row, column in pairs:
            chosen.append(parts.suggestion(row, column, int(load[column])))
            load[column] += 1
            missing[row] -= 1
            parts.forbidden[row, column] = True
    left = np.flatnonzero(missing > 0)
    return Plan(chosen, [Unmatched(int(households.key[row]), parts.why_not(row, load)) for row in left])


def total(plan: Plan, households: Households) -> float:
    """What the whole plan costs, households left alone included."""
    alone = int(households.needed.sum()) - len(plan.suggestions)
    return sum(one.cost for one in plan.suggestions) + alone * NOBODY


class _Parts:
    """The parts of the cost, household × member, kept apart so that each pair can be explained."""

    def __init__(self, members: Members, households: Households):
        self.members, self.households = members, households
        self.km = _distance(households.position, members.position)
        self.keeps = households.last[:, None] == members.key[None, :]
        keeps_none = ~np.isin(households.last, members.key)
        self.changed = ~self.keeps & ~keeps_none[:, None]
        wish = households.wish_sex[:, None]
        self.unmet_sex = (wish != "") & (wish != members.sex[None, :])
        self.unmet_language = _unmet_languages(households, members)
        group = households.group[:, None]
        self.other_group = (group != NONE) & (group != members.group[None, :])
        self.forbidden = (households.key[:, None] == members.home[None, :]) | _already(households, members)
        distance = np.where(np.isnan(self.km), SOMEWHERE, np.minimum(self.km, FARTHEST))
        self.fixed = (
            distance + CHANGED * self.changed + WISH * self.unmet_sex + WISH * self.unmet_language
            + OTHER_GROUP * self.other_group
        )  # fmt: skip

    def suggestion(self, row: int, column: int, load: int) -> Suggestion:
        cost = float(self.fixed[row, column]) + PER_HOUSEHOLD * load
        keys = self.households.key[row], self.members.key[column]
        return Suggestion(int(keys[0]), int(keys[1]), round(cost, 3), self.reasons(row, column, load))

    def reasons(self, row: int, column: int, load: int) -> list[list]:
        km = self.km[row, column]
        said: list[list] = [["distance_unknown"] if np.isnan(km) else ["distance", round(float(km), 1)]]
        said.append(["load", load, int(self.members.cap[column])])
        if self.keeps[row, column]:
            said.append(["kept"])
        elif self.changed[row, column]:
            said.append(["changed"])
        if self.households.wish_sex[row]:
            said.append(["sex_unmet" if self.unmet_sex[row, column] else "sex_met"])
        if language := str(self.households.wish_language[row]):
            said.append(["language_unmet" if self.unmet_language[row, column] else "language_met", language])
        return said

    def why_not(self, row: int, load: np.ndarray) -> str:
        free = load < self.members.cap
        return "only_forbidden" if free.any() else "no_free_member"


def _round(parts: _Parts, rows: np.ndarray, load: np.ndarray, cap: np.ndarray) -> list[tuple[int, int]]:
    """One helper each for these households; who is left alone is not in the answer."""
    free = np.clip(cap - load, 0, len(rows)).astype(int)
    slots = np.repeat(np.arange(len(free)), free)
    if not slots.size:
        return []
    place = np.arange(slots.size) - np.repeat(np.cumsum(free) - free, free)
    cost = parts.fixed[np.ix_(rows, slots)] + PER_HOUSEHOLD * (load[slots] + place)
    cost[parts.forbidden[np.ix_(rows, slots)]] = NOBODY
    chosen_rows, chosen_slots = linear_sum_assignment(cost)
    good = cost[chosen_rows, chosen_slots] < NOBODY
    return list(zip(rows[chosen_rows[good]].tolist(), slots[chosen_slots[good]].tolist(), strict=True))


def _distance(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Kilometres within a village, where the earth is flat."""
    away = ours[:, None, :] - theirs[None, :, :]
    shrink = np.cos(np.radians(ours[:, 0]))[:, None]
    return 111.2 * np.hypot(away[..., 0], away[..., 1] * shrink)


def _unmet_languages(households: Households, members: Members) -> np.ndarray:
    unmet = np.zeros((len(households), len(members)), dtype=bool)
    for row in np.flatnonzero(households.wish_language != ""):
        wish = str(households.wish_language[row])
        unmet[row] = [wish not in spoken for spoken in members.languages] if members.languages else True
    return unmet


def _already(households: Households, members: Members) -> np.ndarray:
    seen = np.zeros((len(households), len(members)), dtype=bool)
    for row, helpers in enumerate(households.helpers):
        if helpers:
            seen[row] = np.isin(members.key, list(helpers))
    return seen
