"""A rule made into closures for one day and place: the same verdicts without the reasons, for the dialogue.

An outcome is True, False, None (a public fact is missing) or STAFF (only staff can settle it). Joining keeps
that order, so one value says what the traced evaluator says with two sets. Ages become limits on the birth date.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cms.eligibility.criteria import ANY_CHILD, in_range
from cms.eligibility.dates import youngest_birth
from cms.eligibility.facts import Facts, look_up
from cms.eligibility.judge import BEST_FIRST
from cms.eligibility.known import STAND_INS
from cms.eligibility.rules import Rules, Version
from cms.eligibility.schedules import SCHEDULES
from cms.eligibility.values import NOT_ASKED, SOFT, Unknown, among, at_least, equals, read

STAFF = "staff"
Outcome = bool | None | str
Person = Mapping[str, Any]
Test = Callable[[Person, Person], Outcome]  # (the holder: person or child, the person)


class Maker:
    """Makes tests for one day; `prefix` is "children." inside a child."""

    def __init__(self, facts: Facts, on: date, prefix: str = ""):
        self.facts, self.on, self.prefix = facts, on, prefix

    def __call__(self, node: Mapping[str, Any]) -> Test:
        return getattr(self, f"_{node['kind']}")(node)

    def open(self, key: str) -> Outcome:
        return STAFF if look_up(self.facts, self.prefix + key).staff_only else None

    def read(self, key: str, value: Any) -> Any:
        """A rule's own value as the type of its fact."""
        return read(value, look_up(self.facts, self.prefix + key).type)

    def _is(self, node):
        key, open_ = node["fact"], self.open(node["fact"])
        wanted = self.read(key, node["value"])

        def test(holder, person):
            value = holder.get(key, NOT_ASKED)
            if value.__class__ in SOFT:
                held = equals(value, wanted)
                return open_ if held is None else held
            return value == wanted

        return test

    _place = _is

    def _one_of(self, node):
        key, open_ = node["fact"], self.open(node["fact"])
        wanted = frozenset(self.read(key, value) for value in node["values"])

        def test(holder, person):
            value = holder.get(key, NOT_ASKED)
            if value.__class__ in SOFT:
                held = among(value, wanted)
                return open_ if held is None else held
            return value in wanted

        return test

    def _at_least(self, node, below=False):
        if "than" in node:
            return self._than(node, below)
        key, open_ = node["fact"], self.open(node["fact"])
        limit = self.read(key, node["value"])
        return _limit(key, limit, open_, below)

    def _below(self, node):
        return self._at_least(node, below=True)

    def _than(self, node, below):
        """Against another fact: open for staff only if every open side is theirs."""
        key, than = node["fact"], node["than"]
        times = Decimal(node["times"]) if "times" in node else None
        sides = ((key, self.open(key)), (than, self.open(than)))

        def test(holder, person):
            limit = holder.get(than, NOT_ASKED)
            value = at_least(holder.get(key, NOT_ASKED), limit if times is None else limit * times)
            if value is not None:
                return value is not below
            soft = [open_ for name, open_ in sides if holder.get(name, NOT_ASKED).__class__ in SOFT]
            return None if None in soft else STAFF

        return test

    def _age(self, node):
        key = node["fact"]
        latest = youngest_birth(self.on, node["years"], node.get("mode", "birthday"))
        after = node.get("below", False)
        open_ = self.open(key)

        def test(holder, person):
            value = holder.get(key, NOT_ASKED) <= latest
            return open_ if value is None else value is not after

        return test

    def _holds(self, node):
        code, open_ = node["programme"], self.open("receiving")

        def test(holder, person):
            value = holder.get("receiving", NOT_ASKED)
            return open_ if value.__class__ in SOFT else code in value

        return test

    def _count(self, node, low=None):
        where = Maker(self.facts, self.on, "children.")(node.get("where", ANY_CHILD))
        low = node.get("at_least", 0) if low is None else low
        high = node.get("at_most")

        def test(holder, person):
            children = person.get("children")
            if children is None or children.__class__ is Unknown:
                return None
            outcomes = [where(child, person) for child in children]
            scope = person.get("children_scope")
            endless = scope is not None and any(
                where(child, person) is not False for child in STAND_INS.get(scope, ())
            )
            sure = outcomes.count(True)
            value = in_range(sure, len(outcomes) - outcomes.count(False), endless, low, high)
            if value is not None:
                return value
            return None if endless or None in outcomes else STAFF

        return test

    def _exists(self, node):
        return self._count({key: value for key, value in node.items() if key != "at_most"}, low=1)

    def _schedule(self, node):
        schedule, on = SCHEDULES[node["schedule"]], self.on

        def test(holder, person):
            return CLOSED.get(schedule(holder, on).state, False)

        return test

    def _staff(self, node):
        return lambda holder, person: STAFF

    def _note(self, node):
        return lambda holder, person: True

    def _all(self, node):
        return every([self(one) for one in node["of"]])

    def _any(self, node):
        parts = [self(one) for one in node["of"]]

        def test(holder, person):
            said: Outcome = False
            for part in parts:
                outcome = part(holder, person)
                if outcome is True:
                    return True
                if outcome is None or said is False:
                    said = outcome
            return said

        return test

    def _unless(self, node):
        inner = self(node["of"])

        def test(holder, person):
            outcome = inner(holder, person)
            return not outcome if outcome.__class__ is bool else outcome

        return test


