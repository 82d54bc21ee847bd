"""What is going on: programmes one can apply for today, campaigns, events. Homes and villages show it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from cms import published
from cms.eligibility.opening import runs_by_year
from cms.models.guide import GuidePage
from cms.models.policy import PolicyPage
from portal import registries
from portal.reading import language
from portal.registries import Event
from portal.remembered import remembered


@dataclass(frozen=True)
class Open:
    """Something one can do now; `until` is its last day, `yearly` says that it comes again."""

    title: str
    page: object
    until: date | None = None
    yearly: bool = False


def open_now(locale_id: int, most: int, day: date | None = None) -> list[Open]:
    """Benefits in force that have a page to go to: first those whose time to claim runs out."""
    day = day or timezone.localdate()
    pages = remembered(("pages by code", locale_id), lambda: _pages_by_code(locale_id))
    found = []
    for rules in published.programmes():
        version = rules.version(day)
        if version is None or rules.code not in pages or rules.data.get("kind") == "letter":
            continue
        yearly = runs_by_year(version)
        until = date(day.year, 12, 31) if yearly else version.ends
        found.append(Open(rules.name[language()], pages[rules.code], until, yearly))
    return sorted(found, key=lambda one: (one.until is None, one.until or day, one.title))[:most]


def _pages_by_code(locale_id: int) -> dict:
    """Where a programme is told in this language: its guide, else its policy."""
    found = {}
    for model in (PolicyPage, GuidePage):
        pages = model.objects.live().filter(locale=locale_id).exclude(programme=None)
        found |= {page.code: page for page in pages.annotate(code=F("programme__code")).defer_streamfields()}
    return found


def coming_events(code: str, most: int) -> list[Event]:
    """What can be come to in this place and those above; none while nobody plans events."""
    found = [event for _name, provider in registries.next_events for event in provider(code, most)]
    return sorted(found, key=lambda event: str(event.starts))[:most]
