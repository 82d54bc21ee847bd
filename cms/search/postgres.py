"""Search in PostgreSQL's own full-text index, over our own lexemes: no extension, no other server.

Only so many candidates are ranked, however common a word is: the newest whose title or short words have it,
then the newest whose text has it. What is not exactly asked for is measured by how much of the asked is there,
rare pieces counting more.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.utils.timezone import localdate

from cms.models import SearchEntry
from cms.search.engine import MOST_PAGES, PER_PAGE, Filters, Group, Hit, Results
from cms.search.loose import Loose
from cms.search.query import Query, spelled
from cms.search.sql import ENDED, FIELDS, WHERE, WORTH, rows

ENOUGH = 3  # so many exact hits, and nothing else is looked for
BY_HEAD, BY_TEXT = 300, 200  # so many are ranked
COUNTED = 10_000
SPREAD = """
SELECT kind, area_code, year, count(*) FROM (
  SELECT kind, area_code, year FROM cms_searchentry WHERE language = %(language)s AND words @@ %(all)s::tsquery LIMIT %(counted)s
) AS found GROUP BY 1, 2, 3"""

BEST_FIRST = f"""heads @@ %(just)s::tsquery DESC, {ENDED}, spelled LIKE %(begins)s DESC,
  {WORTH} * ts_rank('{{.25, .25, .45, 1}}', heads, %(any)s::tsquery) DESC, day DESC NULLS LAST, e.id"""
NEWEST = f"ORDER BY {ENDED}, day DESC NULLS LAST"
EXACT = f"""
WITH near AS MATERIALIZED (
  (SELECT id FROM cms_searchentry WHERE {WHERE} AND heads @@ %(all)s::tsquery {NEWEST} LIMIT {BY_HEAD})
  UNION
  (SELECT id FROM cms_searchentry WHERE {WHERE} AND words @@ %(all)s::tsquery {NEWEST} LIMIT {BY_TEXT})
  UNION
  (SELECT id FROM cms_searchentry WHERE {WHERE} AND heads @@ %(just)s::tsquery LIMIT 20)
), best AS MATERIALIZED (
  SELECT id FROM cms_searchentry AS e JOIN near USING (id) ORDER BY {BEST_FIRST} LIMIT {PER_PAGE} OFFSET %(offset)s
)
SELECT {FIELDS} FROM cms_searchentry AS e JOIN best USING (id) ORDER BY {BEST_FIRST}"""  # noqa: S608
BEGINNING = f"""
SELECT title, address FROM cms_searchentry AS e
WHERE language = %(language)s AND (heads @@ %(all)s::tsquery OR spelled LIKE %(begins)s)
ORDER BY spelled LIKE %(begins)s DESC, {ENDED},
  {WORTH} * ts_rank('{{.5, 0, .1, 1}}', heads, %(any)s::tsquery) DESC, length(title), day DESC NULLS LAST
LIMIT %(most)s"""  # noqa: S608


class Postgres:
    """The house's own engine."""

    def find(self, query: Query, language: str, filters: Filters, page: int = 1) -> Results:
        if not query.words:
            return Results(filters=filters)
        asked = self._asked(query, language, filters, page)
        found = Results(spread=self._spread(asked), filters=filters)
        if not found.unfiltered or (found.unfiltered < ENOUGH and len(query.words) > 1):
            loose = Loose(query, asked).find(filters, found.unfiltered)
            if loose:
                loose.exact = bool(found.unfiltered)
                return loose
        if found.total:
            found.hits = [Hit(*row) for row in rows(EXACT, asked)]
        return found

    def _asked(self, query: Query, language: str, filters: Filters, page: int) -> dict:
        return {
            "language": language, "all": query.all_of(), "any": query.any_of(), "just": query.just_that(),
            "begins": (query.spelled or "?") + "%", "day": localdate(), "kind": filters.kind, "year": filters.year,
            "area": filters.area, "above": filters.above(), "offset": (min(page, MOST_PAGES) - 1) * PER_PAGE,
            "counted": COUNTED,
        }  # fmt: skip

    def _spread(self, asked: dict) -> Counter[Group]:
        return Counter({Group(*about): count for *about, count in rows(SPREAD, asked)})

    def suggest(self, query: Query, language: str, most: int = 8) -> list[tuple[str, str]]:
        if not query.words:
            return []
        return rows(BEGINNING, self._asked(query, language, Filters(), 1) | {"most": most})

    def put(self, entries: Iterable) -> int:
        entries = list(entries)
        same = SearchEntry.objects.filter(key__in=[one.key for one in entries])
        known = set(same.values_list("language", "made_of"))
        fresh = [one for one in entries if (one.language, one.made_of) not in known]
        with connection.cursor() as cursor:
            cursor.executemany(PUT, [_row(one) for one in fresh])
        return len(fresh)

    def drop(self, keys: Iterable[str], language: str = "") -> None:
        gone = SearchEntry.objects.filter(key__in=list(keys))
        (gone.filter(language=language) if language else gone).delete()


COLUMNS = (
    "key", "language", "kind", "title", "summary", "text", "address", "area_code", "day", "year", "in_force_from",
    "in_force_until", "spelled", "heads", "words", "made_of",
)  # fmt: skip
PUT = f"""
INSERT INTO cms_searchentry ({", ".join(COLUMNS)})
VALUES ({", ".join(f"%({name})s" + ("::tsvector" if name in ("heads", "words") else "") for name in COLUMNS)})
ON CONFLICT (key, language) DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS[2:])}"""  # noqa: S608


def _row(entry) -> dict:
    plain = {name: getattr(entry, name) for name in COLUMNS if name not in ("spelled", "heads", "words")}
    plain["text"] = plain["text"].replace("\x00", "")
    return plain | {"spelled": spelled(entry.title)[:255], "heads": entry.heads(), "words": entry.words()}
