from cms.models.answer import Answer
from cms.models.changed import AnswerReview, ChangedAnswer
from cms.models.diff_seen import DiffSeen
from cms.models.kept import KeptRule
from cms.models.pages import HomePage, PolicyIndexPage, PolicyPage
from cms.models.programme import Programme

__all__ = [
    "Answer",
    "AnswerReview",
    "ChangedAnswer",
    "DiffSeen",
    "HomePage",
    "KeptRule",
    "PolicyIndexPage",
    "PolicyPage",
    "Programme",
]
