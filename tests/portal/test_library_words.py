"""What Wagtail leaves in English stands in Chinese on a clerk's screens."""

import re
from pathlib import Path

import pytest
from django.conf import settings as configured

from portal.roles import Role
from tests.people import person

pytestmark = pytest.mark.django_db
SOURCE = Path(configured.LOCALE_PATHS[1]) / "zh_Hans/LC_MESSAGES/django.po"


@pytest.mark.parametrize("screen", ["", "areas/", "areas/?q=zzz", "areas/inspect/990001102001/", "account/"])
def test_no_words_of_the_library_are_english(client, settings, screen):
    settings.DEMO = True
    client.force_login(person(Role.CLERK, "柳河村"))
    page = client.get(f"/admin/{screen}").content.decode()
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    shown = {text.strip() for text in re.findall(r">([^<>]+)<", body)}
    left = set(re.findall(r'^msgid "([^"%\\]+)"$', SOURCE.read_text(), re.M))
    assert left
    assert sorted(shown & left) == []
