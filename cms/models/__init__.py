from cms.models.answer import Answer
from cms.models.kept import KeptRule
from cms.models.pages import HomePage, PolicyIndexPage, PolicyPage
from cms.models.programme import Programme

__all__ = ["Answer", "HomePage", "KeptRule", "PolicyIndexPage", "PolicyPage", "Programme"]
