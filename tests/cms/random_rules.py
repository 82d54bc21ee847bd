"""Random rules over the closed list of criteria, and random people: everything known, roughly known or not."""

from datetime import date
from random import Random

from hypothesis import strategies as st

from cms.eligibility import Fact, Rules, Why, all_facts

PLAIN = {key: one for key, one in all_facts().items() if one.type != "children"}
DAYS = st.one_of(
    st.dates(date(1955, 1, 1), date(2027, 12, 31)),
    st.dates(date(2021, 11, 1), date(2026, 12, 31)),
    st.sampled_from([date(1964, 2, 29), date(2000, 2, 29), date(1966, 11, 24), date(2022, 1, 1)]),
)
ON = st.one_of(
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    st.sampled_from(
        [date(1999, 12, 31), date(2015, 12, 31), date(2024, 2, 28), date(2024, 2, 29), date(2026, 3, 1)]
    ),
)
CENTS = st.integers(0, 400).map(lambda number: f"{number / 4:.2f}")
UNKNOWN = [None, *({"unknown": why.value} for why in Why)]


def exact(one):
    """A value a rule may name, as JSON."""
    return {
        "date": DAYS.map(date.isoformat), "bool": st.booleans(), "number": st.integers(0, 6), "money": CENTS,
        "choice": st.sampled_from(one.values or ("",)),
    }[one.type]  # fmt: skip


def person(dice: Random) -> dict:
    """What one person told: nearly everything, much or little, some of it roughly, some of it as unknown."""
    much = dice.choice([1.0, 0.9, 0.4])
    told = _tell(dice, "", much)
    if dice.random() < much:
        told["spouse"] = _tell(dice, "spouse", much)
    if dice.random() < much:
        told["children"] = [_tell(dice, "children", much) for _ in range(dice.choice([0, 1, 1, 2, 3]))]
    elif dice.random() < 0.5:
        told["children"] = dice.choice(UNKNOWN)
    if dice.random() < 0.3:
        told["children_scope"] = dice.choice(["all", "living", "young"])
    return told


def _tell(dice: Random, holder: str, much: float) -> dict:
    own = {key: one for key, one in PLAIN.items() if key.rpartition(".")[0] == holder}
    told = {key.rpartition(".")[2]: _said(dice, one) for key, one in own.items() if dice.random() < much}
    if holder == "children" and dice.random() < 0.5:
        told["claimed_now"] = dice.random() < 0.5
    return told


def _said(dice: Random, one: Fact):
    chance = dice.random()
    if chance < 0.04:
        return dice.choice(UNKNOWN)
    if chance < 0.15 and one.type in ("date", "number", "money"):
        ends = sorted([_value(dice, one), _value(dice, one)], key=str if one.type == "date" else float)
        return {"from": ends[0], "to": ends[1]}
    return _value(dice, one)


def _value(dice: Random, one: Fact):
    match one.type:
        case "date":
            first, last = dice.choice([(1955, 2027), (1964, 1968), (2021, 2026)])
            return dice.choice(["1964-02-29", "2000-02-29"]) if dice.random() < 0.1 else str(
                date(dice.randint(first, last), dice.randint(1, 12), dice.randint(1, 28)))  # fmt: skip
        case "bool":
            return dice.random() < 0.5
        case "number":
            return dice.randint(0, 6)
        case "money":
            return f"{dice.randint(0, 400) / 4:.2f}"
        case "list":
            return dice.sample(["JF", "YE", "DB"], dice.randint(0, 2))
        case "years":
            return dice.sample([2025, 2026, 2027], dice.randint(0, 2))
    return dice.choice(one.values)


def people(seed: int, number: int) -> list[dict]:
    dice = Random(seed)
    return [person(dice) for _ in range(number)]


def _of_type(prefix: str, *types: str):
    """Facts a criterion may name, as seen from the person or from one child."""
    inside = "children." if prefix else ""
    keys = [
        key for key, one in PLAIN.items() if one.type in types and key.startswith("children.") == bool(prefix)
    ]
    return st.sampled_from([(key.removeprefix(inside), PLAIN[key]) for key in keys])


def _named(kind: str, pair, **more):
    return st.fixed_dictionaries({"kind": st.just(kind), "fact": st.just(pair[0]), **more})


