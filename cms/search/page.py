"""What stands on the search page: hits with their words marked, ways to narrow them, what to do without any."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import urlencode

from django.utils.timezone import localdate

from cms.models import PromotedAnswer, SearchEntry
from cms.models.search_entry import Kind
from cms.search.engine import MOST_PAGES, PER_PAGE, Filters, Hit, Results, engine
from cms.search.query import Query
from cms.search.snippet import marked, snippet
from cms.search.vocabulary import promoted, reader
from cms.search.words import PIECE, clean
from portal.models import Area, Level

MOST_TITLES = 3000  # whose words a misspelt one is compared with


@dataclass
class Shown:
    """One hit, as the page says it."""

    hit: Hit
    marks: tuple[str, ...]
    today: date

    @property
    def title(self):
        return marked(self.hit.title, self.marks)

    @property
    def snippet(self):
        return snippet(self.hit.text, self.hit.summary, self.marks)

    @property
    def kind(self) -> str:
        return Kind(self.hit.kind).label

    @property
    def ended(self) -> date | None:
        until = self.hit.in_force_until
        return until if until and until < self.today else None

    @property
    def begins(self) -> date | None:
        since = self.hit.in_force_from
        return since if since and since > self.today else None


class SearchPage:
    """A search that somebody made, and what came of it."""

    def __init__(self, words: str, language: str, filters: Filters, number: int = 1):
        self.query: Query = reader().read(words)
        self.words, self.language, self.filters, self.number = (
            clean(words, 100).strip(),
            language,
            filters,
            number,
        )
        self.results: Results = engine().find(self.query, language, filters, number)

    @property
    def asked(self) -> bool:
        return bool(self.words)

    @cached_property
    def hits(self) -> list[Shown]:
        return [Shown(hit, self.query.marks, localdate()) for hit in self.results.hits]

    @cached_property
    def elsewhere(self) -> list[Shown]:
        """Hits in the other language, where there are none in the reader’s own."""
        if self.results.unfiltered or not self.query.words:
            return []
        other = engine().find(self.query, "zh" if self.language == "en" else "en", Filters())
        return [Shown(hit, self.query.marks, localdate()) for hit in other.hits]

    @cached_property
    def promoted(self) -> list[PromotedAnswer]:
        return [one for one in promoted(self.query.text) if one.link] if self.number == 1 else []

    @property
    def nothing(self) -> bool:
        return self.asked and not (self.results.unfiltered or self.elsewhere or self.promoted)

    def kinds(self) -> list[tuple[str, str, int]]:
        return [(kind, str(Kind(kind).label), count) for kind, count in self.results.kinds().most_common()]

    def years(self) -> list[tuple[int, int]]:
        return sorted(self.results.years().items(), reverse=True)[:12]

    @cached_property
    def areas(self) -> list[tuple[str, str, int]]:
        """Townships and villages that have hits of their own, and the chosen one."""
        own = {group.area for group in self.results.spread if len(group.area) > Level.COUNTY} | {
            self.filters.area
        }
        codes = {
            code[:length] for code in own for length in Level.values if Level.COUNTY < length <= len(code)
        }
        if not codes:
            return []
        counts = self.results.areas(codes)
        found = Area.objects.filter(pk__in=codes).order_by("pk")[:100]
        return [(area.pk, f"{'　' * (len(area.pk) // 3 - 3)}{area}", counts[area.pk]) for area in found]

    def similar(self) -> str:
        """The same words, rightly spelt, when a title has one that is close; empty otherwise."""
        if self.results.unfiltered and self.results.exact:
            return ""
        typed = [piece for piece in PIECE.findall(self.query.text) if piece.isascii() and piece.isalpha()]
        if not typed or self.language != "en":
            return ""
        titles = SearchEntry.objects.filter(language="en").values_list("title", flat=True)[:MOST_TITLES]
        known = {word for title in titles for word in PIECE.findall(clean(title)) if len(word) > 3}
        long = [word for word in typed if len(word) > 3 and word not in known]
        better = {word: close[0] for word in long if (close := get_close_matches(word, known, 1, 0.75))}
        mended = " ".join(better.get(word, word) for word in typed)
        return mended if better else ""

    def page_links(self) -> list[tuple[int, str]]:
        return [(number, self.address(number)) for number in range(1, self.results.pages + 1)]

    @property
    def first(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def too_many(self) -> bool:
        return self.results.pages == MOST_PAGES

    def address(self, number: int = 1) -> str:
        said = {"q": self.words, "kind": self.filters.kind, "area": self.filters.area, "year": self.filters.year or "",
                "page": number if number > 1 else ""}  # fmt: skip
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def without_filters(self) -> str:
        return "?" + urlencode({"q": self.words})
