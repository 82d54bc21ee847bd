"""What has most of what was asked for, where too little has all of it.

Rare pieces count more. What is nowhere counts most, so that nonsense finds nothing.
"""

from collections import Counter
from math import log

from cms.search.engine import PER_PAGE, Filters, Group, Hit, Results
from cms.search.query import Query, Term
from cms.search.sql import ENDED, FIELDS, WORTH, rows

MOST = 200  # candidates that are measured
LEAST, LEAST_OF_BEST = 0.3, 0.45  # share of what was asked for, and of the best hit, that a hit must have
NEAR = 5  # of what is no hit, to be shown as near to it
SCARCE, MANY = 300, 20_000  # beyond them nobody counts

SOME = f"SELECT e.id, {FIELDS} FROM cms_searchentry AS e WHERE id = ANY(%(ids)s)"  # noqa: S608
ALL = "(SELECT count(*) FROM (SELECT 1 FROM cms_searchentry WHERE language = %(language)s LIMIT {most}) AS every)"
HAVING = """(SELECT count(*) FROM (
  SELECT 1 FROM cms_searchentry WHERE language = %(language)s AND words @@ %(t{n})s::tsquery LIMIT {most}) AS n{n})"""
PIECE = """{weight:.4f} * CASE WHEN heads @@ %(a{n})s::tsquery THEN 1.5
  WHEN heads @@ %(t{n})s::tsquery THEN 1.25 WHEN words @@ %(t{n})s::tsquery THEN 1 ELSE 0 END"""
RANKED = """
WITH near AS MATERIALIZED (
  SELECT id, kind, area_code, year, {ended} AS ended, day, heads, strip(words) AS words
  FROM cms_searchentry WHERE language = %(language)s AND words @@ %(rare)s::tsquery LIMIT {most}
)
SELECT id, ({score}) * {worth} AS score, kind, area_code, year FROM near
ORDER BY ended, score DESC, day DESC NULLS LAST, id"""


class Loose:
    """One search of the second kind."""

    def __init__(self, query: Query, asked: dict):
        self.terms: tuple[Term, ...] = query.parts
        self.asked = asked | {f"t{n}": term.tsquery() for n, term in enumerate(self.terms)}
        self.asked |= {f"a{n}": term.tsquery("A") for n, term in enumerate(self.terms)}

    def find(self, filters: Filters, but_more_than: int) -> Results | None:
        """None when it is no more than what is found already."""
        measured = self._measured() if self.terms else []
        ranked = [row for row in measured if row[1] >= self.least]
        if but_more_than and len(ranked) <= but_more_than:
            return None
        spread = Counter(Group(*about) for _id, _score, *about in ranked)
        mine = [pk for pk, _score, *about in ranked if Group(*about).passes(filters)]
        hits = self._hits(mine[self.asked["offset"] :][:PER_PAGE])
        near = [] if ranked else self._hits([row[0] for row in measured if row[1] >= self.least / 2][:NEAR])
        return Results(hits, spread, filters, exact=False, near=near)

    def _hits(self, wanted: list[int]) -> list[Hit]:
        kept = {row[0]: Hit(*row[1:]) for row in rows(SOME, {"ids": wanted})} if wanted else {}
        return [kept[pk] for pk in wanted if pk in kept]

    def _measured(self) -> list[tuple]:
        """Candidates, best first; `least` is what a hit must have."""
        counts = self._count()
        weights = [
            term.share * log(1 + self.everything / (count + 0.5)) if count or not term.extra else 0.0
            for term, count in zip(self.terms, counts, strict=True)
        ]
        rare = self._rarest(counts)
        score = " + ".join(PIECE.format(weight=weight, n=n) for n, weight in enumerate(weights) if weight)
        if not rare or not score:
            return []
        ranked = RANKED.format(score=score, ended=ENDED, worth=WORTH, most=MOST)
        candidates = [
            (pk, float(score), *about) for pk, score, *about in rows(ranked, self.asked | {"rare": rare})
        ]
        ideal = sum(weight for term, weight in zip(self.terms, weights, strict=True) if not term.extra)
        self.least = max(LEAST * ideal, LEAST_OF_BEST * max((row[1] for row in candidates), default=0))
        return candidates

    def _count(self) -> list[int]:
        each = ", ".join(HAVING.format(n=n, most=SCARCE) for n in range(len(self.terms)))
        ((self.everything, *counts),) = rows(f"SELECT {ALL.format(most=MANY)}, {each}", self.asked)
        return counts

    def _rarest(self, counts: list[int]) -> str:
        """The rarest pieces, as many as bring candidates enough."""
        chosen: list[str] = []
        sum_ = 0
        for count, n in sorted((count, n) for n, count in enumerate(counts) if count):
            if chosen and sum_ + count > MOST:
                break
            chosen.append(self.terms[n].tsquery())
            sum_ += count
        return " | ".join(chosen)
