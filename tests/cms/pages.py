"""A small site: home, kinds of pages, villages with a page and a piece of news each, in the tests' county."""

from datetime import date

from django.urls import reverse
from wagtail.models import Locale, Page, Site

from cms.models import (
    GuideIndexPage,
    GuidePage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PolicyIndexPage,
    PolicyPage,
    VillageIndexPage,
    VillagePage,
)
from tests.people import place

VILLAGES = {"青石村": "qingshi", "石桥村": "shiqiao", "柳河村": "liuhe"}


def put(parent, page, live=True):
    page.locale = page.locale if page.locale_id else Locale.get_default()
    page.live = False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


class County:
    """`county.news["青石村"]`, `county.policy`: pages by what they are."""

    def __init__(self):
        area = place("安禾县")
        root = Page.get_first_root_node()
        root.get_children().filter(slug="home").delete()
        self.home = put(
            Page.get_first_root_node(), HomePage(title="安禾县", slug="home", welcome="您好。", area=area)
        )
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": self.home}
        )
        policies = put(self.home, PolicyIndexPage(title="政策", slug="policies", area=area))
        guides = put(self.home, GuideIndexPage(title="办事", slug="guides", area=area))
        self.news_index = put(self.home, NewsIndexPage(title="新闻", slug="news", area=area))
        villages = put(self.home, VillageIndexPage(title="各村", slug="villages", area=area))
        self.policy = put(policies, a_policy("老年人生活补贴"))
        self.guide = put(guides, GuidePage(title="申请补贴", slug="apply", for_whom="六十岁以上", area=area))
        self.villages = {
            name: put(villages, VillagePage(title=name, slug=slug, area=place(name)))
            for name, slug in VILLAGES.items()
        }
        self.news = {
            name: put(page, some_news(f"{name}修路", place(name))) for name, page in self.villages.items()
        }
        self.drafts = {
            name: put(page, some_news(f"{name}草稿", place(name)), live=False)
            for name, page in self.villages.items()
        }
        # Written by the county about one village: that village's staff may mend it.
        self.about_qingshi = put(self.news_index, some_news("青石村来了医生", place("青石村")))


def a_policy(title, **fields):
    return PolicyPage(
        title=title, issuer="民政局", reference="民发〔2025〕1号", in_force_from=date(2025, 1, 1), plain_words="每月60元。",
        area=place("安禾县"), **fields,
    )  # fmt: skip


def some_news(title, area):
    return NewsPage(title=title, summary="路修好了。", area=area)


def edit(page) -> str:
    """The address at which a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
