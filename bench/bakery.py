"""Wagtail's own demonstration site beside us: its code from a folder that is named, its data in our bench server.

`BAKERYDEMO` names a checkout of wagtail/bakerydemo with a `.venv` in it:

    git clone … && cd bakerydemo && python3 -m venv .venv
    .venv/bin/pip install "django>=5.2,<5.3" "wagtail==8.0.1" "django-csp<4" django-extensions \\
        "wagtail-font-awesome-svg<2" dj-database-url python-dotenv "psycopg[binary]" gunicorn
"""

import os
import subprocess
import tempfile
from pathlib import Path

from bench.served import Served
from tests import migrated

SETTINGS = """
from bakerydemo.settings.base import *

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "debug_toolbar"]
MIDDLEWARE = [one for one in MIDDLEWARE if "debug_toolbar" not in one]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # as ours here
"""
HOME, LIST = "/", "/breads/"


def folder() -> Path | None:
    named = os.environ.get("BAKERYDEMO", "")
    return Path(named).resolve() if named and (Path(named) / ".venv/bin/gunicorn").exists() else None


def serve(checkout: Path, port: int) -> Served:
    """On the same PostgreSQL, the worker and threads like ours; its own settings but for debugging."""
    name = "linlihouse_bakery"
    migrated.make(name, "template0")
    ours = Path(tempfile.mkdtemp(prefix="linli-bakery-"))
    (ours / "bench_settings.py").write_text(SETTINGS)
    (ours / "debug_toolbar.py").write_text("urls = []")  # the real one slows every template
    environment = {
        **os.environ,
        "DATABASE_URL": migrated.address(name),
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "PYTHONPATH": f"{ours}:{checkout}",
    }
    python = checkout / ".venv/bin/python"
    for command in ("migrate", "load_initial_data"):
        subprocess.run(
            [python, "manage.py", command], env=environment, cwd=checkout, check=True, capture_output=True
        )
    return Served(python, "bakerydemo.wsgi", port, environment, checkout)
