"""Debian's Chromium for the tests that use one; without it they are skipped with the reason."""

import ctypes.util
import os
import shutil

import pytest

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
APT = "apt-get install --no-install-recommends chromium libatomic1 fonts-noto-cjk"


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def missing() -> str:
    """Why no browser can be started here; empty if one can."""
    lacking = [] if chromium() else ["chromium"]
    lacking += [] if ctypes.util.find_library("atomic") else ["libatomic1"]
    return f"no {' and no '.join(lacking)} on this machine: {APT}" if lacking else ""


def pytest_collection_modifyitems(items):
    reason = missing()
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            if reason and not os.environ.get("LINLI_REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if reason := missing():
        pytest.fail(f"LINLI_REQUIRE_BROWSER is set and there is {reason}")
    return {"executable_path": chromium(), "args": FLAGS}
