"""How programmes meet: the higher one, one of two, one that needs another."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

from cms.eligibility import Rules, circles, judge_all, sentences

ON = date(2026, 11, 24)


def programme(code, criterion, amount=None, period="month", interactions=(), per="person"):
    row = {"from": None, "to": None, "value": amount, "period": period, "per": per}
    return Rules.from_json(
        {
            "code": code,
            "name": {"zh": code, "en": code},
            "sources": {},
            "interactions": list(interactions),
            "versions": [{"from": "2000-01-01", "criteria": [{"id": "a", **criterion}], "amounts": [row]}],
        }
    )


RURAL = {"kind": "is", "fact": "hukou_kind", "value": "rural"}
HERE = {"kind": "is", "fact": "hukou_here", "value": True}
STAFF = {"kind": "staff"}


def meet(kind, *codes):
    return {"kind": kind, "programmes": list(codes), "text": {"zh": "x", "en": "x"}}


class TestTheHigherIsPaid:
    LOW = programme("LOW", RURAL, "960", "year", [meet("higher_of", "HIGH")])
    HIGH = programme("HIGH", HERE, "590")

    def test_the_lower_stays_a_yes_but_loses_its_sum_and_says_so(self):
        low, high = judge_all([self.LOW, self.HIGH], {"hukou_kind": "rural", "hukou_here": True}, ON)
        assert (low.verdict, low.amount, high.verdict, high.amount) == ("yes", None, "yes", Decimal(590))
        assert [(note.kind, note.other, note.pays) for note in low.together] == [
            ("higher_of", "HIGH", "HIGH")
        ]
        assert high.together[0].other == "LOW"
        assert any("只发高的" in line for line in sentences(low, self.LOW, "zh"))

    def test_while_the_other_is_open_nothing_is_taken_away(self):
        low, high = judge_all([self.LOW, self.HIGH], {"hukou_kind": "rural"}, ON)
        assert (low.verdict, low.amount, low.together, high.verdict) == ("yes", Decimal(960), (), "unknown")

    def test_sums_that_cannot_be_compared_are_left_to_the_township(self):
        high = programme("HIGH", HERE, None)
        low, _high = judge_all([self.LOW, high], {"hukou_kind": "rural", "hukou_here": True}, ON)
        assert (low.amount, low.together[0].pays) == (Decimal(960), None)


class TestOneOfTwo:
    def test_both_stay_possible_and_the_person_chooses(self):
        one = programme("A", RURAL, "100", interactions=[meet("excludes", "B")])
        two = programme("B", HERE, "50", interactions=[meet("excludes", "A")])
        verdicts = judge_all([one, two], {"hukou_kind": "rural", "hukou_here": True}, ON)
        assert [verdict.verdict for verdict in verdicts] == ["yes", "yes"]
        assert [len(verdict.together) for verdict in verdicts] == [1, 1]


class TestNeeding:
    BASE = programme("BASE", HERE, "590")
    MORE = programme("MORE", RURAL, "100", "day", [meet("needs", "BASE")])

    def said(self, **facts):
        return judge_all([self.MORE, self.BASE], facts, ON)[0]

    def test_it_follows_what_it_needs(self):
        assert self.said(hukou_kind="rural", hukou_here=True).verdict == "yes"
        assert self.said(hukou_kind="rural", hukou_here=False, receiving=[]).verdict == "no"
        assert self.said(hukou_kind="rural", hukou_here=False, receiving=["BASE"]).verdict == "yes"
        assert self.said(hukou_kind="urban").verdict == "no"

    def test_while_the_needed_one_is_open_it_is_open_and_says_what_would_be_paid(self):
        open_ = self.said(hukou_kind="rural")
        assert (open_.verdict, open_.missing, open_.amount) == ("unknown", ("hukou_here",), None)
        assert open_.amount_if_confirmed == Decimal(100)

    def test_staff_decide_on_both_at_once(self):
        base = programme("BASE", STAFF, "590")
        assert judge_all([self.MORE, base], {"hukou_kind": "rural"}, ON)[0].verdict == "staff"

    def test_while_nobody_said_what_is_received_it_is_no_plain_no(self):
        open_ = self.said(hukou_kind="rural", hukou_here=False)
        assert (open_.verdict, open_.missing) == ("unknown", ("receiving",))

    def test_a_needed_one_that_was_not_judged_leaves_it_open(self):
        assert judge_all([self.MORE], {"hukou_kind": "rural", "receiving": []}, ON)[0].verdict == "unknown"

    def test_it_opens_on_the_day_on_which_both_are_met_and_not_before(self):
        sixty = {"kind": "age", "fact": "birth_date", "years": 60}
        facts = {"birth_date": "1967-01-01", "receiving": []}
        old = programme("OLD", sixty, "10", interactions=[meet("needs", "BASE")])
        opens = [
            judge_all([old, self.BASE], {**facts, "hukou_here": here}, ON)[0].opens_on
            for here in (True, False)
        ]
        assert opens == [date(2027, 1, 1), None]
        later = judge_all([self.MORE, programme("BASE", sixty)], {**facts, "hukou_kind": "rural"}, ON)[0]
        assert (later.verdict, later.opens_on) == ("no", date(2027, 1, 1))

    def test_a_circle_is_found(self):
        back = deepcopy(dict(self.BASE.data)) | {"interactions": [meet("needs", "MORE")]}
        found = circles([self.MORE, Rules.from_json(back)])
        assert len(found) == 1
        assert set(found[0]) == {"BASE", "MORE"}
        assert circles([self.MORE, self.BASE]) == []
