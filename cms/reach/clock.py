"""The promise clock: days promised beside the days it really took, where somebody measures them."""

from typing import NamedTuple

from portal.registries import days_needed

FEWEST = 5  # with fewer, one person's matter could be told from the figure


class Clock(NamedTuple):
    """What was measured in the last year. `count` under five says too few, and no figure."""

    count: int
    half: int | None = None  # working days within which half were done
    nine_in_ten: int | None = None

    @property
    def too_few(self) -> bool:
        return self.half is None


def rank(days: list[int], share: float) -> int:
    """The nearest-rank percentile: a number somebody really waited."""
    ordered = sorted(days)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]


def clock_of(measured_by: str, area_code: str) -> Clock | None:
    """None where nobody measures it."""
    measure = days_needed.get(measured_by) if measured_by else None
    if measure is None:
        return None
    days = measure.days(area_code)
    if len(days) < FEWEST:
        return Clock(len(days))
    return Clock(len(days), rank(days, 0.5), rank(days, 0.9))


def measures() -> list[tuple[str, str]]:
    """What a guide may be measured by, as its editor chooses it."""
    return [(name, measure.label) for name, measure in days_needed]
