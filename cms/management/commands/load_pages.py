"""Load the sample pages: home, policies, one page per programme, in Chinese and English."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, PolicyIndexPage, PolicyPage, Programme

CHECKED = date(2026, 11, 22)
HOME = {
    "zh-hans": (
        "安禾县计划生育协会",
        "有什么补助、怎么办、找谁说，都从这里开始。手机短信、网页、电话，哪样方便用哪样。",
    ),
    "en": (
        "Anhe County Family-Support Association",
        "What you can get, how to get it, and whom to tell: it starts here. By text message, on this page or by phone, as you like.",
    ),
}
POLICIES = {
    "zh-hans": ("惠民政策", "每一项都写明谁能领、领多少、怎么办，以及是哪份文件说的。"),
    "en": ("Policies", "For each: who can get it, how much, how, and which document says so."),
}
# By which source a page goes. Its dates are those of the rule.
SOURCES = {
    "YE": "plan", "JF": "state", "TF-D": "2022", "TF-C": "2022", "TF-B": "2022", "CERT": "law", "RET1": "shandong",
    "YQ": "qg", "DB": "rule", "TK": "order", "BX-H": "jiangxi", "DJ": "law", "SF": "xinhua", "SHF": "repeal",
}  # fmt: skip


class Command(BaseCommand):
    help = "Load the sample pages; running it again changes nothing that is there."

    @transaction.atomic
    def handle(self, **options):
        homes = {}
        self.clear_the_welcome_page()
        for code in ("zh-hans", "en"):
            locale, _made = Locale.objects.get_or_create(language_code=code)
            homes[code] = self.tree(locale, code, homes.get("zh-hans"))
        self.make_site(homes["zh-hans"])
        self.stdout.write(f"{PolicyPage.objects.live().count()} policy pages")

    def clear_the_welcome_page(self) -> None:
        """Wagtail starts with a page that says welcome; the association's own home takes its place."""
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        for page in root.get_children().filter(
            slug="home", content_type=ContentType.objects.get_for_model(Page)
        ):
            page.delete()

    def tree(self, locale: Locale, code: str, twin: HomePage | None) -> HomePage:
        language = "en" if code == "en" else "zh"
        title, welcome = HOME[code]
        root = Page.get_first_root_node()
        home = self.page(
            HomePage,
            root,
            locale,
            twin,
            slug="home" if code == "zh-hans" else "home-en",
            title=title,
            welcome=welcome,
        )
        twin_index = PolicyIndexPage.objects.child_of(twin).first() if twin else None
        title, introduction = POLICIES[code]
        index = self.page(
            PolicyIndexPage, home, locale, twin_index, slug="policies", title=title, introduction=introduction
        )
        for programme in Programme.objects.published().filter(code__in=SOURCES):
            self.policy(index, locale, twin_index, programme, language)
        return home

    def policy(self, index, locale, twin_index, programme: Programme, language: str) -> None:
        rule = programme.rule
        source, versions = rule["sources"][SOURCES[programme.code]], programme.as_rules.versions
        slug = programme.code.lower()
        twin = PolicyPage.objects.child_of(twin_index).filter(slug=slug).first() if twin_index else None
        self.page(
            PolicyPage, index, locale, twin, slug=slug, title=rule["name"][language], plain_words=rule["summary"][language],
            programme=programme, issuer=source["issuer"], reference=source.get("document", ""),
            in_force_from=versions[0].starts, in_force_until=versions[-1].ends, last_checked=CHECKED,
        )  # fmt: skip

    def page(self, model, parent, locale, twin, **fields):
        found = model.objects.child_of(parent).filter(slug=fields["slug"]).first()
        if found:
            return found
        page = model(locale=locale, **fields)
        if twin:
            page.translation_key = twin.translation_key
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    def make_site(self, home: HomePage) -> None:
        site = Site.objects.filter(is_default_site=True).first() or Site(
            is_default_site=True, hostname="localhost"
        )
        site.root_page, site.site_name = home, HOME["zh-hans"][0]
        site.save()
