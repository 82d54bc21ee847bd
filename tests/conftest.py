"""What every test may lean on."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation

from tests import loaded, loaded_pages

pytest_plugins = ["tests.browser"]
HOUSES = (
    "tests/journeys/",
    "tests/soak/",
    "tests/test_compose.py",
    "tests/portal/test_serve.py",
    "tests/portal/test_backup.py",
)

# The same examples in every run; `make soak` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.register_profile("new", max_examples=3000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Two processes: whole houses on databases of their own in one, everything else, in its order, in the other."""
    for item in items:
        group = "houses" if item.nodeid.startswith(HOUSES) else "rest"
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(autouse=True, scope="session")
def plain_static_files():
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        }
    ):
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """What one test counted or remembered is not another's."""
    from django.core.cache import cache

    from portal import remembered

    remembered.forget()
    translation.activate(settings.LANGUAGE_CODE)  # a look at an English page leaves this thread in English
    yield
    cache.clear()


@pytest.fixture
def programmes(db):
    """The shipped programmes, published."""
    loaded.programmes()


@pytest.fixture
def pages(programmes):
    """The invented county's pages in both languages, published."""
    loaded_pages.pages()
