"""Search in the back office: pages, pictures and papers by any part of their title, in Chinese too."""

from modelsearch.backends.database.fallback import (
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from cms.search.words import clean


class Anywhere(DatabaseSearchQueryCompiler):
    """Whatever is typed is only ever a part of a title."""

    def build_database_filter(self, query, boost=1.0):
        if isinstance(query, PlainText | Phrase):
            words = clean(query.query_string, 200)
            if not words.strip():
                return MATCH_NONE
            plain = Phrase(words) if isinstance(query, Phrase) else PlainText(words, query.operator)
            return super().build_database_filter(plain)
        return super().build_database_filter(query, boost)


class SearchBackend(DatabaseSearchBackend):
    query_compiler_class = autocomplete_query_compiler_class = Anywhere
