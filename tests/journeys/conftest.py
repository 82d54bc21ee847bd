"""The running house and the way people look at it."""

import os
from pathlib import Path

import pytest

from tests.house import house


@pytest.fixture(scope="module")
def home():
    with house() as one:
        yield one


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def width(request):
    return request.param


@pytest.fixture
def look(page, home, width, request):
    """The page at this width; whatever it says in its console or asks of others fails the test."""
    page.set_viewport_size({"width": width, "height": 780})
    page.set_default_timeout(15_000)
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda problem: faults.append(str(problem)))
    page.on("request", lambda asked: faults.append(asked.url) if not _ours(asked.url, home) else None)
    yield page
    assert not faults


def _ours(url: str, home) -> bool:
    return url.startswith((home.address, "data:", "blob:"))


@pytest.fixture
def shot(look, width, request):
    """Keeps a picture where LINLI_SCREENSHOTS names a folder, and refuses a page that scrolls sideways."""

    def keep(name: str) -> None:
        wide = look.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} px too wide at {width}"
        if folder := os.environ.get("LINLI_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            look.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)

    return keep
