from cms.models.alert import Alert
from cms.models.announcement import Announcement
from cms.models.answer import Answer
from cms.models.approval import SecondPairOfEyes
from cms.models.attached import GuideForm, PolicyDocument
from cms.models.campaign import CampaignIndexPage, CampaignPage
from cms.models.case import RuleCase
from cms.models.changed import AnswerReview, ChangedAnswer
from cms.models.diff_seen import DiffSeen
from cms.models.disclosure import Disclosure
from cms.models.disclosure_file import DisclosureFile
from cms.models.disclosure_item import DisclosureBasis, DisclosureItem
from cms.models.disclosure_table import DisclosureTable
from cms.models.fact import Fact
from cms.models.faq import FaqIndexPage, FaqPage, RelatedFaq
from cms.models.feedback import Feedback
from cms.models.guide import GuideIndexPage, GuidePage
from cms.models.home import HomePage
from cms.models.identity import SiteIdentity
from cms.models.kept import KeptRule
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.objection import Objection
from cms.models.page_link import PageLink
from cms.models.place import PlaceIndexPage, PlacePage
from cms.models.plain import PlainPage
from cms.models.policy import PolicyIndexPage, PolicyPage
from cms.models.programme import Programme
from cms.models.promoted import PromotedAnswer
from cms.models.public import PublicPage
from cms.models.search_entry import SearchEntry
from cms.models.search_miss import SearchMiss
from cms.models.subscription import Subscription
from cms.models.synonym import Synonym
from cms.models.version import RuleVersion
from cms.models.village import VillageIndexPage, VillagePage
from cms.models.wording import Wording

__all__ = [
    "Alert",
    "Announcement",
    "Answer",
    "AnswerReview",
    "CampaignIndexPage",
    "CampaignPage",
    "ChangedAnswer",
    "DiffSeen",
    "Disclosure",
    "DisclosureBasis",
    "DisclosureFile",
    "DisclosureItem",
    "DisclosureTable",
    "Fact",
    "FaqIndexPage",
    "FaqPage",
    "Feedback",
    "GuideForm",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "KeptRule",
    "NewsIndexPage",
    "NewsPage",
    "Objection",
    "PageLink",
    "PlaceIndexPage",
    "PlacePage",
    "PlainPage",
    "PolicyDocument",
    "PolicyIndexPage",
    "PolicyPage",
    "Programme",
    "PromotedAnswer",
    "PublicPage",
    "RelatedFaq",
    "RuleCase",
    "RuleVersion",
    "SearchEntry",
    "SearchMiss",
    "SecondPairOfEyes",
    "SiteIdentity",
    "Subscription",
    "Synonym",
    "VillageIndexPage",
    "VillagePage",
    "Wording",
]
