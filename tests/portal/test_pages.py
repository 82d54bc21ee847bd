"""Every page for residents, in both languages: found by its twin, named, labelled, ours alone, in its own words."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from hotline.models import Case
from portal import translations
from portal.management.commands import load_county
from portal.roles import Role
from tests import loaded_pages
from tests.people import person
from tests.portal.reading import Page

pytestmark = pytest.mark.django_db
STATIC = translations.ROOT / "portal/static/portal"
OPEN = [
    "/", "/policies/", "/policies/ye/", "/policies/jf/", "/policies/tf-d/", "/policies/tf-c/", "/check/", "/check/?programme=YE", "/chat/", "/case/",
    "/case/new/", "/accounts/login/", "/accounts/login/code/", "/accounts/signup/",
]  # fmt: skip
OWN = ["/case/filed/", "/case/here/"]  # after filing, after looking up
PRINTED = ["/policies/ye/?print=page", "/case/filed/?print=page"]
HTML_LANG = {"": "zh-Hans", "/en": "en"}
TWIN = {"": "/en", "/en": ""}


@pytest.fixture
def resident(client, programmes, settings):
    """Somebody who filed a case that was answered, and looked it up."""
    settings.HOTLINE_PHONE = "0990-7110029"
    loaded_pages.pages()
    load_county.Command().areas()
    clerk = person(Role.OFFICER, "安禾县")
    filed = client.post("/case/new/", {"kind": "help", "text": "屋顶漏雨。", "once": "t"}, follow=True)
    code = re.search(r'class="code">([\d ]+)<', filed.content.decode())[1]
    case = Case.objects.get()
    case.accept(clerk)
    case.answer("已经派人去看。", "《社会救助暂行办法》", clerk)
    assert client.post("/case/", {"number": code}).status_code == 302
    return client


def page(client, path: str, language: str) -> Page:
    answer = client.get(f"{language}{path}")
    assert answer.status_code == 200, path
    return Page(answer.content.decode())


def pages(client, language: str, paths=(*OPEN, *OWN)):
    return {path: page(client, path, language) for path in paths}


@pytest.mark.parametrize("language", ["", "/en"])
def test_each_page_says_its_language_and_name_and_leads_to_its_twin_and_back(resident, language):
    for path, seen in pages(resident, language).items():
        assert seen.all("html")[0]["lang"] == HTML_LANG[language], path
        name, _dot, house = seen.title.strip().rpartition(" · ")
        assert name.strip(), path
        assert house in {"邻里", "Linli"}, path
        twin = seen.twin()
        assert twin["href"] == f"{TWIN[language]}{path}", path
        assert twin["lang"] == twin["hreflang"] == HTML_LANG[TWIN[language]], path


@pytest.mark.parametrize("language", ["", "/en"])
def test_each_page_tells_search_engines_its_pair(resident, language):
    house = "https://linli.test"
    for path, seen in pages(resident, language, OPEN).items():
        links = seen.all("link")
        plain = path.partition("?")[0]
        canonical = [one["href"] for one in links if one["rel"] == "canonical"]
        assert canonical == [f"{house}{language}{plain}"], path
        pairs = {
            one["hreflang"]: one["href"].partition("?")[0]
            for one in links
            if one["rel"] == "alternate" and "hreflang" in one
        }
        chinese, english = f"{house}{plain}", f"{house}/en{plain}"
        assert pairs == {"zh-Hans": chinese, "en": english, "x-default": chinese}, path
        said = {one.get("name") or one.get("property"): one.get("content") for one in seen.all("meta")}
        for name in ("description", "og:title", "og:description", "og:url", "og:site_name", "theme-color"):
            assert said[name] or name == "og:title", (path, name)


@pytest.mark.parametrize(
    ("path", "language"), [("/policies/ye/", "zh-Hans"), ("/en/policies/ye/", "en"), ("/chat/", "zh-Hans")]
)
@pytest.mark.parametrize("wished", ["en", "zh", "fr"])
def test_the_address_alone_says_the_language(client, resident, path, language, wished):
    client.cookies.clear()
    client.cookies["django_language"] = wished
    answer = client.get(path, headers={"Accept-Language": wished})
    assert Page(answer.content.decode()).all("html")[0]["lang"] == language
    assert "Accept-Language" not in answer.get("Vary", "")


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_strangers_look_leaves_a_cookie_only_where_there_is_a_form_to_send(resident, language):
    bare = 0
    for path in OPEN:
        answer = Client().get(f"{language}{path}")
        token = "csrfmiddlewaretoken" in answer.content.decode()
        assert bool(answer.cookies) == token, path
        assert not answer.cookies or set(answer.cookies) == {"csrftoken"}, path
        bare += not token
    assert bare >= 6


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_first_look_weighs_at_most_sixty_kilobytes_without_pictures(resident, language):
    beside = {}
    for path, seen in pages(resident, language).items():
        files = [one["href"] for one in seen.all("link") if one["rel"] == "stylesheet"]
        files += [one["src"] for one in seen.all("script") if "src" in one]
        for file in files:
            if file not in beside:
                beside[file] = weight(Path(finders.find(file.removeprefix("/static/"))).read_bytes())
        total = weight(resident.get(f"{language}{path}").content) + sum(beside[file] for file in files)
        assert total <= 60_000, (path, total)


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_no_english_is_left_on_a_chinese_page(resident):
    for path, seen in pages(resident, "", [*OPEN, *OWN, *PRINTED]).items():
        assert not seen.english(), path


def test_an_english_page_is_in_english(resident):
    for path, seen in pages(resident, "/en", [*OPEN, *PRINTED]).items():
        # The name of a Chinese paper is marked as Chinese and so not read here.
        assert not re.findall(r"[\u4e00-\u9fff]+", seen.text), path


@pytest.mark.parametrize("language", ["", "/en"])
def test_nothing_is_written_into_a_page_that_its_policy_forbids_and_nothing_comes_from_elsewhere(
    resident, language
):
    for path, seen in pages(resident, language, [*OPEN, *OWN, *PRINTED]).items():
        assert not seen.inline(), path
        assert not [address for address in seen.loads() if not re.match(r"(/(?!/)|data:|\?|$)", address)], (
            path
        )


def test_a_screen_reader_finds_its_way(resident):
    for path, seen in pages(resident, "").items():
        assert seen.all("a")[0]["href"] == "#main", path
        assert any(attrs.get("id") == "main" for attrs in seen.all("main")), path
        assert seen.headings[0] == 1, path
        assert seen.headings.count(1) == 1, path
        steps = zip(seen.headings, seen.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), path
        assert not seen.unlabelled(), path
        ids = [attrs["id"] for _tag, attrs in seen.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), path


def test_every_link_of_the_house_leads_somewhere(resident):
    addresses = {
        attrs["href"]
        for seen in pages(resident, "").values()
        for attrs in seen.all("a")
        if attrs["href"].startswith("/")
    }
    assert len(addresses) > 10
    assert "/my/" in addresses
    for address in addresses - {"/my/"}:
        assert resident.get(address).status_code == 200, address
    assert resident.get("/my/", follow=True).redirect_chain == [("/accounts/login/?next=/my/", 302)], (
        "first sign in"
    )


@pytest.mark.parametrize(("language", "says"), [("", "这里没有这一页"), ("/en", "This page is not here")])
def test_a_page_that_is_not_there_helps_on_in_the_readers_language(resident, language, says):
    answer = resident.get(f"{language}/nothing-here/")
    assert answer.status_code == 404
    lost = Page(answer.content.decode())
    assert lost.all("html")[0]["lang"] == HTML_LANG[language]
    assert says in lost.text
    assert "0990-7110029" in lost.text
    assert lost.all("a")[-2]["href"] == f"{language}/"
    assert not lost.inline()


def test_large_type_stays_until_it_is_switched_off(resident):
    back = resident.get("/policies/?page=2&elder=1")
    assert back["Location"] == "/policies/?page=2"
    assert "elder" in page(resident, "/chat/", "").all("html")[0]["class"]
    resident.get("/chat/?elder=0")
    assert "elder" not in page(resident, "/chat/", "").all("html")[0]["class"]


def test_own_sheets_and_script_stay_small_and_old_phones_read_them():
    for sheet, most in {
        "linli": 8192,
        "pages": 8192,
        "print": 4096,
        "print-a3": 2048,
        "print-slip": 2048,
    }.items():
        assert len((STATIC / f"{sheet}.css").read_bytes()) <= most, sheet
    script = (STATIC / "linli.js").read_text()
    assert len(script.encode()) <= 10_240
    assert not re.findall(r"\?\.|\?\?|\basync\b|\bawait\b|\*\*|\.\.\.|\bimport\b|\bexport\b", script), (
        "newer than ES2015"
    )


def brightness(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    full = colour if len(colour) == 7 else "#" + "".join(2 * each for each in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(sheet: Path, block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#\w{3,6})\b", block_of(sheet.read_text(), block)))


def block_of(sheet: str, selector: str) -> str:
    return sheet.split(f"{selector} {{", 1)[1].split("}", 1)[0]


@pytest.mark.parametrize("look", ["light", "large", "dark"])
def test_words_stand_out_from_their_ground(look):
    sheet = STATIC / "linli.css"
    seen = colours(sheet, ":root")
    if look == "large":
        seen |= colours(sheet, ".elder { font-size: 150%; color-scheme: light; }\n.elder")
    if look == "dark":
        seen |= colours(sheet, "html:not(.elder)")
    pairs = [("ink", "paper"), ("ink", "soft"), ("ink", "mine"), ("quiet", "paper"), ("quiet", "soft"),
             ("brand-ink", "brand"), ("govuk-link-colour", "paper"), ("govuk-link-hover-colour", "paper")]  # fmt: skip
    for words, ground in pairs:
        assert contrast(seen[words], seen[ground]) >= 4.5, (words, ground)
