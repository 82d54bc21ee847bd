"""What every test may lean on."""

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True, scope="session")
def plain_static_files():
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        }
    ):
        yield
