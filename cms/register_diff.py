"""What a draft would change for the people in the register: who gains, who loses, who becomes open.

Chunk by chunk through every provider in `registries.registers`; memory holds counts, and names only of places
the viewer may see, so many of each.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cms.eligibility import Rules
from cms.eligibility.batch import judge_columns
from cms.eligibility.columns import Columns
from cms.models import DiffSeen
from cms.models.answer import as_far_as_it_matters
from portal import masks, registries

TOWNSHIP, MOST_NAMES = 9, 200
GROUPS = ("gains", "loses", "unknown", "staff", "other", "amount")
Said = tuple[str, Decimal | None]


@dataclass(frozen=True)
class Person:
    """One line of a list."""

    label: str
    area: str
    old: Said
    new: Said


@dataclass
class Diff:
    """Counts per group and township, names where they may be seen."""

    people: int = 0
    counts: dict[str, Counter] = field(default_factory=lambda: {group: Counter() for group in GROUPS})
    names: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def total(self, group: str) -> int:
        return sum(self.counts[group].values())

    @property
    def townships(self) -> list[str]:
        return sorted({code for counter in self.counts.values() for code in counter})


@dataclass(frozen=True)
class Sight:
    """What the viewer's duties show: lists in some places, whole names in fewer."""

    lists: Sequence[str] = ()
    whole_names: Sequence[str] = ()

    def lists_in(self, area: str) -> bool:
        return any(area.startswith(code) for code in self.lists)

    def named(self, label: str, area: str) -> str:
        whole = any(area.startswith(code) for code in self.whole_names)
        return label if whole else masks.name(label)


def connected() -> bool:
    return bool(registries.registers)


def seen(revision, user) -> bool:
    """Has this approver looked at what this revision changes? Where no register is connected there is nothing to see."""
    return not connected() or DiffSeen.objects.filter(revision=revision, user=user).exists()


def compare(draft: Rules, live: Rules | None, on: date, sight: Sight) -> Diff:
    """The draft against the live text over everybody in every register; no live text: nobody gets anything yet."""
    diff = Diff()
    for _name, provider in registries.registers:
        for chunk in provider():
            diff.people += len(chunk)
            old = verdicts(live, chunk, on) if live else [("not_in_force", None)] * len(chunk)
            _note(diff, chunk, old, verdicts(draft, chunk, on), sight)
    return diff


def verdicts(rules: Rules, chunk: Sequence[tuple], on: date) -> list[Said]:
    """Verdict and sum of each person of a chunk, in columns, place by place as far as the rule looks."""
    said: list[Said] = [("unknown", None)] * len(chunk)
    for area, rows in _by_area(rules, chunk).items():
        judged = judge_columns(rules, Columns.of([chunk[row][3] for row in rows], rules.facts), on, area)
        for place, (row, word) in enumerate(zip(rows, judged.words(), strict=True)):
            said[row] = (word, judged.amount(place))
    return said


def _by_area(rules: Rules, chunk: Sequence[tuple]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for row, (_key, _label, area, _facts) in enumerate(chunk):
        groups[as_far_as_it_matters(rules, area)].append(row)
    return groups


def _note(diff: Diff, chunk, old: Iterable[Said], new: Iterable[Said], sight: Sight) -> None:
    for (_key, label, area, _facts), before, after in zip(chunk, old, new, strict=True):
        group = group_of(before, after)
        if group is None:
            continue
        diff.counts[group][area[:TOWNSHIP]] += 1
        if sight.lists_in(area) and len(diff.names[group]) < MOST_NAMES:
            diff.names[group].append(Person(sight.named(label, area), area, before, after))


def group_of(before: Said, after: Said) -> str | None:
    if before == after:
        return None
    if before[0] == after[0]:
        return "amount"
    if after[0] == "yes":
        return "gains"
    if before[0] == "yes":
        return "loses"
    return after[0] if after[0] in ("unknown", "staff") else "other"


def rows(diff: Diff, places: dict[str, str]) -> Iterator[dict]:
    """One row a township, one figure a group."""
    for code in diff.townships:
        yield {"name": places.get(code, code), "figures": [diff.counts[group][code] for group in GROUPS]}
