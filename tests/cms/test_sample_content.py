"""The invented county is whole, honest and readable: counts, figures with a source, no real number or name."""

import io
import json
import re

import pytest
from django.core.management import call_command
from django.utils import translation

from cms.models import CampaignPage, FaqPage, GuidePage, NewsPage, PlacePage, PolicyPage, VillagePage
from cms.samples.words import HERE, read
from tests import loaded_pages
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db
LEAST = {
    PolicyPage: 12, GuidePage: 10, FaqPage: 30, NewsPage: 12, CampaignPage: 2, VillagePage: 6, PlacePage: 9,
}  # fmt: skip
WRITTEN = [*HERE.glob("*.json")]
COLD = [
    "予以", "贯彻", "特此", "切实", "进一步", "有关部门", "相关部门", "有关规定", "敬请", "务必", "逾期", "不得",
    "应当", "须知", "之规定", "特殊群体", "失独",
]  # fmt: skip
MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(?:元|yuan)")
DAYS = re.compile(r"(\d+)\s*(?:个工作日|天|working days|days)")
PHONE = re.compile(r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)")


@pytest.fixture(autouse=True)
def county(programmes):
    loaded_pages.pages()


def pages(language: str = ""):
    for model in LEAST:
        rows = model.objects.live().select_related("area", "locale")
        yield from rows.filter(locale__language_code=language) if language else rows


def words(page) -> str:
    with translation.override(page.locale.language_code):
        return " ".join(text for _weight, text in page.search_words())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_there_is_enough_of_everything_in_both_languages(language):
    for model, least in LEAST.items():
        assert model.objects.live().filter(locale__language_code=language).count() >= least, model


def test_every_page_has_a_twin_at_the_same_address():
    twins = {page.translation_key: page.url_path for page in pages("en")}
    for page in pages("zh-hans"):
        assert (
            twins.pop(page.translation_key).partition("/home-en/")[2] == page.url_path.partition("/home/")[2]
        )
    assert not twins


def test_loading_again_changes_nothing():
    before = loaded_pages._everything()
    call_command("load_pages", stdout=io.StringIO())
    assert loaded_pages._everything() == before


def test_every_page_is_about_a_place_that_exists_and_says_who_answers():
    for page in pages():
        assert page.area.name, page
        assert page.unit, page
        assert page.unit_phone, page
        assert page.purpose or isinstance(page, FaqPage), page


def test_an_english_page_is_in_english_and_a_chinese_one_in_chinese():
    for page in pages("en"):
        said = words(page).replace(getattr(page, "reference", "") or "-", "")
        assert not re.findall(r"[\u4e00-\u9fff]+", said), page
    for page in pages("zh-hans"):
        assert not re.findall(r"[A-Za-z]{3,}", words(page)), page


def numbers(text: str, pattern) -> set[str]:
    return {found.replace(",", "").removesuffix(".00") for found in pattern.findall(text)}


def test_every_sum_and_every_count_of_days_has_a_source():
    rules = " ".join(path.read_text(encoding="utf-8") for path in (HERE.parent / "programmes").glob("*.json"))
    from_rules = set(re.findall(r"\d+", rules))
    promised = {
        str(row[name]) for row in read("guides") for name in ("days_promised", "days_legal") if row.get(name)
    }
    told = {number for row in read("guides") for number in numbers(row["zh"]["basis"], DAYS)}
    for page in pages():
        if not isinstance(page, PlacePage | VillagePage):
            assert numbers(words(page), MONEY) <= from_rules, page
            assert numbers(words(page), DAYS) <= from_rules | promised | told, page


def test_no_phone_could_ring_at_somebodys_and_nobody_has_a_number():
    for path in WRITTEN:
        said = path.read_text(encoding="utf-8")
        for phone in PHONE.findall(said):
            assert re.fullmatch(r"0990-711\d{4}", phone), path
        assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", said), path


def test_nothing_is_said_coldly():
    for path in WRITTEN:
        said = path.read_text(encoding="utf-8")
        if path.name == "search.json":  # how people search is theirs
            continue
        if path.name == "faq.json":  # so is how they ask
            said = " ".join(row["zh"]["a"] + row["zh"]["q"] for row in json.loads(said))
        assert not [word for word in COLD if word in said], path


def test_the_childcare_subsidy_is_two_steps_from_home(client):
    for home, guide in (("/", "/guides/yuer-butie/"), ("/en/", "/en/guides/yuer-butie/")):
        links = {link.get("href") for link in Page(client.get(home).content.decode()).all("a")}
        assert guide in links
        assert "30" in client.get(guide).content.decode()


def test_every_place_pages_lead_to_is_there(client):
    from cms.models import Alert, HomePage

    leads = [alert.link for alert in Alert.objects.all()]
    for home in HomePage.objects.live():
        leads += [task.value["address"] or task.value["page"].url for task in home.tasks]
    for index in ("guides", "faq", "news", "policies", "villages", "places", "campaigns"):
        for start in (f"/{index}/", f"/en/{index}/"):
            found = Page(client.get(start).content.decode()).all("a")
            leads += sorted({link["href"] for link in found if link.get("href", "").startswith(start)})[:4]
    for address in dict.fromkeys(leads):
        assert client.get(address).status_code == 200, address


def test_related_questions_are_there_and_survive_the_next_edit():
    page = FaqPage.objects.get(slug="butie-duoshao", locale__language_code="zh-hans")
    assert len(page.related) == len(page.get_latest_revision_as_object().related_links.all()) == 3
    assert page.latest_revision_id == page.live_revision_id


def test_policies_end_begin_and_take_the_place_of_others():
    policy = {page.slug: page for page in PolicyPage.objects.filter(locale__language_code="zh-hans")}
    in_force = set(PolicyPage.objects.in_force().values_list("slug", flat=True))
    assert policy["falv-2021"].replaces == policy["shf"]
    assert policy["bangfu-2027"].replaces == policy["bangfu-2024"]
    assert {"sf", "shf", "bangfu-2027"} & in_force == set()


def test_each_picture_is_drawn_by_us_small_and_described():
    for picture, said in read("pictures").items():
        drawn = HERE / "pictures" / f"{picture}.svg"
        assert "CC0" in drawn.read_text(encoding="utf-8")
        assert drawn.with_suffix(".webp").stat().st_size <= 40_000
        assert said["zh"], picture
        assert said["en"], picture
