from cms.models.answer import Answer
from cms.models.approval import SecondPairOfEyes
from cms.models.case import RuleCase
from cms.models.fact import Fact
from cms.models.kept import KeptRule
from cms.models.pages import HomePage, PolicyIndexPage, PolicyPage
from cms.models.programme import Programme
from cms.models.version import RuleVersion

__all__ = [
    "Answer", "Fact", "HomePage", "KeptRule", "PolicyIndexPage", "PolicyPage", "Programme", "RuleCase", "RuleVersion",
    "SecondPairOfEyes",
]  # fmt: skip
