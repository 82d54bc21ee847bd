"""Facts, rules and a day in; a verdict out. Pure: no framework, no clock, no database."""

from cms.eligibility.ask import BadAnswer, Question, for_a_person, next_question, question, record_answer
from cms.eligibility.explain import say, sentences, short_name
from cms.eligibility.facts import all_facts, fact
from cms.eligibility.judge import Verdict, judge
from cms.eligibility.opening import judge_fully
from cms.eligibility.rules import BadRule, Rules
from cms.eligibility.values import Why, unknown

__all__ = [
    "BadAnswer", "BadRule", "Question", "Rules", "Verdict", "Why", "all_facts", "fact", "for_a_person",
    "judge", "judge_fully", "next_question", "question", "record_answer", "say", "sentences", "short_name", "unknown",
]  # fmt: skip