CLOSED: dict[str, Outcome] = {"open": True, "unknown": None, "late": STAFF}


def _limit(key: str, limit: Any, open_: Outcome, below: bool) -> Test:
    def reaches(holder, person):
        value = holder.get(key, NOT_ASKED) >= limit
        return open_ if value is None else value

    def stays_below(holder, person):
        value = holder.get(key, NOT_ASKED) < limit
        return open_ if value is None else value

    return stays_below if below else reaches


def every(parts: Sequence[Test]) -> Test:
    def test(holder, person):
        said: Outcome = True
        for part in parts:
            outcome = part(holder, person)
            if outcome is False:
                return False
            if outcome is None or (outcome is STAFF and said is True):
                said = outcome
        return said

    return test


@lru_cache(maxsize=512)
def _compiled(rules: "Hashed", on: date, area: str) -> Callable[[Person], str]:
    version = rules.rules.version(on, area)
    if version is None:
        return lambda person: "not_in_force"
    prefix = "children." if version.each else ""
    one = _verdict(version, Maker(rules.rules.facts, on, prefix))
    return _best_child(one) if version.each else (lambda person: one(person, person))


class Hashed:
    """Rules as a key: two texts with one hash are one rule."""

    def __init__(self, rules: Rules):
        self.rules = rules

    def __hash__(self) -> int:
        return hash(self.rules.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hashed) and self.rules.hash == other.rules.hash


def compiled(rules: Rules, on: date, area: str = "") -> Callable[[Person], str]:
    """A function from facts as `known.read_facts` gives them to a word of `verdict.VERDICTS`."""
    return _compiled(Hashed(rules), on, area)


def _verdict(version: Version, make: Maker) -> Callable[[Person, Person], str]:
    """The order of `judge.verdict_of`; the plain conditions first, windows and places after."""
    apart = ("place", "schedule")
    plain = every([make(node) for node in version.criteria if node["kind"] not in apart])
    places = [make(node) for node in version.criteria if node["kind"] == "place"]
    windows = [
        (SCHEDULES[node["schedule"]], make(node)) for node in version.criteria if node["kind"] == "schedule"
    ]
    on = make.on

    def verdict(holder: Person, person: Person) -> str:
        held = plain(holder, person)
        if held is False:
            return "no"
        here = [test(holder, person) for test in places]
        when = [test(holder, person) for _schedule, test in windows]
        if False in when and any(
            test is False and schedule(holder, on).state != "closed"
            for (schedule, _), test in zip(windows, when, strict=True)
        ):
            return "no"
        outcomes = (held, *here, *when)
        if None in outcomes:
            return "unknown"
        if False in when:
            return "window_closed"
        if False in here:
            return "elsewhere"
        return "staff" if STAFF in outcomes else "yes"

    return verdict


def _best_child(one: Callable[[Person, Person], str]) -> Callable[[Person], str]:
    def verdict(person: Person) -> str:
        children = person.get("children")
        if children is None or children.__class__ is Unknown:
            return "unknown"
        said = [one(child, person) for child in children]
        return min(said, key=BEST_FIRST.index) if said else "no"

    return verdict
