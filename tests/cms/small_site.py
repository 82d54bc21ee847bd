"""A site of a few pages in both languages, for tests that need some and not the whole sample county."""

from datetime import date
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site

from cms.models import (
    FaqIndexPage,
    FaqPage,
    GuideIndexPage,
    GuidePage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PolicyIndexPage,
    PolicyPage,
    VillageIndexPage,
    VillagePage,
)  # fmt: skip
from tests.people import place

DAY = date(2026, 11, 20)


def add(parent, model, twin=None, **fields):
    """A published page below `parent`; `twin` is the same page in the other language."""
    page = model(locale=parent.locale, **fields)
    if twin is not None:
        page.translation_key = twin.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def small_site() -> SimpleNamespace:
    """Home, policies, news, guides, questions and two villages; home, policies and news in English as well."""
    place("柳河村"), place("青石村")
    root = Page.get_first_root_node()
    for page in root.get_children().filter(content_type=ContentType.objects.get_for_model(Page)):
        page.delete()
    root = Page.objects.get(pk=root.pk)
    zh = Locale.objects.get_or_create(language_code="zh-hans")[0]
    en = Locale.objects.get_or_create(language_code="en")[0]
    root.locale = zh
    home = add(root, HomePage, slug="home", title="安禾县", welcome="您好")
    root.locale = en
    home_en = add(root, HomePage, home, slug="home-en", title="Anhe County", welcome="Welcome")
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost"
    )
    site.root_page = home
    site.save()
    made = SimpleNamespace(home=home, home_en=home_en)
    for name, model, title in (
        ("policies", PolicyIndexPage, "政策"), ("news", NewsIndexPage, "新闻"), ("guides", GuideIndexPage, "办事指南"),
        ("faq", FaqIndexPage, "问答"), ("villages", VillageIndexPage, "村"),
    ):  # fmt: skip
        index = add(home, model, slug=name, title=title)
        setattr(made, name, index)
        setattr(made, f"{name}_en", add(home_en, model, index, slug=name, title=name.title()))
    return made


def a_policy(parent, twin=None, **fields):
    given = {"slug": "gaoling", "title": "高龄津贴", "plain_words": "年满80岁的老人每月领50元。", "issuer": "安禾县民政局",
             "in_force_from": DAY}  # fmt: skip
    return add(parent, PolicyPage, twin, **{**given, **fields})


def news(parent, twin=None, **fields):
    return add(
        parent,
        NewsPage,
        twin,
        **{"slug": "yizhen", "title": "周六义诊", "summary": "周六上午八点。", **fields},
    )


def a_guide(parent, **fields):
    given = {
        "slug": "butie", "title": "怎么申请育儿补贴", "for_whom": "有三岁以下孩子的家庭。", "hours": "8:30到17:00", "fee": "免费",
        "where_words": "镇便民服务中心", "questions_phone": "0990-7110029", "days_promised": 5, "result": "补贴到卡。",
        "basis": "国办发〔2025〕1号", "complaints_phone": "12345",
        "papers": [("paper", {"name": "户口簿", "kind": "original", "number": 1, "note": ""})],
        "steps": [("step", {"what": "带材料到村委会。", "who": "您", "days": None}),
                  ("step", {"what": "镇里核对。", "who": "镇便民服务中心", "days": 3})],
    }  # fmt: skip
    return add(parent, GuidePage, **{**given, **fields})


def a_question(parent, **fields):
    return add(
        parent,
        FaqPage,
        **{
            "slug": "yinhangka",
            "title": "银行卡丢了怎么办？",
            "answer": "到银行补办后告诉村委会。",
            **fields,
        },
    )


def a_village(parent, name="柳河村", slug="liuhe", **fields):
    people = [
        ("person", {"role": "村委会主任", "name": "郑晓霞", "phone": "0990-7110201", "what_for": "村里的事"})
    ]
    return add(parent, VillagePage, slug=slug, title=name, area=place(name), introduction="村子在柳河边。",
               people=people, **fields)  # fmt: skip