def _compared(prefix: str):
    numeric = _of_type(prefix, "date", "number", "money")
    limits = st.sampled_from(["at_least", "below"])
    fixed = st.tuples(limits, numeric).flatmap(lambda two: _named(two[0], two[1], value=exact(two[1][1])))
    than = st.tuples(limits, _of_type(prefix, "number"), _of_type(prefix, "number")).flatmap(
        lambda three: _named(
            three[0], three[1], than=st.just(three[2][0]), times=st.sampled_from(["1", "1.5", "0.5"])
        )
    )
    ages = _of_type(prefix, "date").flatmap(
        lambda one: _named(
            "age", one, years=st.sampled_from([0, 3, 18, 49, 60]), below=st.booleans(),
            mode=st.sampled_from(["birthday", "calendar_year", "month"]),
        )
    )  # fmt: skip
    return [fixed, than, ages]


def leaves(prefix: str = ""):
    plain = _of_type(prefix, "bool", "choice", "number", "money", "date")
    kinds = [
        plain.flatmap(lambda one: _named("is", one, value=exact(one[1]))),
        plain.flatmap(
            lambda one: _named("one_of", one, values=st.lists(exact(one[1]), min_size=1, max_size=3))
        ),
        _of_type(prefix, "bool").flatmap(lambda one: _named("place", one, value=st.booleans())),
        *_compared(prefix),
        st.just({"kind": "staff"}),
        st.just({"kind": "note"}),
    ]
    if prefix:
        kinds.append(st.just({"kind": "schedule", "schedule": "childcare"}))
    else:
        money = st.sampled_from(
            [["income_per_head", "local_standard"], ["local_standard", "income_per_head"]]
        )
        kinds.append(money.map(lambda two: {"kind": "below", "fact": two[0], "than": two[1], "times": "1.5"}))
        kinds.append(st.sampled_from(["JF", "YE"]).map(lambda code: {"kind": "holds", "programme": code}))
    return st.one_of(kinds)


def _joined(inner):
    several = st.lists(inner, max_size=3)
    return st.one_of(
        st.builds(lambda kind, of: {"kind": kind, "of": of}, st.sampled_from(["all", "any"]), several),
        inner.map(lambda one: {"kind": "unless", "of": one}),
    )


def trees(prefix: str = ""):
    """A criterion and what is inside it."""
    kinds = leaves(prefix)
    return st.recursive(st.one_of(kinds, _counted()) if not prefix else kinds, _joined, max_leaves=5)


def _counted():
    where = st.recursive(leaves("children."), _joined, max_leaves=3)
    exists = where.map(lambda one: {"kind": "exists", "where": one})
    count = st.builds(
        lambda one, low, high: {"kind": "count", "at_least": low, **one, **high},
        st.one_of(st.just({}), where.map(lambda one: {"where": one})), st.integers(0, 2),
        st.one_of(st.just({}), st.integers(0, 2).map(lambda most: {"at_most": most})),
    )  # fmt: skip
    return st.one_of(exists, count)


def _amounts(guards):
    row = st.fixed_dictionaries(
        {
            "from": st.just("2004-01-01"), "to": st.sampled_from([None, "2015-12-31"]), "per": st.just("person"),
            "value": st.sampled_from(["960", "590.5", None]), "period": st.sampled_from(["year", "month"]),
        },
        optional={"guard": guards, "areas": st.sampled_from([["51"], ["5134"]])},
    )  # fmt: skip
    return st.lists(row, max_size=3)


def _version(criteria, guards, **more):
    return st.fixed_dictionaries(
        {
            "from": st.just("2000-01-01"), "to": st.just(None), "criteria": st.lists(criteria, min_size=1, max_size=4),
            "amounts": _amounts(guards), "amount_rule": st.sampled_from(["first", "highest", "sum"]), **more,
        }
    )  # fmt: skip


def _rules(version) -> Rules:
    text = {"zh": "条件", "en": "a condition"}
    named = [{**one, "id": f"C-{number}", "text": text} for number, one in enumerate(version["criteria"])]
    data = {"code": "X", "name": text, "versions": [{**version, "criteria": named}]}
    return Rules.from_json(data)


RULES = st.one_of(
    _version(trees(), trees()).map(_rules),
    _version(
        trees("children."), leaves("children."),
        each=st.just("children"), pays_by=st.just("childcare"), period=st.just("year"), per=st.just("child"),
    ).map(_rules),
)  # fmt: skip
