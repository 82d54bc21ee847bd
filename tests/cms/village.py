"""An invented village, the same for the same seed: everybody's facts, as in the cases beside the rules.

Not statistics about real people: ages, couples, children, registration and papers are only plausible.
"""

from datetime import date, timedelta
from random import Random

TODAY = date(2026, 11, 24)
STANDARD = 720


def village(number: int, seed: int = 1, today: date = TODAY) -> list[dict]:
    """So many adults, with everything about them that is to be known."""
    dice, people = Random(seed), []
    while len(people) < number:
        people += _household(dice, today)
    return people[:number]


def _household(dice: Random, today: date) -> list[dict]:
    """One person, or a couple of whom each is the other's spouse."""
    age = dice.choices((24, 34, 44, 54, 64, 74, 84), (8, 14, 16, 22, 20, 13, 7))[0] + dice.randint(-4, 5)
    woman = _person(dice, "f", _born(dice, age, today), today)
    if dice.random() < (0.35 if age < 30 else 0.04):
        woman |= {"marital_status": "single", "children": [], "ever_had_living_child": False}
        return [_finished(dice, woman, {}, today)]
    man = _person(dice, "m", _born(dice, age + dice.randint(-2, 6), today), today)
    status = dice.choices(("married", "divorced", "widowed"), (90, 5, 5 + max(0, age - 60)))[0]
    children = _children(dice, woman, today)
    bore = any(not child["adopted"] for child in children) or dice.random() < 0.02
    both = {"marital_status": status, "children": children, "ever_had_living_child": bore}
    pair = [_finished(dice, one | both, other, today) for one, other in ((woman, man), (man, woman))]
    return pair if status == "married" else [dice.choice(pair)]


def _born(dice: Random, age: int, today: date) -> date:
    return today - timedelta(days=age * 365 + dice.randint(1, 364))


def _person(dice: Random, sex: str, born: date, today: date) -> dict:
    age = (today - born).days // 365
    income = dice.choices(
        (dice.randint(100, 700), dice.randint(720, 1100), dice.randint(1200, 9000)), (6, 6, 88)
    )[0]
    grade = dice.choices((0, 1, 2, 3, 4), (93, 1, 2, 2, 2))[0]
    facts = {
        "birth_date": born.isoformat(), "sex": sex, "hukou_kind": dice.choices(("rural", "urban"), (65, 35))[0],
        "hukou_here": dice.random() < 0.9, "births_confirmed": dice.random() < 0.9, "assets_ok": dice.random() < 0.9,
        "complication_grade": dice.choices((0, 1, 2, 3), (98, 0.5, 0.5, 1))[0], "disability_grade": grade,
        "income_per_head": str(income), "local_standard": str(STANDARD), "income_below_standard": income < STANDARD,
        "work_capacity": "none" if age > 75 or grade in (1, 2) else "some", "major_illness": dice.random() < 0.03,
        "supporters": dice.choices(("able", "unable", "none"), (94, 3, 3))[0], "residence_months": dice.choice((3, 6, 240)),
        "planning_pregnancy": sex == "f" and age < 42 and dice.random() < 0.2, "pre_check_used_for_this_child": False,
    }  # fmt: skip
    if grade:
        facts["disability_kind"] = dice.choice(("limb", "sight", "hearing", "mental"))
    return facts | _later_life(dice, born, sex, today) | {"birth_order": dice.choice((1, 1, 2, 3, 4))}


def _later_life(dice: Random, born: date, sex: str, today: date) -> dict:
    """Retirement, and the insurance of some families."""
    retires = born.replace(year=born.year + (55 if sex == "f" else 60), day=1)
    employers = (("enterprise", "closed_enterprise", "institution", "not_retired"), (15, 3, 7, 75))
    employer = dice.choices(*employers)[0] if retires <= today else "not_retired"
    facts = {
        "retired_from": employer, "insured": dice.random() < 0.1, "hospital": dice.choice(("public_second_grade", "other")),
        "hospital_days_paid": dice.choice((0, 0, 0, 12, 90)),
    }  # fmt: skip
    return facts | ({} if employer == "not_retired" else {"retired_on": retires.isoformat()})


def _children(dice: Random, mother: dict, today: date) -> list[dict]:
    """As many as was usual in the years when their mother was young."""
    born = date.fromisoformat(mother["birth_date"])
    weights = (
        (4, 30, 40, 20, 6)
        if born.year < 1955
        else (5, 62, 28, 4, 1)
        if born.year < 1985
        else (12, 45, 36, 6, 1)
    )
    first, children = born.year + dice.randint(20, 29), []
    for number in range(dice.choices(range(5), weights)[0]):
        birth = date(first + 3 * number + dice.randint(0, 1), dice.randint(1, 12), dice.randint(1, 28))
        if birth <= today:
            children.append(_child(dice, birth, today))
    return children


def _child(dice: Random, birth: date, today: date) -> dict:
    dead = dice.random() < 0.03
    grade = dice.choices((0, 1, 2, 3, 4), (96, 1, 1, 1, 1))[0]
    years = range(max(birth.year, 2025), today.year + 1) if birth.year >= 2022 else ()
    facts = {
        "birth_date": birth.isoformat(), "sex": dice.choice("fm"), "alive": not dead, "adopted": dice.random() < 0.02,
        "disability_grade": grade, "disability_card": grade > 0 and dice.random() < 0.8,
        "nationality": "CN" if dice.random() < 0.99 else "other", "hukou_here": dice.random() < 0.9,
        "claimed_years": [year for year in years if dice.random() < (0.8 if year < today.year else 0.4)],
    }  # fmt: skip
    died = birth + timedelta(days=dice.randint(0, (today - birth).days))
    return facts | ({"death_date": died.isoformat()} if dead else {})


def _finished(dice: Random, facts: dict, spouse: dict, today: date) -> dict:
    """What follows from the rest: papers, benefits and what is known of the spouse."""
    children = facts["children"]
    one_child = len(children) == 1 and children[0]["birth_date"] < "2016"
    old = facts["birth_date"] <= today.replace(year=today.year - 60).isoformat()
    told = facts | {
        "one_child_certificate": one_child and dice.random() < 0.7,
        "receiving": ["JF"]
        if one_child and old and facts["hukou_kind"] == "rural" and dice.random() < 0.5
        else [],
    }
    if not spouse:
        return told
    known = {key: spouse[key] for key in ("birth_date", "hukou_kind")}
    return told | {
        "spouse": known | {"alive": facts["marital_status"] != "widowed"}, "spouse_hukou_here": spouse["hukou_here"],
    }  # fmt: skip


def as_registered(people: list[dict], seed: int = 2) -> list[dict]:
    """The same people as a register knows them: here and there something is missing."""
    dice = Random(seed)
    return [_with_gaps(dice, one) for one in people]


def _with_gaps(dice: Random, facts: dict) -> dict:
    kept = {key: value for key, value in facts.items() if dice.random() < 0.85}
    for key in ("spouse",):
        if key in kept:
            kept[key] = {name: value for name, value in kept[key].items() if dice.random() < 0.85}
    if "children" in kept:
        kept["children"] = [
            {key: value for key, value in child.items() if dice.random() < 0.85} for child in kept["children"]
        ]
    return kept
