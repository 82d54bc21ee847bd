from cms.models.announcement import Announcement
from cms.models.answer import Answer
from cms.models.approval import SecondPairOfEyes
from cms.models.case import RuleCase
from cms.models.changed import AnswerReview, ChangedAnswer
from cms.models.diff_seen import DiffSeen
from cms.models.fact import Fact
from cms.models.feedback import Feedback
from cms.models.kept import KeptRule
from cms.models.page_link import PageLink
from cms.models.pages import HomePage, PolicyIndexPage, PolicyPage
from cms.models.programme import Programme
from cms.models.subscription import Subscription
from cms.models.version import RuleVersion
from cms.models.wording import Wording

__all__ = [
    "Announcement", "Answer", "AnswerReview", "ChangedAnswer", "DiffSeen", "Fact", "Feedback",
    "HomePage", "KeptRule", "PageLink", "PolicyIndexPage",
    "PolicyPage", "Programme", "RuleCase", "RuleVersion", "SecondPairOfEyes", "Subscription", "Wording",
]  # fmt: skip
