"""What is due, published and late: every item, in every place it concerns, for every period that is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models.disclosure import Disclosure
from cms.models.disclosure_item import DisclosureItem, english
from cms.models.disclosure_state import State
from cms.open import periods
from portal.models import Area, Level
from portal.remembered import remembered

BACK = timedelta(days=366)  # what was due earlier than this is history, not a task
LEVELS = {"village": Level.VILLAGE, "township": Level.TOWNSHIP}
LIGHT = ("id", "area", "item", "period_start", "state", "published_at", "due_on", "number")


@dataclass(frozen=True)
class Obligation:
    """One item, one place, one period: published, or by when it must be."""

    item: DisclosureItem
    area: Area
    period_start: date
    period_end: date
    due_on: date | None
    due_rule: str
    day: date
    disclosure: Disclosure | None = None

    @property
    def is_published(self) -> bool:
        return self.disclosure is not None and self.disclosure.state == State.PUBLISHED

    @property
    def published_on(self) -> date | None:
        return timezone.localdate(self.disclosure.published_at) if self.is_published else None

    @property
    def is_late(self) -> bool:
        """The last day is over, and it is not published or was so afterwards."""
        return self.due_on is not None and (self.published_on or self.day) > self.due_on

    @property
    def days_late(self) -> int:
        return ((self.published_on or self.day) - self.due_on).days if self.is_late else 0

    @property
    def state(self) -> str:
        """published, published_late, late, due; `unknown` where nobody has announced the holidays yet."""
        if self.is_published:
            return "published_late" if self.is_late else "published"
        if self.due_on is None:
            return "unknown"
        return "late" if self.is_late else "due"

    @property
    def words(self) -> str:
        return {
            "published": _("published"), "published_late": _("published late"), "late": _("late"), "due": _("to publish"),
            "unknown": _("due day not known yet"),
        }[self.state]  # fmt: skip

    @property
    def period(self) -> str:
        return periods.named(self.item.rhythm, self.period_start, english())


def areas_of(items: Iterable[DisclosureItem], within: str = "") -> list[Area]:
    """The standing places at the levels these items are for."""
    levels = {LEVELS[item.level] for item in items}
    return [area for area in Area.objects.standing().within(within) if len(area.code) in levels]


def concerns(item: DisclosureItem, area: Area) -> bool:
    return len(area.code) == LEVELS[item.level] and area.code.startswith(item.area_prefix)


def expected(day: date) -> list[DisclosureItem]:
    """What comes round again and again, as the catalogue stands on that day."""
    return remembered(("items expected", day), lambda: _expected(day))


def _expected(day: date) -> list[DisclosureItem]:
    return [one for one in DisclosureItem.objects.in_force(day).filter(expected=True) if one.periodic]


def obligations(within: str = "", day: date | None = None, items=None, areas=None) -> list[Obligation]:
    """Everything expected of the places in `within` whose period was over on `day`, oldest first."""
    day = day or timezone.localdate()
    if items is None:
        items = expected(day)
    areas = areas_of(items, within) if areas is None else areas
    found = _by_period(within, day)
    owed = [
        _owed(item, area, start, end, day, found)
        for item in items
        for start, end in periods.ended(item.rhythm, max(item.valid_from, day - BACK), day)
        for area in areas
        if concerns(item, area)
    ]
    return sorted(owed, key=lambda one: (one.due_on or one.period_end, one.area.code, one.item.code))


def running(within: str, day: date, items) -> list[Obligation]:
    """Periods that are not over: when each will fall due. Nothing of them is late."""
    areas = areas_of(items, within)
    found = []
    for item in items:
        start, end = periods.around(day, item.rhythm)
        if start < item.valid_from:
            continue
        due_on, rule = _due(item, end)
        found += [
            Obligation(item, area, start, end, due_on, rule, day) for area in areas if concerns(item, area)
        ]
    return found


def _owed(item, area, start, end, day, found) -> Obligation:
    due_on, rule = _due(item, end)
    return Obligation(item, area, start, end, due_on, rule, day, found.get((area.code, item.pk, start)))


def _due(item, end):
    """Asked once for each item and period, not for each village."""
    kept = item.__dict__.setdefault("_due_days", {})
    if end not in kept:
        kept[end] = item.due(end)
    return kept[end]


def _by_period(within: str, day: date) -> dict[tuple, Disclosure]:
    rows = Disclosure.objects.in_area(within).filter(corrects=None, periodic=True, period_end__gt=day - BACK)
    rows = rows.exclude(state=State.WITHDRAWN).only(*LIGHT)
    return {(one.area_id, one.item_id, one.period_start): one for one in rows}
