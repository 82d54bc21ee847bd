"""What every test may lean on."""

import io
import os

import hypothesis
import pytest
from django.test import override_settings

pytest_plugins = ["tests.browser"]

# The same examples in every run; `make soak` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.register_profile("new", max_examples=3000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


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

    yield
    cache.clear()


@pytest.fixture
def programmes(db):
    """The shipped programmes, published."""
    from django.core.management import call_command

    call_command("load_programmes", stdout=io.StringIO())
