import re

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.synonym import ForEditors
from cms.search.words import clean

LONGEST = 40  # whoever writes more tells a story, perhaps their own
DIGITS = re.compile(r"\d")
MOST_DIGITS = 4  # a year, an age; five are the beginning of a telephone number
MOST_ROWS = 20_000  # beyond them somebody plays
NOTE = """
INSERT INTO cms_searchmiss (query, language, count, last_day)
SELECT %(query)s, %(language)s, 1, %(day)s WHERE (SELECT count(*) FROM cms_searchmiss) < %(most)s
ON CONFLICT (query, language) DO UPDATE SET count = cms_searchmiss.count + 1, last_day = EXCLUDED.last_day"""


class SearchMissQuerySet(ForEditors):
    def note(self, text: str, language: str) -> None:
        """One more search that found nothing. What could be about a person is not kept."""
        query = " ".join(clean(text, LONGEST + 1).split())
        if not query or len(query) > LONGEST or len(DIGITS.findall(query)) > MOST_DIGITS or "@" in query:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                NOTE, {"query": query, "language": language, "day": timezone.localdate(), "most": MOST_ROWS}
            )


class SearchMiss(models.Model):
    """Words that somebody searched for and found nothing."""

    query = models.CharField(_("searched for"), max_length=LONGEST)
    language = models.CharField(
        _("language"), max_length=2, choices=[("zh", _("Chinese")), ("en", _("English"))]
    )
    count = models.PositiveIntegerField(_("how often"), default=1)
    last_day = models.DateField(_("last on"))

    objects = SearchMissQuerySet.as_manager()

    class Meta:
        ordering = ["-count", "-last_day"]
        verbose_name = _("search without a hit")
        verbose_name_plural = _("searches without a hit")
        constraints = [models.UniqueConstraint(fields=["query", "language"], name="search_miss_once")]

    def __str__(self):
        return self.query
