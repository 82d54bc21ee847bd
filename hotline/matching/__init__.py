"""What is meant by a text in Chinese or English. Pure.

Exact layer, then BM25 over Chinese character uni- and bigrams (and English words), divided by the
question's own ideal score so that unknown words lower it, joined with the share of the question's
concepts (an editor-kept table) that an entry has.
"""

from hotline.matching.danger import is_urgent
from hotline.matching.matcher import Match, Matcher, default_matcher
from hotline.matching.normal import language_of, normal
from hotline.matching.questions import Question, Questions

__all__ = [
    "Match",
    "Matcher",
    "Question",
    "Questions",
    "default_matcher",
    "is_urgent",
    "language_of",
    "normal",
]
