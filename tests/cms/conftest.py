"""Who writes rules in the tests of this package."""

import pytest

from cms.models import Programme
from portal.roles import Role
from tests.people import person


@pytest.fixture
def editor(client, settings, programmes):
    settings.DEMO = True
    user = person(Role.EDITOR, "安禾县")
    client.force_login(user)
    return user


@pytest.fixture
def jf(editor):
    return Programme.objects.get(code="JF")


@pytest.fixture
def picture(db):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    return get_image_model().objects.create(title="公开栏", file=get_test_image_file())
