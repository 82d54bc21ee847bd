"""Facts, rules and a day in; a verdict out. Pure: no framework, no clock, no database."""

from cms.eligibility.ask import BadAnswer, Question, for_a_person, next_question, question, record_answer
from cms.eligibility.explain import say, sentences, short_name
from cms.eligibility.facts import Fact, all_facts, fact
from cms.eligibility.interactions import circles, judge_all
from cms.eligibility.judge import judge
from cms.eligibility.known import read_facts
from cms.eligibility.opening import judge_fully
from cms.eligibility.rules import BadRule, Rules
from cms.eligibility.values import Why, unknown
from cms.eligibility.verdict import Together, Verdict

__all__ = [
    "BadAnswer", "BadRule", "Fact", "Question", "Rules", "Together", "Verdict", "Why", "all_facts", "circles", "fact",
    "for_a_person", "judge", "judge_all", "judge_fully", "next_question", "question", "read_facts", "record_answer",
    "say", "sentences", "short_name", "unknown",
]  # fmt: skip
