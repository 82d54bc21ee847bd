"""Which question settles most. Deterministic.

gain(question) = Σ over programmes of weight × the chance that the answer settles it, over sample answers with
their shares; to it a little for each programme that waits for the fact, all divided by what the question costs
the asker (effort, sensitivity). Ties go to the order of the questions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.eligibility.compiled import compiled
from cms.eligibility.criteria import weigh
from cms.eligibility.dates import anniversary
from cms.eligibility.judge import judge
from cms.eligibility.known import Known, Told, read_facts
from cms.eligibility.questions import Question, Row, askable, labels, question, rows_for
from cms.eligibility.record import MOST_CHILDREN, BadAnswer, record_answer, with_answer
from cms.eligibility.rules import Rules
from cms.eligibility.values import NOT_ASKED, Unknown
from cms.eligibility.verdict import Verdict

__all__ = [
    "MOST_CHILDREN", "BadAnswer", "Question", "askable", "for_a_person", "labels", "next_question", "question",
    "record_answer",
]  # fmt: skip

Shares = Sequence[tuple[Any, float]]
Priors = Mapping[str, Shares]  # question key → (answer, share), e.g. from a register
WAITING_FOR = 0.34  # what a programme's waiting for a fact counts beside a settled programme
SENSITIVE = 0.1  # what each step of sensitivity adds to a question's cost
AGES: dict[str, Shares] = {
    "own": ((-72, 0.25), (-62, 0.2), (-52, 0.25), (-30, 0.3)),
    "child": ((-1, 0.25), (-4, 0.15), (-30, 0.6)),
}
POCKETS: Shares = ((0, 0.2), (10**6, 0.8))  # most who ask have more than a living allowance grants
NUMBERS: Shares = ((0, 0.25), (1, 0.45), (2, 0.3))


@dataclass(frozen=True)
class Waiting:
    """A programme not settled yet: what it waits for, and how to judge it quickly."""

    rules: Rules
    missing: frozenset[str]
    verdict: Callable[[Mapping[str, Any]], str]
    by_person: bool  # a person has to ask some of it, unless an answer rules the programme out


def for_a_person(verdict: Verdict, programmes: Sequence[Rules] = ()) -> bool:
    """Is what is open here for a person to ask, not for a machine?"""
    return bool(verdict.missing) and not any(askable(key, programmes) for key in verdict.missing)


def next_question(
    programmes: Sequence[Rules],
    facts: Mapping[str, Any],
    on: date,
    area: str = "",
    *,
    priors: Priors | None = None,
    weights: Mapping[str, float] | None = None,
) -> Question | None:
    """The question that settles most, or None when no question can settle anything."""
    told = read_all(programmes, facts)
    waiting = waiting_for(programmes, told, on, area)
    best, best_score = None, 0.0
    for asked in _candidates(waiting, programmes, told, on):
        score = _score(asked, waiting, told, on, priors or {}, weights or {})
        if score > best_score + 1e-9:
            best, best_score = asked, score
    return best


def read_all(programmes: Sequence[Rules], facts: Mapping[str, Any]) -> Told:
    """The facts as all these programmes define them."""
    definitions = {key: one for rules in programmes for key, one in rules.facts.items()}
    return read_facts(facts, definitions or None)


def waiting_for(programmes: Sequence[Rules], told: Told, on: date, area: str = "") -> list[Waiting]:
    """The programmes that a question can still settle."""
    judged = [(rules, judge(rules, told, on, area)) for rules in programmes]
    return [
        Waiting(
            rules,
            frozenset(verdict.missing),
            compiled(rules, on, area),
            _by_person(rules, told, on, area, programmes),
        )
        for rules, verdict in judged
        if verdict.missing and not for_a_person(verdict, programmes)
    ]


def _by_person(rules: Rules, told: Told, on: date, area: str, programmes: Sequence[Rules]) -> bool:
    """Is a criterion open that no machine can settle? Then only an answer that rules the programme out helps."""
    version = rules.version(on, area)
    if version is None or version.each:
        return False
    known = Known(told, on, None, rules.facts)
    open_ = (one for one in (weigh(node, known) for node in version.criteria) if one.value is None)
    return any(one.missing and not any(askable(key, programmes) for key in one.missing) for one in open_)


def _candidates(
    waiting: Sequence[Waiting], programmes: Sequence[Rules], told: Told, on: date
) -> Iterator[Question]:
    wanted = {key for one in waiting for key in one.missing}
    only_young = all(one.rules.versions[-1].each for one in waiting if "children" in one.missing)
    for key, row in rows_for(programmes).items():
        if not wanted & set(row["settles"]) or not _in_turn(row, told, wanted, only_young):
            continue
        if members := _unanswered(row, told):
            yield question(key, told, on, members[0], programmes)


def _in_turn(row: Row, told: Told, wanted: set[str], only_young: bool) -> bool:
    """Young children or all, as needed; about a spouse only where there is one."""
    if "scope" in row and (row["scope"] == "young") != only_young:
        return False
    if not all(key.startswith("spouse.") for key in row["settles"]):
        return True
    status = told.get("marital_status", NOT_ASKED)
    if status == NOT_ASKED:
        return "marital_status" not in wanted
    return status == "married" or isinstance(status, Unknown)


def _unanswered(row: Row, told: Told) -> list[int | None]:
    """For whom this was not asked yet; "I do not know" is an answer."""
    if "member" not in row:
        unsettled = any(told.get(key) is None for key in row["settles"])
        return [None] if unsettled or too_narrow(row, told) else []
    children = told.get("children")
    if not isinstance(children, list):
        return []
    if any(child.get(row.get("after", "alive")) is None for child in children if "after" in row):
        return []  # ages first: they often make the rest needless
    open_: list[int | None] = [number for number, child in enumerate(children) if blank(child, row)]
    return open_ if row["member"] == "each" else [None] * bool(open_)


def too_narrow(row: Row, told: Told) -> bool:
    """Only the young children were asked for, and now all of them matter."""
    return row.get("scope") == "living" and told.get("children_scope") == "young"


def blank(child: Mapping[str, Any], row: Row) -> bool:
    """Was this not answered yet for this child?"""
    names = {key.removeprefix("children.") for key in row["settles"]}
    if child.get(row.get("fact", "")) is not None:
        return False
    return any(child.get(name) is None for name in names)


def _score(
    asked: Question,
    waiting: Sequence[Waiting],
    told: Told,
    on: date,
    priors: Priors,
    weights: Mapping[str, float],
) -> float:
    settles = set(asked.data["settles"])
    concerned = [one for one in waiting if settles & one.missing]
    facts = concerned[0].rules.facts
    answers = [
        (with_answer(told, asked, value, facts), share)
        for value, share in priors.get(asked.key) or samples(asked, on)
    ]
    score = 0.0
    for one in concerned:
        settled = sum(share for after, share in answers if one.verdict(after) != "unknown")
        if settled or not one.by_person:
            score += weights.get(one.rules.code, 1.0) * (WAITING_FOR + settled)
    return score / _cost(asked, concerned[0].rules)


def _cost(asked: Question, rules: Rules) -> float:
    facts = [rules.facts[key] for key in asked.data["settles"] if key in rules.facts]
    return max((one.cost + SENSITIVE * one.sensitivity for one in facts), default=1.0)


def samples(asked: Question, on: date) -> Shares:
    """Answers people give, with their shares, where no register says better."""
    if asked.kind == "bool":
        return ((True, 0.5), (False, 0.5))
    if asked.kind == "choice":
        shares = asked.data.get("shares") or [1 / len(asked.options)] * len(asked.options)
        return tuple(enumerate(shares))
    if asked.kind == "birth":
        ages = AGES[asked.data.get("samples", "own")]
        return tuple((anniversary(on, years), share) for years, share in ages)
    if "scope" in asked.data:
        return NUMBERS
    usual = POCKETS if asked.kind == "money" else ((0, 0.5), (1000, 0.5))
    return tuple((number, share) for number, share in asked.data.get("samples", usual))
