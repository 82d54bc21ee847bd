"""A small portal for tests: one page of each type in both languages, with everything a page may hold."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from cms.models import (
    CampaignIndexPage,
    CampaignPage,
    FaqIndexPage,
    FaqPage,
    GuideIndexPage,
    GuidePage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PlaceIndexPage,
    PlacePage,
    PlainPage,
    PolicyIndexPage,
    PolicyPage,
    Programme,
    RelatedFaq,
    VillageIndexPage,
    VillagePage,
)
from portal.models import Area
from tests.people import place

INDEXES = [
    (PolicyIndexPage, "policies", "惠民政策", "Policies"),
    (GuideIndexPage, "guides", "办事指南", "Guides"),
    (NewsIndexPage, "news", "动态", "News"),
    (FaqIndexPage, "faq", "常见问题", "Questions"),
    (CampaignIndexPage, "campaigns", "正在开展", "Campaigns"),
    (VillageIndexPage, "villages", "各村", "Villages"),
    (PlaceIndexPage, "places", "办事地点", "Places"),
]
ENGLISH = {"990001": "Anhe County", "990001101": "Qingshi Township", "990001101001": "Qingshi Village"}
YESTERDAY = timezone.localdate() - timedelta(days=1)


def a_picture(title="村口的老树"):
    data = BytesIO()
    Drawing.new("RGB", (900, 600), "seagreen").save(data, "PNG")
    data.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(data, "tree.png"))


class Portal:
    """`Portal()` writes the pages; `portal.zh["guide"]` is one of them."""

    def __init__(self, pictures: bool = False):
        self.village, self.county = place("青石村"), place("安禾县")
        for code, name in ENGLISH.items():
            Area.objects.filter(pk=code).update(name_en=name)
        self.picture = a_picture() if pictures else None
        self.zh: dict = {}
        self.en: dict = {}
        for language, pages in (("zh-hans", self.zh), ("en", self.en)):
            self.locale = Locale.objects.get_or_create(language_code=language)[0]
            self.pages, self.is_en = pages, language == "en"
            self.write()

    def say(self, zh: str, en: str) -> str:
        return en if self.is_en else zh

    def put(self, name: str, parent, page):
        page.locale = self.locale
        if self.is_en and name in self.zh:
            page.translation_key = self.zh[name].translation_key
        parent.add_child(instance=page)
        self.pages[name] = page
        return page

    def write(self):
        say, root = self.say, Page.get_first_root_node()
        root.get_children().filter(slug="home", title="Welcome to your new Wagtail site!").delete()
        home = self.put("home", root, HomePage(
            title=say("安禾县家庭服务", "Anhe families"), slug=say("home", "home-en"), area=self.county,
            welcome=say("有事从这里开始。", "It starts here."),
        ))  # fmt: skip
        if not self.is_en:
            Site.objects.update_or_create(
                is_default_site=True, defaults={"root_page": home, "hostname": "localhost"}
            )
        for model, slug, zh, en in INDEXES:
            self.put(slug, home, model(title=say(zh, en), slug=slug))
        self.put("about", home, PlainPage(title=say("关于我们", "About us"), slug="about", body=self.body()))
        self.write_policy()
        self.write_guide()
        self.write_news()
        self.write_village()
        home.tasks = [self.block("task", label=say("育儿补贴怎么领", "Get the childcare subsidy"), says=say("要带什么、去哪里", "what to bring, where to go"), page=self.pages["guide"].pk)]  # fmt: skip
        home.save()

    @staticmethod
    def block(of: str, /, **value) -> dict:
        return {"type": of, "value": value}

    def body(self) -> list[dict]:
        blocks = [
            {"type": "heading", "value": self.say("先看这个", "First this")},
            {"type": "words", "value": f"<p>{self.say('办事不求人。', 'No favours needed.')}</p>"},
            {"type": "notice", "value": self.say("周末不上班。", "Closed at weekends.")},
            self.block("link", label=self.say("去看指南", "To the guides"), address="/guides/"),
        ]
        if self.picture:
            blocks.append(
                self.block("picture", picture=self.picture.pk, alt=self.say("村口一棵老树", "An old tree"))
            )
        return blocks

    def write_policy(self):
        say, parent = self.say, self.pages["policies"]
        programme = Programme.objects.filter(code="YE").first()
        self.put("old policy", parent, PolicyPage(
            title=say("旧的托育补助", "Old nursery grant"), slug="old", plain_words=say("以前的补助。", "The grant of before."),
            issuer=say("安禾县", "Anhe County"), in_force_from=date(2020, 1, 1), in_force_until=date(2024, 12, 31), topic=say("家庭", "families"),
        ))  # fmt: skip
        self.put("policy", parent, PolicyPage(
            title=say("育儿补贴", "Childcare subsidy"), slug="ye", plain_words=say("三岁以下每孩都有。", "For each child under three."),
            issuer=say("国务院", "State Council"), reference=say("国办发〔2025〕1号", "Document 1 of 2025"), in_force_from=date(2025, 1, 1), programme=programme,
            ask=say("村里的人可以问镇里。", "Villagers may ask the township."), replaces=self.pages["old policy"], topic=say("家庭", "families"),
            text=self.body(), unit=say("县协会", "the county association"), unit_phone="0999-1234567",
        ))  # fmt: skip

    def write_guide(self):
        say = self.say
        at = self.put("place", self.pages["places"], PlacePage(
            title=say("青石镇便民中心", "Qingshi service centre"), slug="qingshi", address=say("青石镇人民路1号", "1 People's Road"),
            hours=say("周一到周五 8:30–17:00", "Monday to Friday, 8:30 to 17:00"), phone="0999-7654321", access=["ramp", "seats"],
            latitude="30.123456", longitude="105.654321", services=say("育儿补贴\n生育登记", "childcare subsidy\nbirth registration"),
            area=place("青石镇"),
        ))  # fmt: skip
        policy = self.pages["policy"]
        self.put("guide", self.pages["guides"], GuidePage(
            title=say("育儿补贴怎么领", "How to get the childcare subsidy"), slug="yuer-butie",
            purpose=say("给三岁以下孩子的家庭", "for families with a child under three"),
            for_whom=say("孩子不满三岁的家庭", "families with a child under three"), conditions="<ul><li>…</li></ul>",
            papers=[self.block("paper", name=say("户口本", "household register"), kind="original", number=1, note=say("全家的", "of the whole family")),
                    self.block("paper", name=say("出生医学证明", "birth certificate"), kind="copy", number=2, note="")],
            steps=[self.block("step", what=say("到窗口交材料", "Hand it in"), who=say("您", "you"), days=None),
                   self.block("step", what=say("审核", "It is checked"), who=say("镇里", "the township"), days=10)],
            where=at, days_promised=20, days_legal=30, visits=1, result=say("钱打到卡上", "money on your card"),
            basis=say("国办发〔2025〕1号", "Document 1 of 2025"), questions_phone="0999-1112222", policy=policy, programme=policy.programme,
            life_event="birth", group="families",
        ))  # fmt: skip
        other = self.put("other faq", self.pages["faq"], FaqPage(
            title=say("补贴什么时候到账？", "When does the money come?"), slug="when", answer=say("一般一个月内。", "Within a month."), topic=say("补贴", "Subsidy"),
        ))  # fmt: skip
        faq = FaqPage(
            title=say("双胞胎领几份？", "Two shares for twins?"), slug="twins", answer=say("每个孩子一份。", "One for each child."),
            also="双胞胎能领两份吗", topic=say("补贴", "Subsidy"), programme=policy.programme,
        )  # fmt: skip
        self.put("question", self.pages["faq"], faq)
        faq.related_links.add(RelatedFaq(to=other))
        faq.save()

    def write_news(self):
        say = self.say
        self.put("news item", self.pages["news"], NewsPage(
            title=say("村里修好了路", "The road is mended"), slug="road", day=YESTERDAY, summary=say("走得稳了。", "Walk safely."),
            body=self.body(), picture=self.picture, area=self.village,
        ))  # fmt: skip
        self.put("campaign", self.pages["campaigns"], CampaignPage(
            title=say("男性健康月", "Men's health month"), slug="health", summary=say("免费查一查。", "A free check."), starts=YESTERDAY,
            ends=YESTERDAY + timedelta(days=30), body=self.body(), picture=self.picture,
        ))  # fmt: skip

    def write_village(self):
        say = self.say
        self.put("village", self.pages["villages"], VillagePage(
            title=say("青石村", "Qingshi Village"), slug="qingshi-cun", area=self.village, introduction=say("山下的村子。", "A village below the hill."),
            people=[self.block("person", role=say("村主任", "village head"), name=say("孙某", "Mr Sun"), phone="0999-3334444", what_for=say("大小事", "anything"))],
            charter=f"<p>{say('大家的事大家定。', 'Decided together.')}</p>", rules=f"<p>{say('门前干净。', 'Clean doorsteps.')}</p>",
        ))  # fmt: skip
