"""The Chinese is whole: every sentence of the code has its own, and it is compiled without gettext."""

import ast
import gettext
import os
import re
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

from portal import translations

PACKAGES = sorted(app.parent.name for app in translations.ROOT.glob("*/apps.py"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|{\w*}|<[^>]+>")
TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(({TEXT}(?:, ?{TEXT})*)")


def own_catalogue(package: str) -> Path:
    return translations.ROOT / package / "locale/zh_Hans/LC_MESSAGES/django.po"


def entries(po: Path) -> list[translations.Entry]:
    return [entry for entry in translations.read(po) if entry.id]


def as_key(name: str, texts: list[str]) -> str:
    """The .mo's key for a call of gettext, pgettext (context first) or ngettext (plural second)."""
    context = f"{texts.pop(0)}\4" if "pgettext" in name else ""
    return context + "\0".join(texts[: 2 if "ngettext" in name or "npgettext" in name else 1])


def said_in_python(source: Path) -> set[str]:
    """Each sentence handed to gettext, under whatever name the module imported it."""
    tree = ast.parse(source.read_text())
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    said = set()
    for call in (call for call in calls if call.func.id in names):
        texts = [
            arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        assert texts, f"{source.name}:{call.lineno} translates what no catalogue can hold"
        said.add(as_key(names[call.func.id], texts))
    return said


def said_in_template(source: Path) -> set[str]:
    found = IN_TEMPLATE.findall(templatize(source.read_text()))
    return {
        as_key(name, [ast.literal_eval(text) for text in re.findall(TEXT, texts)]) for name, texts in found
    }


def said_by(package: str) -> set[str]:
    root = translations.ROOT / package
    said = set()
    for source in sorted(root.rglob("*.py")):
        if "migrations" not in source.parts:
            said |= said_in_python(source)
    for source in sorted([*root.rglob("*.html"), *root.rglob("*.txt")]):
        said |= said_in_template(source)
    return said


@pytest.mark.parametrize("package", PACKAGES)
def test_every_sentence_of_the_code_is_in_its_catalogue_and_no_other(package):
    held = {entry.key for entry in entries(own_catalogue(package))}
    assert sorted(said_by(package) - held) == [], "missing: run manage.py makemessages -l zh_Hans"
    assert sorted(held - said_by(package)) == [], "no longer said by the code"


def test_sentences_are_found_in_templates_and_code():
    """The two readers above see what Django would translate."""
    assert "a command the bot understands\4MENU" in said_by("hotline")
    assert {"You get an answer by %(day)s.", "a case\4Open", "Thank you for rating."} <= said_by("hotline")


@pytest.mark.parametrize("po", translations.catalogues(), ids=lambda po: f"{po.parts[-5]}-{po.parts[-4]}")
def test_nothing_is_untranslated_fuzzy_or_missing_a_placeholder(po):
    for entry in entries(po):
        assert entry.translated, entry.id
        for text in entry.strings:
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(entry.id)), entry.id


def test_the_tests_themselves_speak_the_newest_chinese():
    """tests/plugin.py compiles before Django reads them."""
    assert translations.compile_stale() == []


def test_one_english_sentence_has_one_chinese_whichever_catalogue_django_meets_first():
    chinese: dict[str, list[str]] = {}
    for po in translations.catalogues():
        for entry in entries(po):
            assert chinese.setdefault(entry.key, entry.strings) == entry.strings, entry.id


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A package with one catalogue, in an empty house."""
    folder = tmp_path / "portal/locale/zh_Hans/LC_MESSAGES"
    folder.mkdir(parents=True)
    (tmp_path / "portal/apps.py").touch()
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    return folder


PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

#: somewhere.py
msgid "One line"
msgstr "一行，\"引号\"，"
"接着写\n"

#, fuzzy
msgid "Doubtful"
msgstr "拿不准"

msgctxt "a case"
msgid "Close"
msgstr "办结"

msgid "%(count)s case"
msgid_plural "%(count)s cases"
msgstr[0] "%(count)s 件"
"""


def test_what_was_compiled_reads_back_as_it_was_written(house):
    (house / "django.po").write_text(PO)
    (mo,) = translations.compile_stale()
    with mo.open("rb") as file:
        chinese = gettext.GNUTranslations(file)
    assert chinese.gettext("One line") == '一行，"引号"，接着写\n'
    assert chinese.gettext("Doubtful") == "Doubtful"
    assert chinese.pgettext("a case", "Close") == "办结"
    assert chinese.ngettext("%(count)s case", "%(count)s cases", 5) == "%(count)s 件"


def test_only_a_newer_catalogue_is_compiled_again_and_no_half_file_stays(house):
    po = house / "django.po"
    po.write_text(PO)
    assert translations.compile_stale()
    assert translations.compile_stale() == []
    po.write_text(PO.replace("办结", "结案"))
    os.utime(po, ns=(0, po.with_suffix(".mo").stat().st_mtime_ns + 1))
    (mo,) = translations.compile_stale()
    assert "结案".encode() in mo.read_bytes()
    assert {path.name for path in house.iterdir()} == {"django.po", "django.mo"}
