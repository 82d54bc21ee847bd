"""What Wagtail leaves in English stands in Chinese on a clerk's screens."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.utils.translation import trans_real

from portal.roles import Role
from tests.people import person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs msgfmt: apt install gettext"),
]
SOURCE = Path(configured.LOCALE_PATHS[1]) / "zh_Hans/LC_MESSAGES/django.po"


@pytest.fixture
def compiled(tmp_path, settings):
    target = tmp_path / "zh_Hans/LC_MESSAGES"
    target.mkdir(parents=True)
    subprocess.run(["msgfmt", SOURCE, "-o", target / "django.mo"], check=True)
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


@pytest.mark.parametrize("screen", ["", "areas/", "areas/?q=zzz", "areas/inspect/990001102001/", "account/"])
def test_no_words_of_the_library_are_english(client, settings, compiled, screen):
    settings.DEMO = True
    client.force_login(person(Role.CLERK, "柳河村"))
    page = client.get(f"/admin/{screen}").content.decode()
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    shown = {text.strip() for text in re.findall(r">([^<>]+)<", body)}
    left = set(re.findall(r'^msgid "([^"%\\]+)"$', SOURCE.read_text(), re.M))
    assert left
    assert sorted(shown & left) == []
