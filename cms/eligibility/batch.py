"""One rule on one day for a whole register: the traced evaluator's verdict and sum, in columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

import numpy as np

from cms.eligibility.batch_amounts import Row, sums
from cms.eligibility.batch_criteria import Node, Weighed, Weighing
from cms.eligibility.batch_schedules import NO_SUM
from cms.eligibility.columns import Columns
from cms.eligibility.judge import BEST_FIRST
from cms.eligibility.rules import Rules, Version

# A verdict in a column is its place here. As in judge.py, what stands later outweighs what stands before.
WORDS = ("yes", "staff", "elsewhere", "window_closed", "unknown", "no", "not_in_force")
YES, STAFF, ELSEWHERE, WINDOW_CLOSED, UNKNOWN, NO, NOT_IN_FORCE = range(7)
BEST_FIRST_CODES = np.array([WORDS.index(word) for word in BEST_FIRST], np.int8)
HOW_GOOD = np.argsort(BEST_FIRST_CODES).astype(np.int8)


@dataclass(frozen=True)
class Verdicts:
    """What one programme says to everybody: places in WORDS, and the sum of a yes in fen, or -1."""

    programme: str
    codes: np.ndarray
    fen: np.ndarray

    def words(self) -> list[str]:
        return [WORDS[code] for code in self.codes]

    def amount(self, row: int) -> Decimal | None:
        return None if self.fen[row] == NO_SUM else Decimal(int(self.fen[row])) / 100


@dataclass(frozen=True)
class Plan:
    """A version as it holds in one area, without its words; read once for rule, version and area."""

    rule: str
    starts: date
    area: str
    version: Version = field(compare=False)

    def nodes(self) -> tuple[Node, ...]:
        return _read(self)[0]

    def rows(self) -> tuple[Row, ...]:
        return _read(self)[1]


@lru_cache(maxsize=512)
def _read(plan: Plan) -> tuple[tuple[Node, ...], tuple[Row, ...]]:
    rows = ((row, Node.read(row["guard"]) if row.get("guard") else None) for row in plan.version.amounts)
    return tuple(Node.read(one) for one in plan.version.criteria), tuple(rows)


def judge_columns(rules: Rules, columns: Columns, on: date, area: str = "") -> Verdicts:
    """One programme for everybody in these columns, who live in one area."""
    return judge_all_columns([rules], columns, on, area)[0]


def judge_all_columns(
    programmes: Sequence[Rules], columns: Columns, on: date, area: str = ""
) -> list[Verdicts]:
    """Several programmes, each alone; what they share is weighed once, where they mean the same facts."""
    shared: list[Weighing] = []
    verdicts = []
    for rules in programmes:
        known = next((one for one in shared if one.facts == rules.facts), None)
        if known is None:
            shared.append(known := Weighing(columns, on, rules.facts))
        verdicts.append(_judge(rules, known, area))
    return verdicts


def _judge(rules: Rules, known: Weighing, area: str) -> Verdicts:
    version, size = rules.version(known.on, area), known.columns.size
    if version is None:
        return Verdicts(rules.code, np.full(size, NOT_IN_FORCE, np.int8), np.full(size, NO_SUM, np.int32))
    plan = Plan(rules.hash, version.starts, area, version)
    if version.each:
        return Verdicts(rules.code, *_each_child(plan, known))
    codes = _codes(plan.nodes(), known, False)
    rule = version.data.get("amount_rule", "first")
    return Verdicts(rules.code, codes, sums(plan.rows(), rule, known, area, codes == YES))


def _codes(nodes: Sequence[Node], known: Weighing, child: bool) -> np.ndarray:
    size = known.columns.rows(child)
    found: dict[int, np.ndarray] = {}
    for node in nodes:
        one = known.weigh(node, child)
        for code, where in _said(node, one, known):
            found[code] = found[code] | where if code in found else where
    codes = np.zeros(size, np.int8)
    for code, where in found.items():
        np.maximum(codes, where.view(np.int8) * np.int8(code), out=codes)
    return codes


def _said(node: Node, one: Weighed, known: Weighing) -> Iterator[tuple[int, np.ndarray]]:
    """What one criterion makes of the verdict, and for whom."""
    if one.asks is not True:
        yield STAFF, one.open
    if one.asks is not False:
        yield UNKNOWN, one.open if one.asks is True else one.asked
    if node.kind == "schedule":
        closed = known.standings(node.data["schedule"]).state("closed")
        yield WINDOW_CLOSED, one.false & closed
        yield NO, one.false & ~closed
    else:
        yield ELSEWHERE if node.kind == "place" else NO, one.false


def _each_child(plan: Plan, known: Weighing) -> tuple[np.ndarray, np.ndarray]:
    """The best child decides; the sum runs over the children payable this year, if none is open."""
    columns = known.columns
    of_children = _codes(plan.nodes(), known, True)[: columns.named]
    codes = np.where(columns.told, np.int8(NO), np.int8(UNKNOWN))
    parents = np.flatnonzero(np.diff(columns.starts))
    if len(parents):
        best = np.minimum.reduceat(HOW_GOOD.take(of_children), columns.starts[parents])
        codes[parents] = BEST_FIRST_CODES.take(best)
    return codes, _sums_of_children(plan, known, of_children, codes)


def _sums_of_children(plan: Plan, known: Weighing, of_children: np.ndarray, codes: np.ndarray) -> np.ndarray:
    columns = known.columns
    fen = known.standings(plan.version.data["pays_by"]).fen[: columns.named]
    paid = of_children == YES
    uncertain = (of_children == UNKNOWN) | (paid & (fen == NO_SUM))
    certain = (codes == YES) & (columns.per_person(uncertain, uncertain)[0] == 0)
    rows = np.flatnonzero(paid)
    total = np.bincount(columns.owner[rows], fen[rows], columns.size).astype(np.int32)
    return np.where(certain, total, np.int32(NO_SUM))
