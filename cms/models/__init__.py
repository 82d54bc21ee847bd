from cms.models.pages import HomePage, PolicyIndexPage, PolicyPage
from cms.models.programme import Programme

__all__ = ["HomePage", "PolicyIndexPage", "PolicyPage", "Programme"]
