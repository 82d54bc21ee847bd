from cms.models.announcement import Announcement
from cms.models.answer import Answer
from cms.models.approval import SecondPairOfEyes
from cms.models.case import RuleCase
from cms.models.changed import AnswerReview, ChangedAnswer
from cms.models.diff_seen import DiffSeen
from cms.models.disclosure import Disclosure
from cms.models.disclosure_file import DisclosureFile
from cms.models.disclosure_item import DisclosureBasis, DisclosureItem
from cms.models.disclosure_table import DisclosureTable
from cms.models.fact import Fact
from cms.models.feedback import Feedback
from cms.models.kept import KeptRule
from cms.models.objection import Objection
from cms.models.pages import HomePage, PolicyIndexPage, PolicyPage
from cms.models.programme import Programme
from cms.models.subscription import Subscription
from cms.models.version import RuleVersion

__all__ = [
    "Announcement",
    "Answer",
    "AnswerReview",
    "ChangedAnswer",
    "DiffSeen",
    "Disclosure",
    "DisclosureBasis",
    "DisclosureFile",
    "DisclosureItem",
    "DisclosureTable",
    "Fact",
    "Feedback",
    "HomePage",
    "KeptRule",
    "Objection",
    "PolicyIndexPage",
    "PolicyPage",
    "Programme",
    "RuleCase",
    "RuleVersion",
    "SecondPairOfEyes",
    "Subscription",
]
