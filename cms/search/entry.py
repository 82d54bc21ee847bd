"""A public thing as search keeps it: one entry per language. Pages and disclosures say here what they are."""

import re
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b

from django.utils.timezone import localdate
from django.utils.translation import override
from wagtail.models import Page

from cms.models import Disclosure, HomePage, PublicPage
from cms.models.search_entry import Kind
from cms.search.words import clean, lexemes, sounds, vector, wholes
from portal.models import Level

MOST_TEXT = 60_000  # characters of one thing that are read
SHORT = 60  # a longer text is no name: nobody types it in pinyin
SHOWN = ("summary", "plain_words", "answer", "purpose", "for_whom", "introduction", "services")
PHONE = re.compile(r"[\d\s()+-]*")
MADE = "4"  # raised when entries are made differently: `reindex` then writes them all anew


@dataclass(frozen=True)
class Entry:
    key: str
    language: str
    kind: str
    title: str
    address: str
    said: list[tuple[str, str]]  # weight and text; A title, B what it says of itself, C the rest
    called: list[tuple[str, str]] = field(default_factory=list)  # found by, never shown
    summary: str = ""
    area_code: str = ""
    day: date | None = None
    year: int | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None

    @cached_property
    def text(self) -> str:
        """What a snippet is cut from."""
        rest = (" ".join(text.split()) for weight, text in self.said if weight != "A")
        return " · ".join(text for text in rest if not PHONE.fullmatch(text))[:MOST_TEXT]

    @cached_property
    def made_of(self) -> str:
        told = repr(sorted(asdict(self).items(), key=lambda pair: pair[0]))
        return blake2b((MADE + told).encode("utf-8", "ignore"), digest_size=16).hexdigest()

    def heads(self) -> str:
        names = [(weight, clean(text)) for weight, text in (*self.said, *self.called) if weight in "AB"]
        sounding = [
            ("A" if weight == "A" else "D", sounds(text)) for weight, text in names if len(text) <= SHORT
        ]
        called = [clean(text) for weight, text in self.called if weight == "B"]
        just_that = [("B", wholes(text)) for text in (clean(self.title), *called)]
        return vector([(weight, lexemes(text)) for weight, text in names] + sounding + just_that)

    def words(self) -> str:
        everything = [*self.said, *self.called]
        names = [clean(text) for weight, text in everything if weight in "AB" and len(text) <= SHORT]
        whole = [clean(text[:MOST_TEXT]) for _weight, text in everything]
        return vector([("D", lexemes(text)) for text in whole] + [("D", sounds(text)) for text in names])


def of_page(page: Page) -> list[Entry]:
    """Nothing for what is not public, and nothing for a front page: it only repeats what stands elsewhere."""
    page = page.specific
    with override(page.locale.language_code):
        return _of_page(page)


def _of_page(page: Page) -> list[Entry]:
    if not isinstance(page, PublicPage) or isinstance(page, HomePage):
        return []
    if not page.live or not page.url or not Page.objects.filter(pk=page.pk).public().exists():
        return []
    kind = page._meta.model_name.removesuffix("page")
    also = getattr(page, "also", "")  # other wordings of a question
    day = next(filter(None, (getattr(page, name, None) for name in ("day", "starts", "in_force_from"))), None)
    entry = Entry(
        key=f"page:{page.pk}",
        language="en" if page.locale.language_code == "en" else "zh",
        kind=kind if kind in Kind.values else Kind.PAGE,
        title=page.title,
        address=page.url,
        said=[(weight, text) for weight, text in page.search_words() if text != also],
        called=[*_place(page.area), *_programme(page), *([("C", also)] if also else [])],
        summary=next(filter(None, (getattr(page, name, "") for name in SHOWN)), ""),
        area_code=page.area_id or "",
        day=day or localdate(page.last_published_at),
        year=day.year if day else None,
        in_force_from=getattr(page, "in_force_from", None),
        in_force_until=getattr(page, "in_force_until", None),
    )
    return [entry]


def _place(area) -> list[tuple[str, str]]:
    """Townships and villages by their names; what is for the whole county is found without."""
    return [("B", area.name)] if area and len(area.pk) > Level.COUNTY else []


def _programme(page) -> list[tuple[str, str]]:
    """What people call the benefit a page is about; its code."""
    programme = getattr(page, "programme", None)
    if programme is None:
        return []
    weight = "B" if page._meta.model_name in ("policypage", "guidepage") else "C"
    also = programme.also_en if page.locale.language_code == "en" else programme.also_zh
    short = programme.short_en if page.locale.language_code == "en" else programme.short_zh
    return [(weight, name) for name in (programme.code, short, *also.splitlines()) if name.strip()]


def of_disclosure(disclosure: Disclosure) -> list[Entry]:
    """The one that holds today, in both languages where it has an English title."""
    if not Disclosure.objects.current().filter(pk=disclosure.pk).exists():
        return []
    languages = ["zh", "en"] if disclosure.title_en or disclosure.item.title_en else ["zh"]
    return [_in(language, disclosure) for language in languages]


def _in(language: str, one: Disclosure) -> Entry:
    with override("en" if language == "en" else "zh-hans"):
        title = one.shown_title if language == "zh" or one.title_en else one.item.title_en
        said = [("A", f"{one.area} {title} {one.period}"), ("B", str(one.item)), ("B", one.item.get_group_display()),
                ("B", one.area.name), ("C", one.shown_summary)]  # fmt: skip
        rows = [(table, row) for table in one.tables.all() for row in [[column.get(language) or column.get("zh", "")
                for column in table.columns], *table.rows, table.totals]]  # fmt: skip
        said += [("C", table.title_en if language == "en" else table.title) for table in one.tables.all()]
        said += [("C", " ".join(str(cell) for cell in row)) for _table, row in rows]
        return Entry(
            key=f"disclosure:{one.pk}", language=language, kind=Kind.DISCLOSURE, title=f"{one.area}：{title}（{one.period}）" if
            language == "zh" else f"{one.area}: {title} ({one.period})", address=one.get_absolute_url(),
            said=[pair for pair in said if pair[1]], summary=one.shown_summary, area_code=one.area_id,
            day=localdate(one.published_at), year=one.period_start.year,
        )  # fmt: skip
