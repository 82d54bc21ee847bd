"""What a village keeps for days without signal: phones, what is on the board, guides. At most 300 kB."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import Disclosure, FaqPage, GuidePage, NewsPage, PlacePage, VillagePage
from cms.outputs import told
from portal.models import Level
from portal.reading import english

MOST_BYTES = 300_000
NEW = timedelta(days=90)


@dataclass
class Entry:
    """One thing in the pack: its title and a few sections of lines."""

    title: str
    sections: list[told.Section]
    day: object = None

    @property
    def weight(self) -> int:
        """Its bytes, with what stands around each line."""
        lines = [line for section in self.sections for line in [section.heading, *section.lines]]
        return sum(len(line.encode()) + 40 for line in [self.title, *lines])


@dataclass
class Pack:
    village: VillagePage
    phones: list[tuple[str, str]]
    chapters: list[tuple[str, list[Entry]]]
    left_out: int = 0
    made: object = field(default_factory=timezone.localdate)


def pack_of(village: VillagePage, most: int = MOST_BYTES) -> Pack:
    """The phones always; then chapter by chapter what fits."""
    room = most - 20_000  # for style, phones and headings
    chapters, left_out = [], 0
    for heading, entries in chapters_of(village):
        kept = []
        for entry in entries:
            if entry.weight <= room:
                kept.append(entry)
                room -= entry.weight
            else:
                left_out += 1
        if kept:
            chapters.append((heading, kept))
    return Pack(village, phones(village), chapters, left_out)


def chapters_of(village: VillagePage) -> list[tuple[str, list[Entry]]]:
    return [
        (_("On the board now"), board(village)),
        (_("Guides"), [_entry(page) for page in concerning(GuidePage, village).select_related("where").order_by("title")]),
        (_("Questions and answers"), [_entry(page) for page in concerning(FaqPage, village).order_by("topic", "title")]),
    ]  # fmt: skip


def concerning(model, village: VillagePage):
    return model.objects.live().public().filter(locale=village.locale_id).concerning(village.area_id)


def _entry(page) -> Entry:
    number = told.phone(page)
    ask = [told.Section("", [f"{_('Ask:')} {number}"])] if number else []
    return Entry(page.title, [*told.sections(page), *ask])


def board(village: VillagePage) -> list[Entry]:
    """Disclosures in their notice period, and the news of the last months."""
    today = timezone.localdate()
    open_now = Disclosure.objects.current().filter(area_id=village.area_id, notice_until__gte=today)
    entries = [
        Entry((english() and row.title_en) or row.title, _lines((english() and row.summary_en) or row.summary), row.notice_from)
        for row in open_now.order_by("-published_at")[:50]
    ]  # fmt: skip
    fresh = concerning(NewsPage, village).filter(day__gte=today - NEW).newest()[:30]
    return entries + [Entry(page.title, _lines(page.summary), page.day) for page in fresh]


def _lines(text: str) -> list[told.Section]:
    return [told.Section("", [line for line in text.splitlines() if line.strip()])]


def phones(village: VillagePage) -> list[tuple[str, str]]:
    """People of the village, offices of the township, the hotline, danger to life; each number once."""
    people = [block.value for block in village.people if block.value["phone"]]
    found = [(f"{one['role']} {one['name']}", one["phone"]) for one in people]
    township = (village.area_id or "")[: Level.TOWNSHIP]
    places = PlacePage.objects.live().filter(locale=village.locale_id).exclude(phone="")
    found += [(page.title, page.phone) for page in places.concerning(township or village.area_id)]
    if settings.HOTLINE_PHONE:
        found.append((_("Hotline"), settings.HOTLINE_PHONE))
    found += [(_("Police"), "110"), (_("Ambulance"), "120"), (_("Fire"), "119")]
    return list({number: (name, number) for name, number in reversed(found)}.values())[::-1]
